import { fail } from '#shared/base/errors.ts'
import { aKindOf, type Json } from '#shared/base/json.ts'
import { logical } from '#shared/operation/calculate/logical.ts'
import { giveJson, implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { named, operandsJson } from '../operands.ts'

export const runLogical = implement(logical, ({ operation, operands, truth }, context) =>
  andThen(operandsJson(operands, context), (values) => {
    const truths = values.map((value, i) =>
      truth === 'loose' ? isTrue(value) : booleanFrom(value, named(operands[i] ?? context.inputs[i]?.nodeId)),
    )
    if (operation === 'and') return giveJson(truths.every(Boolean))
    if (operation === 'or') return giveJson(truths.some(Boolean))
    if (truths.length > 1) {
      fail('too_many_operands', `"Not" takes one operand, but got ${truths.length}.`)
    }
    return giveJson(!truths[0])
  }),
)

function booleanFrom(value: Json, name: string): boolean {
  if (typeof value === 'boolean') return value
  return fail('not_boolean', `${name} is ${aKindOf(value)}, but true or false is needed.`)
}

/** Nothing, false, 0 and everything empty are false; all else is true. */
function isTrue(value: Json): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value)
}
