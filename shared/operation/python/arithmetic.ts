import { isJsonList, type Json } from '../../base/json.ts'
import { isPyInteger, isPyNumber, pyNumber, pyTypeOf, raise } from './types.ts'

/** Longest text or list that a repetition may make. */
const MAX_REPEATED = 1_000_000

/**
 * Python's integers have no limit, ours are doubles: a result of integers that a double can't hold exactly is an
 * error, never a rounded number.
 */
function exact(result: number, a: number, b: number): number {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Math.abs(result) > Number.MAX_SAFE_INTEGER
    ? raise(`the result is an integer beyond ${Number.MAX_SAFE_INTEGER}, which can't be carried over exactly`)
    : result
}

function numbers(
  symbol: string,
  compute: (a: number, b: number) => number,
): (left: Json, right: Json) => number {
  return (left, right) =>
    isPyNumber(left) && isPyNumber(right)
      ? compute(pyNumber(left), pyNumber(right))
      : raise(`${pyTypeOf(left)} ${symbol} ${pyTypeOf(right)} is not possible`)
}

const addNumbers = numbers('+', (a, b) => exact(a + b, a, b))
const multiplyNumbers = numbers('*', (a, b) => exact(a * b, a, b))

/** Numbers are added, texts and lists joined. */
export function pyAdd(left: Json, right: Json): Json {
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (isJsonList(left) && isJsonList(right)) return [...left, ...right]
  return addNumbers(left, right)
}

/** Numbers are multiplied; a text or list times an integer is repeated. */
export function pyMultiply(left: Json, right: Json): Json {
  if (isPyInteger(right) && (typeof left === 'string' || isJsonList(left))) return repeat(left, Number(right))
  if (isPyInteger(left) && (typeof right === 'string' || isJsonList(right)))
    return repeat(right, Number(left))
  return multiplyNumbers(left, right)
}

function repeat(value: string | readonly Json[], times: number): Json {
  const count = Math.max(0, times)
  if (value.length * count > MAX_REPEATED) raise('the repeated text or list is too long')
  if (typeof value === 'string') return value.repeat(count)
  return Array.from({ length: count }, () => value).flat()
}

export const pySubtract = numbers('-', (a, b) => exact(a - b, a, b))
export const pyDivide = numbers('/', (a, b) => a / nonZero(b))

/** Floored: the result has the sign of the divisor (`-7 % 3` is 2). */
export const pyModulo = numbers('%', (a, b) => floorModulo(a, nonZero(b)))

/** Floored division, rounded down also below zero, by way of the remainder so that it agrees with {@link pyModulo}. */
export const pyFloorDivide = numbers('//', (a, b) => {
  const quotient = (a - floorModulo(a, nonZero(b))) / b
  const floored = Math.floor(quotient)
  return quotient - floored > 0.5 ? floored + 1 : floored
})

function floorModulo(a: number, b: number): number {
  const remainder = a % b
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder
}

function nonZero(divisor: number): number {
  return divisor === 0 ? raise('division by zero is not possible') : divisor
}

/** Powers of integers are exact; 0 to a negative power and fractional powers of negative numbers are errors. */
export const pyPower = numbers('**', (base, exponent) => {
  if (base === 0 && exponent < 0) raise('0 to a negative power is not possible')
  if (base < 0 && !Number.isInteger(exponent))
    raise('a fractional power of a negative number is not a real number')
  const result = base ** exponent
  if (!Number.isFinite(result)) raise('the power is too large')
  const isExact = Number.isSafeInteger(base) && Number.isSafeInteger(exponent) && exponent >= 0
  if (!isExact || Math.abs(result) > Number.MAX_SAFE_INTEGER)
    return exponent < 0 ? result : exact(result, base, exponent)
  return Number(BigInt(base) ** BigInt(exponent))
})

export function pyNegate(value: Json): number {
  return isPyNumber(value) ? 0 - pyNumber(value) : raise(`-${pyTypeOf(value)} is not possible`)
}

export function pyPlus(value: Json): number {
  return isPyNumber(value) ? pyNumber(value) : raise(`+${pyTypeOf(value)} is not possible`)
}
