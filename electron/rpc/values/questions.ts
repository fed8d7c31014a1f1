import { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { ValuesCompared } from '#shared/contract/comparison.ts'
import { ValuePreview } from '#shared/contract/preview.ts'
import { BytesPage, JsonPage, TextPage } from '#shared/contract/values.ts'
import { Column } from '#shared/operation/value.ts'
import { previewOfValue } from '../preview.ts'
import { previewOfResult } from '../scripts/result.ts'
import { changesInSmall } from './changes.ts'
import type { Whole } from './kept.ts'
import { bytesPage, jsonAt, jsonPage, placeIn, textPage } from './pages.ts'
import { findText, searchJson } from './search.ts'

/** What can be asked of a value, wherever the value is: what is asked and the answer to it are plain data. */
export interface Question<Input, Answer> {
  readonly name: string
  /** `beside`: the second value, where it is asked of two. */
  readonly answer: (value: Whole, input: Input, beside?: Whole) => Answer | Promise<Answer>
  /** {@link answer} to what came from another thread. */
  readonly reply: (value: Whole, input: unknown, beside?: Whole) => Answer | Promise<Answer>
  /** An answer that came from another thread. */
  readonly read: (answer: unknown) => Answer
}

function question<Input, Answer>(
  name: string,
  input: z.ZodType<Input>,
  output: z.ZodType<Answer>,
  answer: Question<Input, Answer>['answer'],
): Question<Input, Answer> {
  return {
    name,
    answer,
    reply: (value, asked, beside) => answer(value, input.parse(asked), beside),
    read: (given) => output.parse(given),
  }
}

const Key = z.union([z.string(), z.number()])
const Path = z.array(Key)
const Part = z.object({ offset: z.number(), limit: z.number() })

/** What a value's text or tree is made from. Error: `value_kind`. */
function jsonOf(value: Whole): Json {
  if (value.kind === 'json') return value.json
  if (value.kind === 'chart') return value.spec
  return fail('value_kind', `This result is ${value.kind === 'table' ? 'a table' : 'no text'}.`)
}

/** A value as a list of records; null where it is something else. */
export function recordsOf(value: Whole): readonly JsonRecord[] | null {
  if (value.kind !== 'json' || !isJsonList(value.json) || value.json.length === 0) return null
  const records = value.json.filter(isJsonRecord)
  return records.length === value.json.length ? records : null
}

/** As {@link recordsOf}, where any of them has fields. */
export function rowsOf(value: Whole): readonly JsonRecord[] | null {
  const records = recordsOf(value)
  return records?.some((record) => Object.keys(record).length > 0) ? records : null
}

/** Errors of all: `value_kind`; of those with a path: `value_missing`. */
export const QUESTIONS = {
  text: question('text', Part.extend({ path: Path }), TextPage, (value, { path, offset, limit }) =>
    textPage(jsonAt(jsonOf(value), path), offset, limit),
  ),
  json: question('json', Part.extend({ path: Path }), JsonPage, (value, { path, offset, limit }) =>
    jsonPage(jsonOf(value), path, offset, limit),
  ),
  search: question(
    'search',
    z.object({ text: z.string() }),
    z.object({ paths: z.array(z.array(Key)) }),
    (value, { text }) => ({ paths: searchJson(jsonOf(value), text) }),
  ),
  place: question(
    'place',
    z.object({ path: Path, key: Key }),
    z.object({ index: z.number(), size: z.number() }),
    (value, { path, key }) => placeIn(jsonAt(jsonOf(value), path), key),
  ),
  find: question(
    'find',
    z.object({ text: z.string(), from: z.number() }),
    z.object({ offset: z.number().nullable() }),
    (value, { text, from }) => ({ offset: findText(jsonOf(value), text, from) }),
  ),
  bytes: question('bytes', Part, BytesPage, (value, { offset, limit }) =>
    value.kind === 'bytes' ? bytesPage(value, offset, limit) : fail('value_kind', 'This result is no bytes.'),
  ),
  /** Whether it is a list of records, and whether any of those has fields. */
  list: question('list', z.null(), z.object({ records: z.boolean(), fields: z.boolean() }), (value) => {
    return { records: recordsOf(value) !== null, fields: rowsOf(value) !== null }
  }),
  /** What is shown of a script's result. */
  result: question('result', z.null(), ValuePreview, (value) =>
    value.kind === 'json' ? previewOfResult(value.json) : previewOfValue(value),
  ),
  /** How two values differ, in small. */
  changes: question('changes', z.null(), ValuesCompared, (value, _, beside) => {
    if (!beside) throw new Error('Two values are compared.')
    return changesInSmall(value, beside)
  }),
  /** Writes a list of records as a Parquet file. Errors besides: `empty_input`, `bad_column_name`. */
  writeList: question(
    'writeList',
    z.object({ path: z.string(), scratch: z.string() }),
    z.object({ columns: z.array(Column), rowCount: z.number() }),
    async (value, { path, scratch }) => {
      const records = recordsOf(value) ?? fail('value_kind', 'This result is no table.')
      const { writeRecords } = await import('#electron/data/record-file.ts')
      return writeRecords(records, path, scratch)
    },
  ),
}

const BY_NAME: ReadonlyMap<string, Pick<Question<unknown, unknown>, 'reply'>> = new Map(
  Object.values(QUESTIONS).map((one) => [one.name, one]),
)

/** Answers a question that came from another thread. */
export function replyTo(name: string, value: Whole, input: unknown, beside?: Whole): unknown {
  const asked = BY_NAME.get(name)
  if (!asked) throw new Error(`Nobody knows the question "${name}".`)
  return asked.reply(value, input, beside)
}
