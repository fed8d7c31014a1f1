import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import type { Json } from '#shared/base/json.ts'
import { giveJson } from './define.ts'
import { allJson, andThen, type MaybePromise } from './inputs.ts'

/** Names that every expression has, before those of its inputs. */
export const FIXED_NAMES = ['inputs', 'value', 'params'] as const

/** Evaluates the user's expression over the node's inputs. Error: `expression_failed` and what {@link allJson} gives. */
export function evaluateJson(source: string, context: OperationContext): MaybePromise<Json> {
  return andThen(allJson(context), (values) => {
    const ids = context.inputs.map((input) => input.nodeId)
    const compiled = context.services.expressions.compile(source, [...FIXED_NAMES, ...ids])
    const inputs = Object.fromEntries(ids.map((id, i) => [id, values[i]]))
    return compiled([inputs, values[0] ?? null, context.params, ...values])
  })
}

export function evaluate(source: string, context: OperationContext): MaybePromise<Outcome> {
  return andThen(evaluateJson(source, context), giveJson)
}
