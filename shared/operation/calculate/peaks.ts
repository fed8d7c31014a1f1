import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { PEAK_ERRORS, peakFields } from '../peaks.ts'
import { missingField, SERIES_ERRORS, seriesWords, xField, yField } from '../series.ts'

export const peaks = defineOperation({
  id: 'calculate.peaks',
  type: 'CALCULATE',
  version: 1,
  title: 'Find peaks',
  summary: 'Finds the peaks of a curve, with their position, height, prominence, width and area.',
  keywords: [
    'peak',
    'maximum',
    'minimum',
    'spectrum',
    'diffraction',
    'chromatogram',
    'pick',
    'prominence',
    'area',
  ],
  icon: 'chart-arcs',
  config: z.object({
    x: xField(),
    y: yField(),
    direction: field(z.enum(['up', 'down']).default('up'), {
      label: 'Direction',
      options: { up: 'Peaks', down: 'Dips' },
    }),
    ...peakFields(),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'The peaks of a scan',
      config: { x: 'angle', y: 'counts' },
      inputs: {
        scan: [0, 0, 4, 8, 4, 0, 0, 2, 0, 0].map((counts, angle) => ({ angle, counts })),
      },
      output: [
        { peak: 1, position: 3, height: 8, prominence: 8, width: 2, from: 1, to: 5, area: 16 },
        { peak: 2, position: 7, height: 2, prominence: 2, width: 1, from: 6, to: 8, area: 2 },
      ],
    },
  ],
  errors: { ...SERIES_ERRORS, ...PEAK_ERRORS },
  chart: ({ x, y }) => ({
    layers: [
      { source: 'in', mark: 'line', x, y },
      { source: 'out', mark: 'points', x: 'position', y: 'height', name: 'peaks' },
    ],
  }),
  describe: ({ direction, ...series }) =>
    `${direction === 'up' ? 'peaks' : 'dips'} of ${seriesWords(series)}`,
})
