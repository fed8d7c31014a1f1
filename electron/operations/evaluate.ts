import type { Compiled, OperationContext, Outcome } from '#electron/engine/operation.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { EXPRESSION_NAMES } from '#shared/operation/expression.ts'
import { giveJson } from './define.ts'
import { andThen, jsonOf, type MaybePromise } from './inputs.ts'

/**
 * Evaluates the user's expression over the node's inputs; tables are lists of records. Inputs that the expression does
 * not use are not looked at. Errors: `expression_failed`, `not_finite`, `table_too_large`.
 */
export function evaluateJson(source: string, context: OperationContext): MaybePromise<Json> {
  const compiled = context.services.expressions.compile(source, namesFor(context))
  return andThen(valuesFor(compiled, context), compiled)
}

/** The names of every expression of a node, in the order of {@link valuesFor}: an input hides a name before it. */
export function namesFor(context: OperationContext): string[] {
  const names: string[] = [...EXPRESSION_NAMES]
  for (const input of context.inputs) names.push(input.nodeId)
  return names
}

/** The values of {@link namesFor}; null for those that the compiled text does not use. */
export function valuesFor(compiled: Compiled, context: OperationContext): MaybePromise<unknown[]> {
  const { inputs, params } = context
  const values: MaybePromise<Json>[] = []
  let waits = false
  for (const [i, input] of inputs.entries()) {
    const value = reads(compiled, input.nodeId, i === 0) ? jsonOf(input.value, context) : null
    if (value instanceof Promise) waits = true
    values.push(value)
  }
  const all = (ready: readonly Json[]): unknown[] => {
    const record = uses(compiled, 'inputs') ? recordOf(context, ready) : null
    return [record, ready[0] ?? null, params, ...ready]
  }
  return waits ? Promise.all(values).then(all) : all(values as Json[])
}

export function evaluate(source: string, context: OperationContext): MaybePromise<Outcome> {
  return andThen(evaluateJson(source, context), giveJson)
}

const uses = (compiled: Compiled, name: string): boolean => compiled.reads?.has(name) ?? true

function reads(compiled: Compiled, nodeId: string, isFirst: boolean): boolean {
  return uses(compiled, nodeId) || (isFirst && uses(compiled, 'value')) || uses(compiled, 'inputs')
}

/** The inputs by node id. `fromEntries` defines keys, so a node called `__proto__` is an input like any other. */
function recordOf(context: OperationContext, values: readonly Json[]): JsonRecord {
  return Object.fromEntries(context.inputs.map((input, i) => [input.nodeId, values[i] ?? null]))
}
