import { sgg } from 'ml-savitzky-golay-generalized'
import { xMedian } from 'ml-spectra-processing'
import { itemAt } from '#shared/base/item.ts'

/**
 * A polynomial fitted over a window of evenly spaced points, or its derivative (A. Savitzky and M. Golay, Anal. Chem. 36 (1964)
 * 1627–1639), at the ends by the same polynomial off its middle (P. A. Gorry, Anal. Chem. 62 (1990) 570–573). `window` is odd, from
 * 5 to the number of points, and above `order`.
 */
export const savitzkyGolay = (
  y: Float64Array,
  step: number,
  options: { readonly window: number; readonly order: number; readonly derivative: number },
): Float64Array =>
  sgg(y, step, { windowSize: options.window, polynomial: options.order, derivative: options.derivative })

/** The mean of each point and its neighbours; nearer than half a window to an end, of as many on either side as there are. */
export function movingMean(y: Float64Array, window: number): Float64Array {
  // Sums from a value amid the data, so that they lose no digits to a large offset.
  const middle = itemAt(y, y.length >> 1)
  const sums = new Float64Array(y.length + 1)
  y.forEach((value, i) => {
    sums[i + 1] = itemAt(sums, i) + (value - middle)
  })
  return y.map((_, i) => {
    const half = halfAt(i, y.length, window)
    return middle + (itemAt(sums, i + half + 1) - itemAt(sums, i - half)) / (2 * half + 1)
  })
}

/** As {@link movingMean}, with the median, which single outliers do not move. */
export const movingMedian = (y: Float64Array, window: number): Float64Array =>
  y.map((_, i) => {
    const half = halfAt(i, y.length, window)
    return xMedian(y.subarray(i - half, i + half + 1))
  })

const halfAt = (i: number, length: number, window: number): number =>
  Math.min((window - 1) / 2, i, length - 1 - i)
