import { mean } from 'simple-statistics'
import { itemAt } from '#shared/base/item.ts'

/** 97.5 % of a normal distribution lie below this many standard deviations. */
const Z = 1.959963984540054

/** A column's deviations from its mean, as shares of the greatest, so that no square is too large or too small. */
interface Centered {
  readonly deviations: Float64Array
  readonly square: number
}

/** Pearson's r of each column with each; undefined with one that is constant. */
export function pearsonMatrix(columns: readonly Float64Array[]): (number | undefined)[][] {
  const centered = columns.map(centeredOf)
  return centered.map((a) => centered.map((b) => (a && b ? pearson(a, b) : undefined)))
}

function pearson(a: Centered, b: Centered): number {
  const product = a.deviations.reduce((sum, value, i) => sum + value * itemAt(b.deviations, i), 0)
  return Math.max(-1, Math.min(1, product / Math.sqrt(a.square * b.square)))
}

/** Undefined for a constant column. */
function centeredOf(numbers: Float64Array): Centered | undefined {
  if (numbers.every((value) => value === numbers[0])) return undefined
  const middle = mean([...numbers])
  const greatest = numbers.reduce((most, value) => Math.max(most, Math.abs(value - middle)), 0)
  const deviations = numbers.map((value) => (value - middle) / greatest)
  return { deviations, square: deviations.reduce((sum, value) => sum + value * value, 0) }
}

/** Ranks from 1; equal numbers share the mean of theirs. (`simple-statistics` ranks them as they come.) */
export function ranks(numbers: Float64Array): Float64Array {
  const order = [...numbers.keys()].sort((i, j) => itemAt(numbers, i) - itemAt(numbers, j))
  const result = new Float64Array(numbers.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && numbers[itemAt(order, to + 1)] === numbers[itemAt(order, from)]) to += 1
    for (let k = from; k <= to; k++) result[itemAt(order, k)] = (from + to) / 2 + 1
    from = to + 1
  }
  return result
}

/** 95 % interval of r from n pairs by z = artanh r (R. A. Fisher, Metron 1 (1921) 3–32); undefined for fewer than 4. */
export function intervalOf(r: number, n: number): readonly [low: number, high: number] | undefined {
  if (n < 4) return undefined
  const half = Z / Math.sqrt(n - 3)
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)]
}
