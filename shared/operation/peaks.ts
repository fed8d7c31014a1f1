import { z } from 'zod'
import { field } from './field.ts'
import { UNEVEN } from './signal.ts'

/** How peaks are told from ripples. */
export const peakFields = () => ({
  prominence: field(z.number().min(0).nullable().default(null), {
    label: 'Prominence',
    help: 'How far y must fall on both sides of a peak before it rises higher. Empty: 5 % of the range of y.',
  }),
  height: field(z.number().nullable().default(null), {
    label: 'Height',
    help: 'The least y of a peak. Empty: any.',
  }),
  distance: field(z.number().min(0).default(0), {
    label: 'Distance',
    help: 'In units of x. Of peaks nearer than this the highest stays.',
  }),
  smoothing: field(z.int().min(0).max(501).default(0), {
    label: 'Smoothing',
    help: 'Points in the window of a cubic Savitzky–Golay filter (an odd number from 5; 0 for none). It needs evenly spaced x.',
    unit: 'points',
  }),
})

export const PEAK_ERRORS = {
  duplicate_x: 'The same x is there twice, so y is no function of it.',
  bad_window: 'The smoothing window is not an odd number from 5 to the number of points.',
  ...UNEVEN,
} as const
