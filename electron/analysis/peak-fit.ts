import { itemAt } from '#shared/base/item.ts'
import { peakAt, SHAPE_AREA, type Shape } from './curves.ts'
import type { Model } from './jacobian.ts'
import type { NonlinearFit } from './nonlinear-fit.ts'

export const BASELINES = { none: 0, constant: 1, linear: 2 } as const
export type Baseline = keyof typeof BASELINES

export interface PeakStart {
  readonly center: number
  readonly height: number
  readonly fwhm: number
}

export interface PeakModel {
  readonly model: Model
  readonly start: number[]
  readonly lower: number[]
  readonly upper: number[]
  /** The curves that the model adds up, for given parameters: the baseline and each peak. */
  readonly parts: (parameters: readonly number[]) => { baseline: Float64Array; peaks: Float64Array[] }
}

const FREE = Number.POSITIVE_INFINITY
const sizeOf = (shape: Shape): number => (shape === 'pseudoVoigt' ? 4 : 3)

/**
 * A sum of peaks of one shape on a baseline b₀ + b₁·(x − middle). Parameters: those of the baseline, then center, height, fwhm
 * (and Lorentzian share) of each peak. A center stays within the data, a width under their range.
 */
export function peakModel(
  x: Float64Array,
  y: Float64Array,
  shape: Shape,
  baseline: Baseline,
  peaks: readonly PeakStart[],
): PeakModel {
  const [first, last] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  const middle = (first + last) / 2
  const count = BASELINES[baseline]
  const size = sizeOf(shape)
  const lowest = y.reduce((a, b) => Math.min(a, b), FREE)
  const baselineAt = (value: number, b: readonly number[]): number =>
    (count > 0 ? itemAt(b, 0) : 0) + (count > 1 ? itemAt(b, 1) * (value - middle) : 0)
  const parametersOf = (b: readonly number[], i: number): number[] =>
    b.slice(count + i * size, count + (i + 1) * size)
  const parts: PeakModel['parts'] = (b) => ({
    baseline: x.map((value) => baselineAt(value, b)),
    peaks: peaks.map((_, i) => {
      const own = parametersOf(b, i)
      return x.map((value) => peakAt(shape, value, own))
    }),
  })
  const each = (values: readonly number[]): number[] => peaks.flatMap(() => values.slice(0, size))
  return {
    parts,
    model(b) {
      const { baseline: sum, peaks: curves } = parts(b)
      for (const curve of curves)
        for (let i = 0; i < sum.length; i++) sum[i] = itemAt(sum, i) + itemAt(curve, i)
      return sum
    },
    start: [
      ...[lowest, 0].slice(0, count),
      ...peaks.flatMap(({ center, height, fwhm }) =>
        [center, height - (count > 0 ? lowest : 0), fwhm, 0.5].slice(0, size),
      ),
    ],
    lower: [...[-FREE, -FREE].slice(0, count), ...each([first, -FREE, 0, 0])],
    upper: [...[FREE, FREE].slice(0, count), ...each([last, FREE, last - first, 1])],
  }
}

/** A fitted value and its standard error; no error for one that ended at a bound. */
export interface Estimate {
  readonly value: number
  readonly error: number | null
}

export interface FittedPeak {
  readonly center: Estimate
  readonly height: Estimate
  readonly fwhm: Estimate
  readonly lorentzianShare?: Estimate
  readonly area: Estimate
}

/** The peaks of a fit, with the error of each area carried over from height, width and share and their covariances. */
export function fittedPeaks(fit: NonlinearFit, shape: Shape, baseline: Baseline): FittedPeak[] {
  const size = sizeOf(shape)
  const count = (fit.values.length - BASELINES[baseline]) / size
  return Array.from({ length: count }, (_, i) => {
    const from = BASELINES[baseline] + i * size
    const estimate = (j: number): Estimate => ({
      value: itemAt(fit.values, from + j),
      error: fit.atBound[from + j] ? null : (fit.standardErrors[from + j] ?? null),
    })
    const share = shape === 'pseudoVoigt' ? estimate(3) : undefined
    return {
      center: estimate(0),
      height: estimate(1),
      fwhm: estimate(2),
      ...(share ? { lorentzianShare: share } : {}),
      area: areaOf(
        fit,
        size,
        from,
        estimate(1).value,
        estimate(2).value,
        share?.value ?? (shape === 'lorentzian' ? 1 : 0),
      ),
    }
  })
}

function areaOf(
  fit: NonlinearFit,
  size: number,
  from: number,
  height: number,
  fwhm: number,
  share: number,
): Estimate {
  const unit = share * SHAPE_AREA.lorentzian + (1 - share) * SHAPE_AREA.gaussian
  const byShare = height * fwhm * (SHAPE_AREA.lorentzian - SHAPE_AREA.gaussian)
  const slopes = [0, fwhm * unit, height * unit, byShare].slice(0, size)
  let variance = 0
  for (let j = 1; j < slopes.length; j++) {
    for (let k = 1; k < slopes.length; k++) {
      variance += itemAt(slopes, j) * itemAt(slopes, k) * (fit.covariance[from + j]?.[from + k] ?? 0)
    }
  }
  return { value: height * fwhm * unit, error: Math.sqrt(variance) }
}
