import { findPeaks, type Peak } from '#electron/analysis/peaks.ts'
import { savitzkyGolay } from '#electron/analysis/smooth.ts'
import { fail } from '#shared/base/errors.ts'
import type { Xy } from './series.ts'
import { stepOf } from './signal.ts'

export interface PeakSearch {
  readonly prominence: number | null
  readonly height: number | null
  readonly distance: number
  readonly smoothing: number
}

/** A share of y's range that is more than ripple, where nothing else is said. */
const PROMINENT = 0.05

/** The peaks of a curve with ascending x. Errors: `bad_window`, `uneven_spacing` (smoothing only). */
export function peaksIn(series: Xy, search: PeakSearch): Peak[] {
  const { x, y } = series
  const { smoothing, distance, height } = search
  if (smoothing > 0 && (smoothing < 5 || smoothing % 2 === 0 || smoothing > y.length)) {
    fail(
      'bad_window',
      `A smoothing window of ${smoothing} points is not possible: take an odd number from 5 to the ${y.length} points there are, or 0 for none.`,
    )
  }
  const curve = smoothing > 0 ? smoothed(series, smoothing) : y
  const low = curve.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = curve.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const prominence = search.prominence ?? PROMINENT * (high - low)
  return findPeaks(x, curve, { prominence, distance, ...(height === null ? {} : { height }) })
}

/** By a cubic, which keeps the peaks' heights better than a parabola of the same window. */
const smoothed = (series: Xy, window: number): Float64Array =>
  savitzkyGolay(series.y, stepOf(series, 'Smoothing', 'set it to 0'), { window, order: 3, derivative: 0 })
