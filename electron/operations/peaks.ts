import { findPeaks, type Peak, smoothed } from '#electron/analysis/peaks.ts'
import { fail } from '#shared/base/errors.ts'

export interface PeakSearch {
  readonly prominence: number | null
  readonly height: number | null
  readonly distance: number
  readonly smoothing: number
}

/** A share of y's range that is more than ripple, where nothing else is said. */
const PROMINENT = 0.05

/** The peaks of a curve with ascending x. Error: `bad_window`. */
export function peaksIn(x: Float64Array, y: Float64Array, search: PeakSearch): Peak[] {
  const { smoothing, distance, height } = search
  if (smoothing > 0 && (smoothing < 5 || smoothing % 2 === 0 || smoothing > y.length)) {
    fail(
      'bad_window',
      `A smoothing window of ${smoothing} points is not possible: take an odd number from 5 to the ${y.length} points there are, or 0 for none.`,
    )
  }
  const curve = smoothing > 0 ? smoothed(x, y, smoothing) : y
  const low = curve.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = curve.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const prominence = search.prominence ?? PROMINENT * (high - low)
  return findPeaks(x, curve, { prominence, distance, ...(height === null ? {} : { height }) })
}
