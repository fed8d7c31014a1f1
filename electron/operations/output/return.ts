import type { OperationContext } from '#electron/engine/operation.ts'
import { isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { returnValue } from '#shared/operation/output/return.ts'
import { giveJson, implement } from '../define.ts'
import { findInInputs, inputsByNode, mergeRecords } from '../fields.ts'
import { andThen } from '../inputs.ts'

export const runReturn = implement(returnValue, (config, context) =>
  andThen(inputsByNode(context), (inputs) => {
    switch (config.shape) {
      case 'raw':
        return giveJson(inputs)
      case 'selected':
        return giveJson(select(inputs, config.fields, context))
      case 'merged':
        return giveJson(merge(inputs, context))
    }
  }),
)

function select(inputs: JsonRecord, fields: readonly string[], context: OperationContext): JsonRecord {
  const found: [string, Json][] = []
  const missing: string[] = []
  for (const field of fields) {
    const value = findInInputs(inputs, field)
    if (value === undefined) missing.push(field)
    else found.push([field, value])
  }
  if (missing.length > 0) {
    context.warn('field_missing', `The inputs have no ${missing.map((name) => `"${name}"`).join(', ')}.`, {
      fields: missing,
    })
  }
  return Object.fromEntries(found)
}

function merge(inputs: JsonRecord, context: OperationContext): JsonRecord {
  const record = mergeRecords(inputs)
  const others = Object.entries(inputs).filter(([, value]) => !isJsonRecord(value))
  const last = others.at(-1)
  if (last === undefined) return record
  if (others.length > 1 || Object.hasOwn(record, 'value')) {
    context.warn(
      'value_replaced',
      `Several inputs would be the field "value" of the merged record: it holds "${last[0]}" only.`,
      { kept: last[0], others: others.slice(0, -1).map(([id]) => id) },
    )
  }
  return { ...record, value: last[1] }
}
