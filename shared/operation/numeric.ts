/**
 * Moves the point by way of the decimal text, applies `change` and moves it back: what is rounded is the number as it
 * is written (2.675 to 2.68), not the binary fraction nearest to it.
 */
export function atDigits(x: number, digits: number, change: (x: number) => number): number {
  const [mantissa, exponent = '0'] = String(x).split('e')
  const moved = Number(`${mantissa}e${Number(exponent) + digits}`)
  // So many digits that the number has none to round.
  if (!Number.isFinite(moved)) return x
  const [whole, scale = '0'] = String(change(moved)).split('e')
  return Number(`${whole}e${Number(scale) - digits}`)
}

/** Halves go away from zero. */
export const roundTo = (x: number, digits: number): number =>
  atDigits(x, digits, (moved) => Math.sign(moved) * Math.round(Math.abs(moved)))

/** Halves go to the even neighbour, as IEEE 754 and Python round. */
export const roundToEven = (x: number, digits: number): number =>
  atDigits(x, digits, (moved) => {
    const below = Math.floor(moved)
    if (moved - below !== 0.5) return Math.round(moved)
    return below % 2 === 0 ? below : below + 1
  })

/** The engine's own functions for 10 and 2 are exact for powers, where a quotient of logarithms is not. */
export function logarithm(x: number, base: number): number {
  if (base === 10) return Math.log10(x)
  return base === 2 ? Math.log2(x) : Math.log(x) / Math.log(base)
}

/** The remainder with the sign of the divisor, which is not 0: −7 mod 3 is 2. */
export function floorModulo(a: number, b: number): number {
  const remainder = a % b
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder
}
