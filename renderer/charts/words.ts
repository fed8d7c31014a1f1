import { formatNumber } from '../ui/format.ts'

/** Digits that {@link formatNumber} shows. */
const USUAL = 6
/** From here on a number's digits are no longer worth reading one by one; all of them would not be true either. */
const HUGE = 1e15
const TINY = 1e-4

/** The power of ten that a number begins with. What is a hair below one, from being worked out, counts as that. */
export const exponentOf = (value: number): number => Math.floor(Math.log10(value) + 1e-9)

/**
 * Words for numbers of up to a size that differ by a step: as short as they are elsewhere where that tells them apart, else with as many
 * digits as that takes.
 */
export function numberWords(size: number, step: number): (value: number) => string {
  if (!(size > 0) || !(step > 0)) return formatNumber
  const digits = exponentOf(size) - exponentOf(step) + 1
  if (digits <= USUAL) return formatNumber
  const inPowers = size < TINY || size >= HUGE
  const format = new Intl.NumberFormat(
    undefined,
    inPowers
      ? { notation: 'scientific', maximumSignificantDigits: Math.min(17, digits) }
      : { maximumFractionDigits: Math.min(20, Math.max(0, -exponentOf(step))) },
  )
  return (value) => (value === 0 ? '0' : format.format(value))
}

/** Words for these numbers, with the digits that tell each from the next. */
export function fewestDigits(numbers: readonly number[]): (value: number) => string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((value, i) => value - (sorted[i] ?? value))
  const gap = gaps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const size = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted.at(-1) ?? 0))
  return Number.isFinite(gap) ? numberWords(size, gap / 10) : formatNumber
}
