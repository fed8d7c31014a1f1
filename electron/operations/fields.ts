import type { OperationContext } from '#electron/engine/operation.ts'
import { getPath, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'
import { allJson, andThen, type MaybePromise } from './inputs.ts'

/** A record's field of that very name, else what is at the name read as a dotted path; `undefined` for neither. */
export function fieldOf(value: Json, name: string): Json | undefined {
  return isJsonRecord(value) && Object.hasOwn(value, name) ? value[name] : getPath(value, name)
}

/** All inputs by node id. Error: `table_too_large`. */
export function inputsByNode(context: OperationContext): MaybePromise<JsonRecord> {
  return andThen(allJson(context), (values) =>
    Object.fromEntries(context.inputs.map((input, i) => [input.nodeId, values[i] ?? null])),
  )
}

/** The fields of all inputs that are records in one record; of fields with one name the later input's stands. */
export function mergeRecords(inputs: JsonRecord): JsonRecord {
  // Not Object.assign: a field called `__proto__` must stay a field.
  return Object.fromEntries(
    Object.values(inputs).flatMap((value) => (isJsonRecord(value) ? Object.entries(value) : [])),
  )
}

/**
 * What a name means among inputs by node id: an input, a field of an input that is a record (the later input's where
 * several have it), or a dotted path into either, in this order. `undefined` where it means nothing.
 */
export function findInInputs(inputs: JsonRecord, name: string): Json | undefined {
  if (Object.hasOwn(inputs, name)) return inputs[name]
  const merged = mergeRecords(inputs)
  if (Object.hasOwn(merged, name)) return merged[name]
  return getPath(inputs, name) ?? getPath(merged, name)
}
