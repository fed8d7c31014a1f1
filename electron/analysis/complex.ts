/** A complex number, real and imaginary part. */
export type Complex = readonly [re: number, im: number]

export const add = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]]
export const multiply = (a: Complex, b: Complex): Complex => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
]
export const scale = (a: Complex, by: number): Complex => [a[0] * by, a[1] * by]

export function inverse([re, im]: Complex): Complex {
  const square = re * re + im * im
  return [re / square, -im / square]
}

/** r·(jω)^n. */
export function imaginaryPower(r: number, n: number): Complex {
  const angle = (n * Math.PI) / 2
  const size = r ** n
  return [size * Math.cos(angle), size * Math.sin(angle)]
}

/** Of a number with a positive real part. Beyond 20 it is 1 to the last digit, and what it is made of would overflow. */
export function tanh([re, im]: Complex): Complex {
  if (re > 20) return [1, 0]
  const below = Math.cosh(2 * re) + Math.cos(2 * im)
  return [Math.sinh(2 * re) / below, Math.sin(2 * im) / below]
}
