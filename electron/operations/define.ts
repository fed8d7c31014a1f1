import type { z } from 'zod'
import type { OperationContext, Outcome, RunOf } from '#electron/engine/operation.ts'
import { definedOnly, type Json } from '#shared/base/json.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { json, type Value } from '#shared/operation/value.ts'
import type { Effect } from '#shared/run/effect.ts'
import { andThen, type MaybePromise } from './inputs.ts'

/** Ties a `run` to its spec, so that its config is typed by the spec's schema. */
export function implement<Spec extends OperationSpec>(_spec: Spec, run: RunOf<Spec>): RunOf<Spec> {
  return run
}

/** What an operation with effects would do, worked out without doing it; its result is an `Effect` as JSON. */
export function rehearse<Spec extends OperationSpec>(
  _spec: Spec,
  work: (config: z.output<Spec['config']>, context: OperationContext) => MaybePromise<Effect>,
): RunOf<Spec> {
  return (config, context) => andThen(work(config, context), (effect) => giveJson(definedOnly(effect)))
}

/** The outcome of an operation that gives one JSON value. */
export const giveJson = (value: Json): Outcome => ({ value: json(value) })
export const give = (value: Value): Outcome => ({ value })
