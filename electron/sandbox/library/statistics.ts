import * as simple from 'simple-statistics'
import { isEqual } from '#shared/base/equal.ts'
import type { STATISTICS } from '#shared/operation/functions/statistics.ts'
import { integerArg, listArg, numberArg, numbersArg, numbersOf, pairedArg, testArg } from './check.ts'
import type { CodeOf } from './define.ts'

const ofNumbers =
  (name: string, least: number, compute: (numbers: number[]) => number) =>
  (...args: unknown[]): number =>
    compute(numbersOf(name, args, least))

const positive = (name: string, numbers: number[]): number[] => {
  if (numbers.every((x) => x > 0)) return numbers
  throw new RangeError(`${name} needs positive numbers, but got ${numbers.find((x) => x <= 0)}`)
}

/** Numbers of which not all are the same: where they are, a division by their deviation has no result. */
const differing = (name: string, numbers: number[], what = 'numbers'): number[] => {
  if (numbers.some((x) => x !== numbers[0])) return numbers
  throw new RangeError(`${name} needs ${what} that differ`)
}

export const statistics = {
  count: (list: unknown, test?: unknown) => {
    const items = listArg('count', list)
    return test === undefined ? items.length : items.filter(testArg('count', test)).length
  },
  sum: ofNumbers('sum', 0, simple.sum),
  product: ofNumbers('product', 0, simple.product),
  mean: ofNumbers('mean', 1, simple.mean),
  median: ofNumbers('median', 1, simple.median),
  mode: (list: unknown) => mode(listArg('mode', list)),
  min: ofNumbers('min', 1, simple.min),
  max: ofNumbers('max', 1, simple.max),
  variance: ofNumbers('variance', 2, simple.sampleVariance),
  stdev: ofNumbers('stdev', 2, simple.sampleStandardDeviation),
  varianceP: ofNumbers('varianceP', 1, simple.variance),
  stdevP: ofNumbers('stdevP', 1, simple.standardDeviation),
  standardError: ofNumbers(
    'standardError',
    2,
    (numbers) => simple.sampleStandardDeviation(numbers) / Math.sqrt(numbers.length),
  ),
  quantile: (numbers: unknown, share: unknown) => {
    const at = numberArg('quantile', share)
    if (at < 0 || at > 1) throw new RangeError(`quantile needs a share from 0 to 1, but got ${at}`)
    return simple.quantile(numbersOf('quantile', [numbers]), at)
  },
  iqr: ofNumbers('iqr', 1, simple.interquartileRange),
  mad: ofNumbers('mad', 1, simple.medianAbsoluteDeviation),
  rms: ofNumbers('rms', 1, simple.rootMeanSquare),
  geometricMean: ofNumbers('geometricMean', 1, (numbers) =>
    simple.logAverage(positive('geometricMean', numbers)),
  ),
  harmonicMean: ofNumbers('harmonicMean', 1, (numbers) =>
    simple.harmonicMean(positive('harmonicMean', numbers)),
  ),
  skewness: ofNumbers('skewness', 3, (numbers) => simple.sampleSkewness(differing('skewness', numbers))),
  covariance: (xs: unknown, ys: unknown) => simple.sampleCovariance(...pairedArg('covariance', xs, ys, 2)),
  correlation: (xs: unknown, ys: unknown) => {
    const [a, b] = pairedArg('correlation', xs, ys, 2)
    return simple.sampleCorrelation(differing('correlation', a), differing('correlation', b))
  },
  linearFit: (xs: unknown, ys: unknown) => linearFit(...pairedArg('linearFit', xs, ys, 2)),
  zScores: (numbers: unknown) => {
    const all = differing('zScores', numbersOf('zScores', [numbers], 2))
    const [mean, deviation] = [simple.mean(all), simple.sampleStandardDeviation(all)]
    return all.map((x) => simple.zScore(x, mean, deviation))
  },
  cumulativeSum: (numbers: unknown) => {
    let sum = 0
    return numbersArg('cumulativeSum', numbers).map((x) => {
      sum += x
      return sum
    })
  },
  differences: (numbers: unknown) =>
    numbersArg('differences', numbers).flatMap((x, i, all) => (i === 0 ? [] : [x - (all[i - 1] ?? 0)])),
  movingMean: (numbers: unknown, size: unknown) => {
    const all = numbersArg('movingMean', numbers)
    const width = integerArg('movingMean', size, 1)
    // Each window is summed by itself: adding and taking away would let rounding errors pile up.
    return all.slice(width - 1).map((_, i) => simple.mean(all.slice(i, i + width)))
  },
} satisfies CodeOf<typeof STATISTICS>

/** The most frequent item by deep equality; of several, the one that comes first. */
function mode(items: readonly unknown[]): unknown {
  if (items.length === 0) throw new TypeError('mode needs at least one item, but the list is empty')
  const counts = new Map<unknown, number>()
  for (const item of items) {
    const same =
      typeof item === 'object' ? ([...counts.keys()].find((key) => isEqual(key, item)) ?? item) : item
    counts.set(same, (counts.get(same) ?? 0) + 1)
  }
  const most = Math.max(...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0]
}

function linearFit(xs: number[], ys: number[]): { slope: number; intercept: number; rSquared: number } {
  differing('linearFit', xs, 'x values')
  const points = xs.map((x, i) => [x, ys[i] ?? 0])
  const { m, b } = simple.linearRegression(points)
  const flat = ys.every((y) => y === ys[0])
  const rSquared = flat ? 1 : simple.rSquared(points, (x) => m * x + b)
  return { slope: m, intercept: b, rSquared }
}
