import type { OperationContext } from '#electron/engine/operation.ts'
import { isEqual } from '#shared/base/equal.ts'
import { fail } from '#shared/base/errors.ts'
import { aKindOf, isJsonList, type Json } from '#shared/base/json.ts'
import { outweighs } from '#shared/base/json-size.ts'
import type { Condition } from '#shared/operation/condition/condition.ts'
import { json, LARGE_BYTES, type Value } from '#shared/operation/value.ts'
import { compare } from '../compare.ts'
import { evaluateJson } from '../evaluate.ts'
import { andThen, type MaybePromise } from '../inputs.ts'
import { operandJson } from '../operands.ts'

/** Whether a condition holds for the node's inputs. Errors: those of its spec. */
export function decide(condition: Condition, context: OperationContext): MaybePromise<boolean> {
  const { operator, left, right } = condition
  if (operator === 'expression') return andThen(evaluateJson(condition.expression, context), truth)
  return andThen(operandJson(left, context, 0), (a) => {
    switch (operator) {
      case 'isTrue':
        return truth(a)
      case 'isEmpty':
        return isEmpty(a)
      case 'isNotEmpty':
        return !isEmpty(a)
      case 'contains':
        return andThen(operandJson(right, context, 1), (b) => contains(a, b))
      default:
        return andThen(operandJson(right, context, 1), (b) => compare(operator, a, b))
    }
  })
}

/** What a condition found, as it is kept with its decision: of what is large, only what kind it is, as it is in the input itself. */
export const foundOf = (result: Json): Json => (outweighs(result, LARGE_BYTES) ? aKindOf(result) : result)

/** What a condition passes on, tables and all. */
export function passedOn(context: OperationContext): Value {
  return context.inputs[0]?.value ?? json(null)
}

function truth(value: Json): boolean {
  if (typeof value === 'boolean') return value
  return fail('not_boolean', `The condition gave ${aKindOf(value)}: it must give true or false.`)
}

/** Nothing, and a text, list or record without parts. A number or true/false is never empty. */
function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function contains(whole: Json, part: Json): boolean {
  if (isJsonList(whole)) return whole.some((item) => isEqual(item, part))
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part)
  return fail(
    'not_comparable',
    `${aKindOf(whole)} can't contain ${aKindOf(part)}: a list or two texts are needed.`,
  )
}
