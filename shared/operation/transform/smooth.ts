import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, seriesWords, xField, yField } from '../series.ts'
import { BAD_WINDOW, CURVE_ERRORS, madeChart, orderField, UNEVEN, windowField } from '../signal.ts'

export const SmoothMethod = z.enum(['savitzkyGolay', 'mean', 'median'])
export type SmoothMethod = z.infer<typeof SmoothMethod>

const SAVITZKY_GOLAY = { when: { key: 'method', is: ['savitzkyGolay'] } }

export const smooth = defineOperation({
  id: 'transform.smooth',
  type: 'TRANSFORM',
  version: 1,
  title: 'Smooth',
  summary: 'Smooths a curve over a window: Savitzky–Golay, moving mean or moving median.',
  keywords: ['smooth', 'filter', 'noise', 'Savitzky–Golay', 'moving average', 'median', 'despike', 'signal'],
  icon: 'wave-sine',
  config: z.object({
    method: field(SmoothMethod.default('savitzkyGolay'), {
      label: 'Method',
      help: 'Savitzky and Golay (Anal. Chem. 36 (1964) 1627) keeps peaks and needs evenly spaced x; the median takes away spikes.',
      options: { savitzkyGolay: 'Savitzky–Golay', mean: 'Moving mean', median: 'Moving median' },
    }),
    x: xField(),
    y: yField(),
    window: windowField(
      'An odd number; Savitzky–Golay takes 5 or more. Means and medians take fewer points at the ends.',
    ),
    order: orderField(SAVITZKY_GOLAY),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A spike taken away',
      config: { method: 'median', window: 3 },
      inputs: { signal: [1, 1, 9, 2, 2].map((y, x) => ({ x, y })) },
      output: [1, 1, 9, 2, 2].map((y, x) => ({ x, y, 'y smoothed': [1, 1, 2, 2, 2][x] ?? 0 })),
    },
  ],
  errors: { ...CURVE_ERRORS, ...UNEVEN, ...BAD_WINDOW },
  chart: (series) => madeChart(series, 'smoothed'),
  describe: ({ method, window, ...series }) =>
    `${{ savitzkyGolay: 'Savitzky–Golay', mean: 'mean', median: 'median' }[method]} over ${window} of ${seriesWords(series)}`,
})
