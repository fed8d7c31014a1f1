import type { z } from 'zod'
import { fail } from '#shared/base/errors.ts'
import { type Mathematical, mathematical } from '#shared/operation/calculate/mathematical.ts'
import { logarithm, roundTo, roundToEven } from '#shared/operation/numeric.ts'
import { giveJson, implement } from '../define.ts'
import { andThen } from '../inputs.ts'
import { byRules, finite } from '../lists.ts'
import { numberFrom, operandJson } from '../operands.ts'

type Config = z.output<typeof mathematical.config>

const COMPUTE: Readonly<Record<Mathematical, (x: number, config: Config) => number>> = {
  sqrt: (x) => (x < 0 ? outside('square root', x, 'from 0') : Math.sqrt(x)),
  log: (x, { base }) => {
    if (x <= 0) outside('logarithm', x, 'above 0')
    if (base === 1) fail('outside_domain', 'There is no logarithm to base 1: choose another base.')
    return logarithm(x, base)
  },
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: (x, { digits, halves }) => (halves === 'toEven' ? roundToEven(x, digits) : roundTo(x, digits)),
}

export const runMathematical = implement(mathematical, (config, context) =>
  andThen(operandJson(config.value, context), (value) => {
    const x = numberFrom(byRules(value, config.rules), config.value, context)
    return giveJson(finite(COMPUTE[config.operation](x, config), `The result for ${x}`))
  }),
)

function outside(what: string, x: number, domain: string): never {
  return fail('outside_domain', `There is no ${what} of ${x}: the number must be ${domain}.`)
}
