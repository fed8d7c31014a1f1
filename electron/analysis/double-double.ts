/**
 * A number as the unevaluated sum of two doubles, the second at most half a unit in the last place of the first: about
 * 32 digits. After T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18
 * (1971) 224–242, and D. E. Knuth, TAOCP vol. 2, 4.2.2.
 */
export interface Double {
  readonly hi: number
  readonly lo: number
}

export const ZERO: Double = { hi: 0, lo: 0 }
export const exactly = (x: number): Double => ({ hi: x, lo: 0 })

/** Splits a double in two halves of 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1

/** a + b, for |a| ≥ |b|. */
function quickSum(a: number, b: number): Double {
  const hi = a + b
  return { hi, lo: b - (hi - a) }
}

/** The exact sum of two doubles. */
export function sumOf(a: number, b: number): Double {
  const hi = a + b
  const part = hi - a
  return { hi, lo: a - (hi - part) + (b - part) }
}

/** The exact product of two doubles, as long as nothing overflows. */
export function productOf(a: number, b: number): Double {
  const hi = a * b
  const a2 = SPLITTER * a
  const aHi = a2 - (a2 - a)
  const aLo = a - aHi
  const b2 = SPLITTER * b
  const bHi = b2 - (b2 - b)
  const bLo = b - bHi
  return { hi, lo: aHi * bHi - hi + aHi * bLo + aLo * bHi + aLo * bLo }
}

export function add(a: Double, b: Double): Double {
  const s = sumOf(a.hi, b.hi)
  const t = sumOf(a.lo, b.lo)
  const u = quickSum(s.hi, s.lo + t.hi)
  return quickSum(u.hi, u.lo + t.lo)
}

export const negate = (a: Double): Double => ({ hi: -a.hi, lo: -a.lo })
export const subtract = (a: Double, b: Double): Double => add(a, negate(b))

export function multiply(a: Double, b: Double): Double {
  const p = productOf(a.hi, b.hi)
  return quickSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi))
}

/** Long division, a double's worth of digits at a time. */
export function divide(a: Double, b: Double): Double {
  const first = a.hi / b.hi
  const rest = subtract(a, multiply(b, exactly(first)))
  const second = rest.hi / b.hi
  const last = subtract(rest, multiply(b, exactly(second))).hi / b.hi
  return add(quickSum(first, second), exactly(last))
}

/** Of a number that is not negative: one step of Newton's method from the square root of the double. */
export function squareRoot(a: Double): Double {
  if (a.hi === 0) return ZERO
  const root = Math.sqrt(a.hi)
  const rest = subtract(a, productOf(root, root))
  return quickSum(root, rest.hi / (2 * root))
}
