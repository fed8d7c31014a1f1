import { comparison } from '#shared/operation/calculate/comparison.ts'
import { compare } from '../compare.ts'
import { giveJson, implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { operandJson } from '../operands.ts'

export const runComparison = implement(comparison, ({ left, operator, right, rules }, context) =>
  andThen(operandJson(left, context, 0), (a) =>
    andThen(operandJson(right, context, 1), (b) => giveJson(compare(operator, a, b, rules))),
  ),
)
