import type { OperationContext, ReadOptions } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import { fileFormatOf } from '#shared/operation/file-formats.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { charsetOf, jsonOfAnswer } from './answer.ts'
import type { HttpAnswer } from './request.ts'

type Format = ReadOptions['format']

/** The answer as a table. Errors: `not_json`, `not_a_table`, and those of `Tables.read`. */
export function tableOfAnswer(
  answer: HttpAnswer,
  url: string,
  asked: Format | 'auto',
  context: OperationContext,
): Promise<TableValue> {
  const format = asked === 'auto' ? formatOf(answer, url) : asked
  // DuckDB would take a single record for a table of one row, which it hardly ever is.
  if (format === 'json') expectRecords(jsonOfAnswer(answer))
  const { tables } = context.services
  const encoding = charsetOf(answer.headers)
  const options = { format, ...(encoding === undefined ? {} : { encoding }) }
  return tables.parse(answer.bytes, `answer.${format}`, options, context.signal, (code, message, data) =>
    context.warn(code, message, data),
  )
}

/** By content type (RFC 4180, 8259 and the usual names), by the ending of the path, and else JSON. */
function formatOf({ headers }: HttpAnswer, url: string): Format {
  const type = headers.get('content-type') ?? ''
  if (/^text\/csv/i.test(type)) return 'csv'
  if (/^text\/tab-separated-values/i.test(type)) return 'tsv'
  if (/parquet\b/i.test(type)) return 'parquet'
  if (/(?:ndjson|jsonl|json-?lines)\b/i.test(type)) return 'ndjson'
  if (/[/+]json\b/i.test(type)) return 'json'
  const ending = fileFormatOf(new URL(url).pathname, 'auto')
  return ending === 'csv' || ending === 'tsv' || ending === 'parquet' || ending === 'ndjson' ? ending : 'json'
}

function expectRecords(value: Json): void {
  if (isJsonList(value) && value.every(isJsonRecord)) return
  const got = isJsonList(value) ? 'a list of other things' : aKindOf(value)
  fail(
    'not_a_table',
    `A list of records is needed for a table, but the answer is ${got}: take it as JSON and pick the list from it.`,
  )
}
