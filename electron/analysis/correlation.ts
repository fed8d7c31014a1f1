import { mean } from 'simple-statistics'
import { nth } from './nth.ts'

/** 97.5 % of a normal distribution lie below this many standard deviations. */
const Z = 1.959963984540054

/** Pearson's r, by deviations from the means; undefined where a column is constant. */
export function pearson(a: Float64Array, b: Float64Array): number | undefined {
  const [fromA, fromB] = [deviationsOf(a), deviationsOf(b)]
  if (!fromA || !fromB) return undefined
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [nth(fromA, i), nth(fromB, i)]
    ab += da * db
    aa += da * da
    bb += db * db
  }
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)))
}

/** As shares of the greatest, so that no square is too large or too small; undefined where there is none. */
function deviationsOf(numbers: Float64Array): Float64Array | undefined {
  if (numbers.every((value) => value === numbers[0])) return undefined
  const middle = mean([...numbers])
  const deviations = numbers.map((value) => value - middle)
  const greatest = deviations.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return deviations.map((value) => value / greatest)
}

/** Ranks from 1; equal numbers share the mean of theirs. (`simple-statistics` ranks them as they come.) */
export function ranks(numbers: Float64Array): Float64Array {
  const order = [...numbers.keys()].sort((i, j) => nth(numbers, i) - nth(numbers, j))
  const result = new Float64Array(numbers.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && numbers[nth(order, to + 1)] === numbers[nth(order, from)]) to += 1
    for (let k = from; k <= to; k++) result[nth(order, k)] = (from + to) / 2 + 1
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
