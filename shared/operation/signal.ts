import { z } from 'zod'
import type { ResultChart } from './chart/result-chart.ts'
import { field } from './field.ts'
import { SERIES_ERRORS } from './series.ts'

/** Points in a window around each point. */
export const windowField = (help: string, more: { when?: { key: string; is: string[] } } = {}) =>
  field(z.int().min(3).max(9999).default(9), { label: 'Window', help, unit: 'points', ...more })

export const orderField = (more: { when?: { key: string; is: string[] } } = {}) =>
  field(z.int().min(1).max(5).default(3), {
    label: 'Polynomial',
    help: 'The degree of the polynomial that is fitted over each window.',
    ...more,
  })

/** Errors of operations on a curve, y as a function of x. */
export const CURVE_ERRORS = {
  ...SERIES_ERRORS,
  duplicate_x: 'The same x is there twice, so y is no function of it.',
} as const

export const UNEVEN = {
  uneven_spacing: 'The method needs evenly spaced x, and these are not: resample first.',
} as const

export const BAD_WINDOW = {
  bad_window: 'The window is not an odd number of points that the data and the polynomial allow.',
} as const

/** The curve, and what was made of it, the last column: over it, or below where it is another quantity. */
export const madeChart = (
  { x, y }: { readonly x: string; readonly y: string },
  name: string,
  below = false,
): ResultChart => ({
  ...(below ? { below: name } : {}),
  layers: [
    { source: 'out', mark: 'line', x, y },
    { source: 'out', mark: 'line', x, y: -1, name, ...(below ? { panel: 'below' as const } : {}) },
  ],
})
