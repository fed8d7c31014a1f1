/**
 * The log relative error −log₁₀(|value − certified| / |certified|): how many digits agree. Absolute where the certified value is
 * 0. At most 15, the digits of a certified value.
 */
export function digits(value: number, certified: number): number {
  if (value === certified) return 15
  const error = Math.abs(value - certified) / (Math.abs(certified) || 1)
  return Number.isFinite(error) ? Math.max(0, Math.min(15, -Math.log10(error))) : 0
}

/** Of the value that agrees least. */
export const fewestDigits = (values: readonly number[], certified: readonly number[]): number =>
  values.length === certified.length
    ? Math.min(...values.map((value, i) => digits(value, certified[i] ?? Number.NaN)))
    : 0
