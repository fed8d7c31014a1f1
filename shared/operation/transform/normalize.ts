import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, xField, yField } from '../series.ts'
import { CURVE_ERRORS } from '../signal.ts'

export const NormalizeMethod = z.enum(['minMax', 'zScore', 'maximum', 'area', 'reference'])
export type NormalizeMethod = z.infer<typeof NormalizeMethod>

const SCALED = ['minMax', 'maximum', 'area', 'reference']

export const normalize = defineOperation({
  id: 'transform.normalize',
  type: 'TRANSFORM',
  version: 1,
  title: 'Normalize',
  summary: 'Scales a column so that curves can be compared: by range, spread, maximum, area or a reference.',
  keywords: [
    'normalize',
    'normalise',
    'scale',
    'z-score',
    'standardize',
    'min-max',
    'area',
    'internal standard',
  ],
  icon: 'arrows-vertical',
  config: z.object({
    method: field(NormalizeMethod.default('minMax'), {
      label: 'By',
      help: 'The area is taken by trapezoids; the reference is y at a place, on the line between points. The z-score takes the sample’s standard deviation (n − 1).',
      options: {
        minMax: 'Range: from 0',
        zScore: 'z-score: mean 0, standard deviation 1',
        maximum: 'Maximum',
        area: 'Area',
        reference: 'Value at a reference x',
      },
    }),
    x: xField(),
    y: yField(),
    to: field(z.number().positive().default(1), {
      label: 'Becomes',
      help: 'What the range, maximum, area or reference is afterwards.',
      when: { key: 'method', is: SCALED },
    }),
    at: field(z.number().default(0), {
      label: 'Reference x',
      when: { key: 'method', is: ['reference'] },
    }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'From 0 to 1',
      config: {},
      inputs: { scan: [2, 4, 6].map((y, x) => ({ x, y })) },
      output: [2, 4, 6].map((y, x) => ({ x, y, 'y normalized': x / 2 })),
    },
  ],
  errors: {
    ...CURVE_ERRORS,
    nothing_to_scale: 'The range, spread, maximum, area or reference is zero.',
    outside_data: 'The reference lies outside the data, where nothing is known of y.',
  },
  chart: ({ x }) => ({ layers: [{ source: 'out', mark: 'line', x, y: -1 }] }),
  describe: ({ method, y, at }) => `${y || 'y'} by ${method === 'reference' ? `its value at ${at}` : method}`,
})
