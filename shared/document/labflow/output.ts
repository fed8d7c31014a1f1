import type { Json, JsonRecord } from '../../base/json.ts'
import { textOf } from '../../operation/text.ts'
import { type Context, type Converter, inputId, verbatim, verbatimJson } from './convert.ts'
import { headersOf, methodOf, requestTimeout } from './data-input.ts'
import { notCarried } from './settings.ts'

function returned(context: Context): JsonRecord {
  const { settings } = context
  const fields = settings.texts('fields') ?? []
  switch (settings.get('output_format') ?? 'raw') {
    case 'merged':
      return { shape: 'merged' }
    case 'selected':
      // Ours also finds fields within the inputs; there only inputs themselves are meant.
      return { shape: 'selected', fields: fields.flatMap((field) => inputId(context, field) ?? []) }
    default:
      return { shape: 'raw' }
  }
}

/**
 * What is stored, and about what. There it was about a file of LabFlow's; a node that names neither a target nor a file
 * stored nothing and said so.
 */
function stored(context: Context): JsonRecord {
  const { settings } = context
  const [fileId, fileKey] = [settings.get('file_id'), settings.text('file_id_key')]
  settings.get('source')
  const target = settings.get('store_target')
  if (target === undefined && !fileId && !fileKey)
    return nothing(context, 'neither a "store_target" nor a file')
  const subject = subjectOf(context, fileId, fileKey)
  return settings.choice(
    'store_target',
    {
      conclusion: () => {
        const content = chosen(context, 'content_key', 'content')
        if (!content) return nothing(context, 'no content')
        if (content.key !== undefined) return { target: 'conclusion', ...subject, contentKey: content.key }
        return { target: 'conclusion', ...subject, content: verbatim(textOf(content.value, 'python')) }
      },
      annotation: () => {
        const data = chosen(context, 'data_key', 'data')
        if (!data) return nothing(context, 'no data')
        if (data.key !== undefined) return { target: 'annotation', ...subject, dataKey: data.key }
        return { target: 'annotation', ...subject, data: verbatimJson(data.value) }
      },
    },
    target ?? 'conclusion',
  )()
}

function nothing(context: Context, what: string): JsonRecord {
  context.warn(
    'stores_nothing',
    `It has ${what}, so LabFlow stores nothing: nor does it here, until you choose.`,
  )
  return { target: 'none' }
}

function subjectOf(context: Context, fileId: Json | undefined, fileKey: string | undefined): JsonRecord {
  if (fileId) return { subject: verbatim(`LabFlow file ${textOf(fileId)}`) }
  if (!fileKey) return {}
  const id = inputId(context, fileKey)
  return { subject: id ?? `LabFlow file {{params[${JSON.stringify(fileKey)}]}}` }
}

/** What to store: the input that a key names, else a value that is written, else the only input. Null for nothing. */
function chosen(
  context: Context,
  keySetting: string,
  valueSetting: string,
): { key: string; value?: never } | { key?: never; value: Json } | null {
  const { settings, inputs } = context
  const key = settings.text(keySetting)
  const value = settings.get(valueSetting)
  if (key) {
    const id = inputId(context, key)
    return id === undefined ? null : { key: id }
  }
  if (value !== undefined && value !== null) return { value }
  const [only] = inputs
  return only && inputs.length === 1 ? { key: only.id } : null
}

function sent(context: Context): JsonRecord {
  const { settings } = context
  const url = settings.text('url')
  if (!url) {
    context.warn(
      'sends_nothing',
      'It has no "url", so LabFlow sends nothing: nor does it here, until there is one.',
    )
    return { mayDoNothing: true }
  }
  const method = methodOf(settings, 'POST')
  if (method === 'GET') notCarried('It sends by GET, which Ergo does not do.')
  const body = settings.get('payload')
  return {
    url: verbatim(url),
    method,
    ...headersOf(settings),
    ...(body === undefined ? {} : { body: verbatimJson(body) }),
    ...requestTimeout(settings),
  }
}

const OUTPUTS: Readonly<Record<string, Converter>> = {
  return: (context) => ({ operation: 'return', config: returned(context), takes: 'all' }),
  store: (context) => ({ operation: 'store', config: stored(context), takes: 'all' }),
  send: (context) => ({ operation: 'send', config: sent(context), takes: 'all' }),
  log: ({ node }) => ({
    operation: 'log',
    config: { level: 'info', message: `${verbatim(`Output from node ${node.id}: `)}{{inputs}}` },
    takes: 'all',
  }),
}

export const convertOutput: Converter = (context) => {
  const { settings } = context
  return settings.choice('output_type', OUTPUTS, settings.get('output_type') ?? 'return')(context)
}
