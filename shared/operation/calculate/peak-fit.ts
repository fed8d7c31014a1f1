import { z } from 'zod'
import { SINGLE_INPUT, SINGLE_OUTPUT } from '../../chain/schema.ts'
import { defineOperation } from '../define.ts'
import { field } from '../field.ts'
import { FIT_ERRORS } from '../fitting.ts'
import { PEAK_ERRORS, peakFields } from '../peaks.ts'
import { missingField, SERIES_ERRORS, seriesWords, xField, yField } from '../series.ts'

export const PeakShape = z.enum(['gaussian', 'lorentzian', 'pseudoVoigt'])
export type PeakShape = z.infer<typeof PeakShape>

export const PeakStart = z.object({
  center: field(z.number().default(0), { label: 'Center' }),
  height: field(z.number().nullable().default(null), { label: 'Height', help: 'Empty: y there.' }),
  fwhm: field(z.number().positive().nullable().default(null), {
    label: 'Width',
    help: 'Full width at half maximum. Empty: a twentieth of the range of x.',
  }),
})
export type PeakStart = z.infer<typeof PeakStart>

export const peakFit = defineOperation({
  id: 'calculate.peakFit',
  type: 'CALCULATE',
  version: 1,
  title: 'Fit peaks',
  summary: 'Fits a sum of peaks on a baseline, each with position, height, width and area and their errors.',
  keywords: [
    'peak',
    'deconvolution',
    'spectrum',
    'diffraction',
    'Gaussian',
    'Lorentzian',
    'pseudo-Voigt',
    'area',
    'FWHM',
  ],
  icon: 'wave-sine',
  config: z.object({
    shape: field(PeakShape.default('gaussian'), {
      label: 'Shape',
      help: 'Levenberg–Marquardt over all peaks at once; the error of an area is carried over from height and width and their covariance.',
      options: { gaussian: 'Gaussian', lorentzian: 'Lorentzian', pseudoVoigt: 'Pseudo-Voigt' },
    }),
    x: xField(),
    y: yField(),
    baseline: field(z.enum(['none', 'constant', 'linear']).default('constant'), {
      label: 'Baseline',
      help: 'Fitted together with the peaks.',
      options: { none: 'None', constant: 'Constant', linear: 'Straight line' },
    }),
    starts: field(z.array(PeakStart).default([]), {
      label: 'Start values',
      help: 'One per peak. Empty: from the table at "peaks", or else the peaks found as below.',
    }),
    ...peakFields(),
    maxIterations: field(z.int().min(1).max(100_000).default(1000), {
      label: 'Most iterations',
      advanced: true,
    }),
    missing: missingField(),
  }),
  inputs: [
    { name: SINGLE_INPUT, label: 'Curve', type: 'table' },
    { name: 'peaks', label: 'Peaks', type: 'table', optional: true },
  ],
  outputs: [
    { name: SINGLE_OUTPUT, label: 'Peaks', type: 'table' },
    { name: 'fitted', label: 'Fitted', type: 'table' },
    { name: 'summary', label: 'Summary', type: 'record' },
  ],
  traits: { pure: true, heavy: true },
  examples: [{ title: 'Gaussian peaks of a scan', config: { shape: 'gaussian', x: 'angle', y: 'counts' } }],
  errors: {
    ...SERIES_ERRORS,
    ...PEAK_ERRORS,
    ...FIT_ERRORS,
    no_peaks: 'No peak is prominent enough, and none is given.',
    too_many_peaks: 'There are more peaks than can be fitted together.',
  },
  chart: () => ({
    below: 'residual',
    layers: [
      { source: 'fitted', mark: 'points', x: 0, y: 1 },
      { source: 'fitted', mark: 'line', x: 0, y: 2, name: 'fit' },
      { source: 'fitted', mark: 'line', x: 0, y: { from: 4 } },
      { source: 'fitted', mark: 'points', x: 0, y: 3, name: 'residual', panel: 'below' },
    ],
  }),
  describe: ({ shape, ...series }) => `${shape} peaks of ${seriesWords(series)}`,
})
