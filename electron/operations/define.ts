import type { Outcome, RunOf } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { json, type Value } from '#shared/operation/value.ts'

/** Ties a `run` to its spec, so that its config is typed by the spec's schema. */
export function implement<Spec extends OperationSpec>(_spec: Spec, run: RunOf<Spec>): RunOf<Spec> {
  return run
}

/** The outcome of an operation that gives one JSON value. */
export const giveJson = (value: Json): Outcome => ({ value: json(value) })
export const give = (value: Value): Outcome => ({ value })
