import type { z } from 'zod'
import { type FolderFile, filesIn, findFolder } from '#electron/data/folder.ts'
import { checkNames, quoteName, quoteText } from '#electron/data/names.ts'
import { SQL_TYPES } from '#electron/data/sql-types.ts'
import { readXy } from '#electron/data/whole.ts'
import type { OperationContext, ReadOptions } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { folder } from '#shared/operation/data-input/folder.ts'
import { fileFormatOf } from '#shared/operation/file-formats.ts'
import type { ColumnType, TableValue } from '#shared/operation/value.ts'
import { give, implement } from '../define.ts'
import { readSource } from '../source.ts'

type Config = z.output<typeof folder.config>

const MAX_FILES = 2000
/** Tables that are put together in one statement. */
const AT_ONCE = 50

function filesOf(config: Config, context: OperationContext): FolderFile[] {
  const found = config.folder === '' ? undefined : findFolder(config.folder, context.services.folders)
  if (found === undefined) {
    return fail(
      'file_missing',
      config.folder === '' ? 'No folder is chosen: choose one.' : `There is no folder "${config.folder}".`,
    )
  }
  const files = filesIn(found, config.glob)
  if (files.length === 0)
    fail('file_missing', `No file in "${found}" matches "${config.glob}".`, { folder: found })
  if (files.length > MAX_FILES) {
    fail(
      'too_many_files',
      `${files.length} files match; at most ${MAX_FILES} can be read. Narrow the pattern.`,
    )
  }
  return files
}

async function readTable(
  { path, name }: FolderFile,
  config: Config,
  context: OperationContext,
): Promise<TableValue> {
  const { tables } = context.services
  const { signal } = context
  // What was found out of one file need not be so in the others, such as the order of day and month.
  const warn: OperationContext['warn'] = (code, message, data) =>
    context.warn(code, `In "${name}": ${message}`, { ...data, file: name })
  const format = fileFormatOf(path, config.format)
  if (format === undefined || format === 'text' || format === 'bytes') {
    return fail('format_unknown', `The ending of "${name}" does not say how it is a table: choose a format.`)
  }
  const options = (as: ReadOptions['format']): ReadOptions => ({
    format: as,
    missing: config.missing,
    ...(config.delimiter === '' ? {} : { delimiter: config.delimiter }),
    ...(config.decimal === 'auto' ? {} : { decimal: config.decimal === 'comma' ? ',' : '.' }),
    ...(config.skipLines === undefined ? {} : { skipLines: config.skipLines }),
  })
  return readSource(path, context, async () =>
    format === 'xy'
      ? tables.fromRecords(await readXy(path, options('csv'), signal, warn))
      : tables.read(path, options(format), signal, warn),
  )
}

interface Part {
  readonly name: string
  readonly table: TableValue
}

interface Wanted {
  readonly name: string
  readonly type: ColumnType
}

/** Types of which the second holds all that the first does. */
const HELD: readonly (readonly [ColumnType, ColumnType])[] = [
  ['integer', 'number'],
  ['date', 'timestamp'],
]

/** The type that holds both: whole and other numbers are numbers, dates and times are times, all else must be alike. */
function commonType(a: Wanted, type: ColumnType, file: string): ColumnType {
  if (a.type === type) return type
  const held = HELD.find((types) => types.includes(a.type) && types.includes(type))
  if (held) return held[1]
  return fail(
    'mixed_types',
    `"${a.name}" holds ${type} in "${file}" and ${a.type} before: is something written in place of a value? Say under "Missing values" what stands for none.`,
    { column: a.name, file },
  )
}

/** The columns of the whole, in order of appearance. Errors: `columns_differ`, `mixed_types`. */
function columnsOf(parts: readonly Part[], rule: Config['columns']): Wanted[] {
  const all = new Map<string, Wanted & { readonly files: number }>()
  for (const { name: file, table } of parts) {
    for (const { name, type } of table.columns) {
      const key = name.toLowerCase()
      const known = all.get(key)
      all.set(
        key,
        known
          ? { ...known, type: commonType(known, type, file), files: known.files + 1 }
          : { name, type, files: 1 },
      )
    }
  }
  const columns = [...all.values()]
  const partial = columns.find(({ files }) => files < parts.length)
  if (rule === 'same' && partial) {
    const lacking = parts.find(({ table }) => !hasColumn(table, partial.name))
    fail('columns_differ', `"${lacking?.name}" has no column "${partial.name}", which other files have.`, {
      column: partial.name,
    })
  }
  const kept = rule === 'common' ? columns.filter(({ files }) => files === parts.length) : columns
  if (kept.length === 0)
    fail('columns_differ', 'No column is in all files: take all columns, or narrow the pattern.')
  return kept
}

const hasColumn = (table: TableValue, name: string): boolean =>
  table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase())

/** One part's rows with the file's name and all columns, in order. */
function selectOf(
  { name, table }: Part,
  input: string,
  fileColumn: string,
  columns: readonly Wanted[],
): string {
  const values = columns.map((column) => {
    const value = hasColumn(table, column.name) ? quoteName(column.name) : 'NULL'
    // All parts of a column of integers are integers, and those of more than 64 bits stay as wide as they are.
    const cast = column.type === 'integer' ? value : `CAST(${value} AS ${SQL_TYPES[column.type]})`
    return `${cast} AS ${quoteName(column.name)}`
  })
  return `SELECT ${quoteText(name)} AS ${quoteName(fileColumn)}, ${values.join(', ')} FROM ${quoteName(input)}`
}

export const runFolder = implement(folder, async (config, context) => {
  const files = filesOf(config, context)
  const parts: Part[] = []
  for (const file of files) parts.push({ name: file.name, table: await readTable(file, config, context) })
  const columns = columnsOf(parts, config.columns)
  checkNames([config.fileColumn, ...columns.map(({ name }) => name)])
  const { tables } = context.services
  const pieces: TableValue[] = []
  for (let at = 0; at < parts.length; at += AT_ONCE) {
    const some = parts.slice(at, at + AT_ONCE)
    const inputs = Object.fromEntries(some.map(({ table }, i) => [`part ${i}`, table]))
    const selects = some.map((part, i) => selectOf(part, `part ${i}`, config.fileColumn, columns))
    pieces.push(await tables.query(selects.join(' UNION ALL '), inputs, context.signal))
  }
  if (pieces.length === 1) return give(itemAt(pieces, 0))
  const inputs = Object.fromEntries(pieces.map((table, i) => [`piece ${i}`, table]))
  const all = Object.keys(inputs).map((name) => `SELECT * FROM ${quoteName(name)}`)
  return give(await tables.query(all.join(' UNION ALL '), inputs, context.signal))
})
