import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, seriesWords, xField, yField } from '../series.ts'
import { CURVE_ERRORS, UNEVEN } from '../signal.ts'

export const BaselineMethod = z.enum(['als', 'airpls', 'polynomial', 'rubberBand'])
export type BaselineMethod = z.infer<typeof BaselineMethod>

export const baseline = defineOperation({
  id: 'transform.baseline',
  type: 'TRANSFORM',
  version: 1,
  title: 'Baseline',
  summary: 'Finds the background under the peaks of a curve and takes it away.',
  keywords: [
    'baseline',
    'background',
    'drift',
    'ALS',
    'airPLS',
    'rubber band',
    'polynomial',
    'spectrum',
    'correct',
  ],
  icon: 'chart-area-line',
  config: z.object({
    method: field(BaselineMethod.default('als'), {
      label: 'Method',
      help: 'Asymmetric least squares: Eilers, Anal. Chem. 75 (2003) 3631. airPLS: Zhang, Chen and Liang, Analyst 135 (2010) 1138. Polynomial with the same asymmetry: Newey and Powell, Econometrica 55 (1987) 819. Rubber band: the lower convex hull. The first two need evenly spaced x.',
      options: {
        als: 'Asymmetric least squares',
        airpls: 'airPLS',
        polynomial: 'Polynomial',
        rubberBand: 'Rubber band',
      },
    }),
    x: xField(),
    y: yField(),
    stiffness: field(z.number().positive().max(1e10).nullable().default(null), {
      label: 'Stiffness',
      help: 'λ: a larger one makes a stiffer baseline; try powers of ten. Empty: 100 000 for asymmetric least squares, 10 for airPLS.',
      when: { key: 'method', is: ['als', 'airpls'] },
    }),
    asymmetry: field(z.number().gt(0).lt(0.5).default(0.01), {
      label: 'Asymmetry',
      help: 'p: the weight of points above the baseline, where the peaks are; 0.001 to 0.1.',
      when: { key: 'method', is: ['als', 'polynomial'] },
    }),
    degree: field(z.int().min(0).max(9).default(2), {
      label: 'Degree',
      when: { key: 'method', is: ['polynomial'] },
    }),
    peaks: field(z.enum(['up', 'down']).default('up'), {
      label: 'Peaks point',
      options: { up: 'Up', down: 'Down' },
      advanced: true,
    }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A peak on a slope',
      config: { method: 'rubberBand' },
      inputs: { scan: [1, 2, 8, 4, 5].map((y, x) => ({ x, y })) },
      output: [1, 2, 8, 4, 5].map((y, x) => ({ x, y, baseline: x + 1, corrected: y - x - 1 })),
    },
  ],
  errors: { ...CURVE_ERRORS, ...UNEVEN },
  chart: ({ x, y }) => ({
    below: 'corrected',
    layers: [
      { source: 'out', mark: 'line', x, y },
      { source: 'out', mark: 'line', x, y: -2, name: 'baseline' },
      { source: 'out', mark: 'line', x, y: -1, name: 'corrected', panel: 'below' },
    ],
  }),
  describe: ({ method, ...series }) =>
    `${{ als: 'ALS', airpls: 'airPLS', polynomial: 'polynomial', rubberBand: 'rubber band' }[method]} under ${seriesWords(series)}`,
})
