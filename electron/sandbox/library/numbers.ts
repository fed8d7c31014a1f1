import type { NUMBERS } from '#shared/operation/functions/numbers.ts'
import { atDigits, floorModulo, logarithm, roundTo } from '#shared/operation/numeric.ts'
import { integerArg, numberArg, numbersOf, pairedArg } from './check.ts'
import type { CodeOf } from './define.ts'

const ofNumber =
  (name: string, compute: (x: number) => number) =>
  (x: unknown): number =>
    compute(numberArg(name, x))

/** As {@link ofNumber} of a function that is defined only for some numbers, which `domain` says in words. */
const within =
  (name: string, domain: string, holds: (x: number) => boolean, compute: (x: number) => number) =>
  (x: unknown): number => {
    const number = numberArg(name, x)
    if (holds(number)) return compute(number)
    throw new RangeError(`${name} needs a number ${domain}, but got ${number}`)
  }

const rounding =
  (name: string, change: (x: number, digits: number) => number) =>
  (x: unknown, digits: unknown = 0): number => {
    const [number, places] = [numberArg(name, x), integerArg(name, digits, -300)]
    return change(number, places)
  }

export const numbers = {
  round: rounding('round', roundTo),
  floor: rounding('floor', (x, digits) => atDigits(x, digits, Math.floor)),
  ceil: rounding('ceil', (x, digits) => atDigits(x, digits, Math.ceil)),
  trunc: ofNumber('trunc', Math.trunc),
  roundSignificant: (x: unknown, digits: unknown) => {
    const [number, places] = [numberArg('roundSignificant', x), integerArg('roundSignificant', digits, 1)]
    return places > 100 ? number : Number(number.toPrecision(places))
  },
  clamp: (x: unknown, low: unknown, high: unknown) => {
    const [from, to] = [numberArg('clamp', low), numberArg('clamp', high)]
    if (from > to) throw new RangeError(`clamp needs limits in order, but got ${from} and ${to}`)
    return Math.min(to, Math.max(from, numberArg('clamp', x)))
  },
  abs: ofNumber('abs', Math.abs),
  sign: ofNumber('sign', Math.sign),
  mod: (a: unknown, b: unknown) => {
    const [dividend, divisor] = [numberArg('mod', a), numberArg('mod', b)]
    if (divisor === 0) throw new RangeError('mod by zero has no result')
    return floorModulo(dividend, divisor)
  },
  sqrt: within('sqrt', 'from 0', (x) => x >= 0, Math.sqrt),
  cbrt: ofNumber('cbrt', Math.cbrt),
  pow: (x: unknown, y: unknown) => {
    const [base, exponent] = [numberArg('pow', x), numberArg('pow', y)]
    const power = base ** exponent
    if (!Number.isFinite(power)) throw new RangeError(`${base} to the power of ${exponent} has no result`)
    return power
  },
  exp: ofNumber('exp', Math.exp),
  ln: within('ln', 'above 0', (x) => x > 0, Math.log),
  log10: within('log10', 'above 0', (x) => x > 0, Math.log10),
  log2: within('log2', 'above 0', (x) => x > 0, Math.log2),
  logBase: (x: unknown, base: unknown) => {
    const [number, to] = [numberArg('logBase', x), numberArg('logBase', base)]
    if (number <= 0) throw new RangeError(`logBase needs a number above 0, but got ${number}`)
    if (to <= 0 || to === 1) throw new RangeError(`logBase needs a base above 0 other than 1, but got ${to}`)
    return logarithm(number, to)
  },
  sin: ofNumber('sin', Math.sin),
  cos: ofNumber('cos', Math.cos),
  tan: ofNumber('tan', Math.tan),
  asin: within('asin', 'from −1 to 1', (x) => Math.abs(x) <= 1, Math.asin),
  acos: within('acos', 'from −1 to 1', (x) => Math.abs(x) <= 1, Math.acos),
  atan: ofNumber('atan', Math.atan),
  atan2: (y: unknown, x: unknown) => Math.atan2(numberArg('atan2', y), numberArg('atan2', x)),
  degrees: ofNumber('degrees', (x) => (x * 180) / Math.PI),
  radians: ofNumber('radians', (x) => (x * Math.PI) / 180),
  hypot: (...args: unknown[]) => Math.hypot(...numbersOf('hypot', args)),
  interpolate: (x: unknown, xs: unknown, ys: unknown) =>
    interpolate(numberArg('interpolate', x), ...pairedArg('interpolate', xs, ys, 2)),
  isNumber: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  toNumber: (value: unknown) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number === 'number' && Number.isFinite(number)) return number
    throw new TypeError(
      `toNumber can't read a number from ${typeof value === 'string' ? JSON.stringify(value) : 'what it got'}`,
    )
  },
} satisfies CodeOf<typeof NUMBERS>

function interpolate(x: number, xs: readonly number[], ys: readonly number[]): number {
  const unordered = xs.findIndex((at, i) => i > 0 && at <= (xs[i - 1] ?? at))
  if (unordered > 0)
    throw new RangeError(`interpolate needs ascending xs, but item ${unordered + 1} is not greater`)
  const above = xs.findIndex((at) => at >= x)
  const [x1, y1] = [xs[above], ys[above]]
  if (x1 === x && y1 !== undefined) return y1
  const [x0, y0] = [xs[above - 1], ys[above - 1]]
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) {
    throw new RangeError(`interpolate needs x from ${xs[0]} to ${xs.at(-1)}, but got ${x}`)
  }
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
}
