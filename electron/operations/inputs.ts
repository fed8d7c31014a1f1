import type { NodeInput, OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, isJsonRecord, type Json, type JsonRecord, kindOf } from '#shared/base/json.ts'
import { SINGLE_INPUT } from '#shared/chain/schema.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'

/** Tables of more rows stay tables: reading them into memory row by row would be slow and easy to do by accident. */
export const MAX_ROWS_AS_LIST = 100_000

export type MaybePromise<T> = T | Promise<T>

/** Continues at once where the value is there, so that light nodes never wait for a microtask. */
export function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** Values that may have to be waited for, in one; there at once where none has to. */
export function together<T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> {
  const ready: T[] = []
  for (const value of values) {
    if (value instanceof Promise) return Promise.all(values)
    ready.push(value)
  }
  return ready
}

/** The first input at a port. Error: `input_missing`. */
export function inputAt(context: OperationContext, port = SINGLE_INPUT): NodeInput {
  const input = context.inputs.find((candidate) => candidate.port === port)
  return (
    input ??
    fail('input_missing', `Nothing is connected to "${port}" of ${context.nodeName}: connect a node to it.`)
  )
}

/**
 * A value as JSON: a table is a list of records (at most {@link MAX_ROWS_AS_LIST}), a file or a chart the record that
 * describes it. Error: `table_too_large`.
 */
export function jsonOf(value: Value, context: OperationContext): MaybePromise<Json> {
  switch (value.kind) {
    case 'json':
      return value.json
    case 'table':
      if (value.rowCount > MAX_ROWS_AS_LIST) {
        fail(
          'table_too_large',
          `The table has ${value.rowCount} rows; as a list at most ${MAX_ROWS_AS_LIST} are allowed. Filter, group or use SQL first.`,
          { rowCount: value.rowCount },
        )
      }
      return context.services.tables.rows(value)
    case 'chart':
      return value.spec
    case 'file':
      return { path: value.path, size: value.size, ...(value.sha256 ? { sha256: value.sha256 } : {}) }
    case 'bytes':
      return { base64: value.base64, size: value.size }
    case 'large':
      throw new Error('A large value reached an operation without being restored.')
  }
}

/** The first input at a port as JSON. Errors: `input_missing`, `table_too_large`. */
export function firstJson(context: OperationContext, port = SINGLE_INPUT): MaybePromise<Json> {
  return jsonOf(inputAt(context, port).value, context)
}

/** All inputs as JSON, in edge order. Does not wait where no input is a table. Error: `table_too_large`. */
export function allJson(context: OperationContext): MaybePromise<Json[]> {
  return together(context.inputs.map((input) => jsonOf(input.value, context)))
}

/** A list, else the error `not_a_list` that says what came instead. */
export function expectList(value: Json): readonly Json[] {
  return isJsonList(value)
    ? value
    : fail('not_a_list', `A list is needed here, but the input is ${aKindOf(value)}.`)
}

/** A value as a table: a list of records becomes one. Error: `not_a_table`. */
export async function tableOf(value: Value, context: OperationContext): Promise<TableValue> {
  if (value.kind === 'table') return value
  if (value.kind === 'json' && isJsonList(value.json) && value.json.every(isJsonRecord)) {
    return context.services.tables.fromRecords(value.json as readonly JsonRecord[])
  }
  const got = value.kind === 'json' ? kindOf(value.json) : value.kind
  return fail('not_a_table', `A table or a list of records is needed here, but the input is a ${got}.`)
}
