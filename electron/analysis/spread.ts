import { median, quantileSorted } from 'simple-statistics'
import { itemAt } from '#shared/base/item.ts'
import { edgesBetween } from './edges.ts'
import { before } from './interpolate.ts'

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Equal bins from `from` to `to`; each holds its lower edge, the last its upper one too. Numbers outside are in none. */
export function binned(numbers: Float64Array, from: number, to: number, count: number): Bin[] {
  const counts = new Array<number>(count).fill(0)
  const edges = edgesBetween(from, to, count)
  for (const value of numbers) {
    if (!(value >= from && value <= to)) continue
    const i = before(edges, value)
    counts[i] = itemAt(counts, i) + 1
  }
  return counts.map((n, i) => ({ from: itemAt(edges, i), to: itemAt(edges, i + 1), count: n }))
}

/**
 * Width 2·IQR/n^⅓ (D. Freedman and P. Diaconis, Z. Wahrscheinlichkeitstheorie 57 (1981) 453–476); where half of the numbers are
 * equal, log₂ n + 1 bins (H. A. Sturges, J. Am. Stat. Assoc. 21 (1926) 65–66).
 */
export function binCount(numbers: Float64Array): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const range = (sorted.at(-1) ?? 0) - itemAt(sorted, 0)
  const width = (2 * (quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25))) / Math.cbrt(sorted.length)
  const count = width > 0 ? Math.ceil(range / width) : Math.ceil(Math.log2(sorted.length)) + 1
  return range === 0 ? 1 : Math.max(1, Math.min(count, 1000))
}

/** The middle of the numbers, the unit in which a number's distance from it is judged, and the limits of what is usual. */
export interface Limits {
  readonly center: number
  readonly unit: number
  readonly low: number
  readonly high: number
}

const around = (center: number, unit: number, factor: number): Limits => ({
  center,
  unit,
  low: center - factor * unit,
  high: center + factor * unit,
})

/** Fences `factor` interquartile ranges outside the quartiles (J. W. Tukey, "Exploratory Data Analysis", 1977: 1.5). */
export function fences(numbers: Float64Array, factor: number): Limits {
  const sorted = [...numbers].sort((a, b) => a - b)
  const [q1, q3] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)]
  return {
    center: quantileSorted(sorted, 0.5),
    unit: q3 - q1,
    low: q1 - factor * (q3 - q1),
    high: q3 + factor * (q3 - q1),
  }
}

/** Whether all numbers are one; a mean may be rounded, so that numbers which are would seem to lie around it. */
export function allEqual(numbers: ArrayLike<number>): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i] !== numbers[0]) return false
  return true
}

/** `factor` standard deviations of the sample around the mean. One far outlier widens them: see {@link robust}. */
export function deviations(numbers: Float64Array, factor: number): Limits {
  if (numbers.length > 1 && allEqual(numbers)) return around(itemAt(numbers, 0), 0, factor)
  const center = numbers.reduce((sum, value) => sum + value / numbers.length, 0)
  const squares = numbers.reduce((sum, value) => sum + (value - center) ** 2, 0)
  return around(center, Math.sqrt(squares / (numbers.length - 1)), factor)
}

/**
 * `factor` times MAD/0.6745, the median distance from the median made comparable with a standard deviation (B. Iglewicz and D. C.
 * Hoaglin, "How to Detect and Handle Outliers", ASQC 1993: 3.5).
 */
export function robust(numbers: Float64Array, factor: number): Limits {
  const center = median([...numbers])
  const distance = median([...numbers].map((value) => Math.abs(value - center)))
  return around(center, distance / 0.6745, factor)
}

/** Quantiles, interpolated linearly. */
export function quantilesOf(numbers: Float64Array, shares: readonly number[]): number[] {
  const sorted = [...Float64Array.from(numbers).sort()]
  return shares.map((share) => quantileSorted(sorted, share))
}
