import { fail } from '#shared/base/errors.ts'
import { type Arithmetic, arithmetic } from '#shared/operation/calculate/arithmetic.ts'
import { floorModulo } from '#shared/operation/numeric.ts'
import { giveJson, implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { byRules, finite } from '../lists.ts'
import { numberFrom, operandsJson } from '../operands.ts'

const COMPUTE: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / nonZero(b, a),
  modulo: (a, b) => floorModulo(a, nonZero(b, a)),
  power,
}

export const runArithmetic = implement(arithmetic, ({ operation, operands, rules }, context) =>
  andThen(operandsJson(operands, context), (values) => {
    const numbers = values.map((value, i) =>
      numberFrom(byRules(value, rules), operands[i] ?? context.inputs[i]?.nodeId, context),
    )
    const result = numbers.reduce(COMPUTE[operation])
    return giveJson(finite(result, `The result of ${operation}`))
  }),
)

function nonZero(divisor: number, dividend: number): number {
  return divisor === 0
    ? fail('division_by_zero', `${dividend} is divided by 0, which has no result.`)
    : divisor
}

function power(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) nonZero(0, 1)
  const result = base ** exponent
  return Number.isNaN(result)
    ? fail('outside_domain', `${base} to the power of ${exponent} is not a real number.`)
    : result
}
