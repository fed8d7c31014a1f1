import type { OperationContext } from '#electron/engine/operation.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { textOf } from '#shared/operation/text.ts'
import { fillTemplate } from '../template.ts'
import { fillJson } from '../template-json.ts'
import { variableOf } from '../variable.ts'

/** The address with its templates filled in (percent-encoded) and the query after it. Errors: as `fillTemplate`. */
export async function addressOf(url: string, query: JsonRecord, context: OperationContext): Promise<string> {
  const address = await fillTemplate(url, context, encodeURIComponent)
  const pairs = Object.entries(query)
  if (pairs.length === 0) return address
  const values = await Promise.all(pairs.map(([, value]) => fillJson(value, context)))
  const added = new URLSearchParams()
  for (const [i, [name]] of pairs.entries()) added.append(name, textOf(values[i] ?? ''))
  const [beforeHash = '', ...hash] = address.split('#')
  return [`${beforeHash}${beforeHash.includes('?') ? '&' : '?'}${added}`, ...hash].join('#')
}

type HeaderRecord = Readonly<Record<string, string>>

/** All headers of a request, those from environment variables included. Error: `variable_missing`. */
export function headersFor(
  config: { readonly headers: HeaderRecord; readonly secretHeaders: HeaderRecord },
  context: OperationContext,
): Record<string, string> {
  const secrets = Object.entries(config.secretHeaders).map(([name, variable]) => [
    name,
    variableOf(variable, context),
  ])
  return { ...config.headers, ...Object.fromEntries(secrets) }
}

/** JSON to send, and the headers with its content type unless they name one. */
export function jsonBody(
  body: Json,
  headers: HeaderRecord,
): { body: string; headers: Record<string, string> } {
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  return {
    body: JSON.stringify(body),
    headers: { ...headers, ...(hasType ? {} : { 'Content-Type': 'application/json' }) },
  }
}
