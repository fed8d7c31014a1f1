import { isJsonList, isJsonRecord, type Json, type JsonRecord, parseJson } from '../../base/json.ts'
import { scanJson } from '../scan.ts'
import { type Context, type Converted, type Converter, verbatim, verbatimJson } from './convert.ts'
import { notCarried, type Settings } from './settings.ts'

const SOURCES: Readonly<Record<string, (context: Context) => Omit<Converted, 'takes'>>> = {
  constant: ({ settings }) => ({ operation: 'constant', config: constantConfig(settings) }),
  global: ({ settings }) => {
    const path = settings.text('key_path')
    return { operation: 'parameter', config: path === undefined ? {} : { path } }
  },
  environment: ({ settings }) => ({
    operation: 'environment',
    config: { variable: settings.requiredText('env_var') },
  }),
  file: ({ settings }) => ({ operation: 'file', config: fileConfig(settings) }),
  labflow_file: (context) => {
    const { settings } = context
    const id = JSON.stringify(settings.required('file_id'))
    const encoding = settings.text('encoding')
    context.warn('choose_file', `LabFlow kept the file itself, as number ${id}: choose the file here.`)
    return { operation: 'file', config: encoding ? { format: 'text', encoding } : { format: 'bytes' } }
  },
  database,
  api: ({ settings }) => ({ operation: 'http', config: apiConfig(settings) }),
}

/** A data input. What it lists as inputs only decides when it runs, which does not change what it gives. */
export const convertDataInput: Converter = (context) => {
  const { settings } = context
  const convert = settings.choice('source_type', SOURCES, settings.get('source_type') ?? 'global')
  return { ...convert(context), takes: 'none' }
}

/**
 * The value as the predecessor's types make it, of no declared type, since what follows may not rely on one there. Where
 * its text can't be read as the type, text and type are kept: the node fails when it runs, there as here.
 */
function constantConfig(settings: Settings): JsonRecord {
  const value = settings.required('value')
  const type = settings.get('data_type') ?? 'string'
  switch (type) {
    case 'integer':
      return read(integerOf(value), value, 'integer')
    case 'float':
      return read(numberOf(value), value, 'number')
    case 'boolean':
      return { value: booleanOf(value) }
    case 'list':
      return read(jsonOf(value), value, 'list')
    case 'dict':
      return read(jsonOf(value), value, 'record')
    default:
      return { value }
  }
}

const read = (value: Json | undefined, written: Json, dataType: string): JsonRecord =>
  value === undefined ? { value: written, dataType } : { value }

function integerOf(value: Json): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'number') return Math.trunc(value)
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value)) return undefined
  const integer = Number(value.replaceAll('_', ''))
  return Number.isSafeInteger(integer) ? integer : undefined
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return Number(value)
  const number = typeof value === 'string' ? value.trim().replaceAll(/(?<=\d)_(?=\d)/g, '') : ''
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(number)) return undefined
  return Number.isFinite(Number(number)) ? Number(number) : undefined
}

/** True for `true`, `1` and `yes` in any case and for numbers but 0; anything else is false. */
function booleanOf(value: Json): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  return typeof value === 'string' && ['true', '1', 'yes'].includes(value.toLowerCase())
}

/** JSON text is read, whatever it holds; any other value is itself. Text that a document could not hold is left as it is. */
function jsonOf(value: Json): Json | undefined {
  if (typeof value !== 'string') return value
  if (!scanJson(value).ok) return undefined
  const parsed = parseJson(value)
  return parsed.ok ? parsed.value : undefined
}

function fileConfig(settings: Settings): JsonRecord {
  const path = settings.requiredText('file_path')
  const mode = settings.text('mode') ?? 'rb'
  const encoding = settings.text('encoding')
  if (/^(?:r?b|br)$/.test(mode)) return { path, format: 'bytes' }
  if (/^(?:r|rt|tr)$/.test(mode))
    return { path, format: 'text', encoding: encoding || 'utf-8', lineEnds: 'newline' }
  return notCarried(`Its "mode" ${JSON.stringify(mode)} does more than read a file.`)
}

