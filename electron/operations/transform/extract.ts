import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { extract } from '#shared/operation/transform/extract.ts'
import { giveJson, implement } from '../define.ts'
import { fieldOf } from '../fields.ts'
import { andThen, firstJson } from '../inputs.ts'
import { warnDropped } from '../lists.ts'

export const runExtract = implement(extract, (config, context) =>
  andThen(firstJson(context), (input) => {
    const found = new Set<string>()
    const take = (record: JsonRecord): JsonRecord =>
      Object.fromEntries(
        config.fields.flatMap((name) => {
          const value = config.rules === 'python' ? ownField(record, name) : fieldOf(record, name)
          if (value === undefined) return []
          found.add(name)
          return [[name, value]]
        }),
      )
    const records = isJsonList(input) && config.rules === 'python' ? recordsIn(input, context) : input
    const result = isJsonList(records)
      ? records.map((item, index) => take(recordOf(item, `Item ${index} of the list`)))
      : take(recordOf(records, 'The input'))
    const missing = config.fields.filter((name) => !found.has(name))
    // A field that only some records have is ordinary; one that none has is more likely a slip of the pen.
    if (missing.length > 0 && !(isJsonList(input) && input.length === 0)) {
      const names = missing.map((name) => `"${name}"`).join(', ')
      context.warn(
        'field_missing',
        `${isJsonList(input) ? 'No record has' : 'The record has no'} ${names}.`,
        {
          fields: missing,
        },
      )
    }
    return giveJson(result)
  }),
)

const ownField = (record: JsonRecord, name: string): Json | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

function recordsIn(items: readonly Json[], context: OperationContext): readonly JsonRecord[] {
  const records = items.filter(isJsonRecord)
  warnDropped(context, items.length - records.length, items.length, {
    one: 'is not a record',
    many: 'are not records',
  })
  return records
}

function recordOf(value: Json, what: string): JsonRecord {
  return isJsonRecord(value)
    ? value
    : fail('not_a_record', `${what} is ${aKindOf(value)}: fields are taken from records only.`)
}