/** It read LabFlow's own database; what it asked for can be asked of any. */
function database(context: Context): Omit<Converted, 'takes'> {
  const { settings } = context
  const table = settings.requiredText('table_name')
  const columns = settings.texts('select_columns') ?? []
  const filters = settings.record('filters') ?? {}
  for (const [column, value] of Object.entries(filters)) {
    if (isJsonList(value) || isJsonRecord(value)) notCarried(`Its filter on "${column}" is not one value.`)
  }
  const limit = settings.get('limit')
  if (limit !== undefined && limit !== null && !(Number.isInteger(limit) && Number(limit) >= 1)) {
    notCarried(`Its "limit" ${JSON.stringify(limit)} is not a number of rows.`)
  }
  const order = orderOf(settings.text('order_by') ?? '')
  context.warn('choose_file', `It read "${table}" of LabFlow's own database: choose an SQLite file here.`)
  return {
    operation: 'database',
    config: {
      table,
      ...(columns.length > 0 ? { columns } : {}),
      ...(Object.keys(filters).length > 0 ? { filters } : {}),
      ...(order.length > 0 ? { order } : {}),
      ...(limit === undefined ? {} : { limit }),
    },
  }
}

/** `time DESC, name`: columns only, since anything else would be SQL. */
function orderOf(text: string): JsonRecord[] {
  if (text.trim() === '') return []
  return text.split(',').map((part) => {
    const [, column, direction = 'asc'] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part) ?? []
    if (column === undefined)
      notCarried(`Its "order_by" ${JSON.stringify(text)} is more than names of columns.`)
    return { column, ...(direction.toLowerCase() === 'desc' ? { descending: true } : {}) }
  })
}

const METHODS = { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' } as const
export type Method = keyof typeof METHODS

export function methodOf(settings: Settings, otherwise: Method): Method {
  const written = settings.text('method') ?? otherwise
  return settings.choice('method', METHODS, written.toUpperCase())
}

/** Texts by name. */
export function headersOf(settings: Settings): JsonRecord {
  const headers = settings.record('headers') ?? {}
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') notCarried(`Its header "${name}" is not a text.`)
  }
  return Object.keys(headers).length > 0 ? { headers } : {}
}

/** Seconds as milliseconds. */
export function requestTimeout(settings: Settings): JsonRecord {
  const seconds = settings.number('timeout')
  if (seconds === undefined) return {}
  if (seconds <= 0 || seconds > 86_400)
    notCarried(`Its "timeout" of ${seconds} s is not between 0 s and a day.`)
  return { timeoutMs: Math.max(1, Math.round(seconds * 1000)) }
}

function apiConfig(settings: Settings): JsonRecord {
  const url = verbatim(settings.requiredText('url'))
  const method = methodOf(settings, 'GET')
  const query = queryOf(settings.record('params') ?? {})
  const body = settings.get('json')
  const hasBody = body !== undefined && body !== null
  if (hasBody && method === 'GET')
    notCarried('It asks by GET and sends "json" with it, which Ergo does not do.')
  return {
    url,
    method,
    ...headersOf(settings),
    ...(Object.keys(query).length > 0 ? { query } : {}),
    ...(hasBody ? { body: verbatimJson(body) } : {}),
    response: settings.get('response') === 'text' ? 'text' : 'json',
    ...requestTimeout(settings),
  }
}

/** The predecessor writes booleans as Python does, and leaves out what is null. */
function queryOf(params: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]): [string, Json][] => {
      if (value === null) return []
      if (typeof value === 'boolean') return [[name, value ? 'True' : 'False']]
      if (typeof value === 'number') return [[name, value]]
      return [
        [
          name,
          typeof value === 'string'
            ? verbatim(value)
            : notCarried(`Its parameter "${name}" is not one value.`),
        ],
      ]
    }),
  )
}
