import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, xField, yField } from '../series.ts'
import { CURVE_ERRORS, madeChart } from '../signal.ts'

export const CumulateMethod = z.enum(['integral', 'sum', 'max', 'min'])
export type CumulateMethod = z.infer<typeof CumulateMethod>

export const cumulate = defineOperation({
  id: 'transform.cumulate',
  type: 'TRANSFORM',
  version: 1,
  title: 'Cumulate',
  summary: 'Adds a column that grows along x: the area so far, the sum so far, the highest or lowest so far.',
  keywords: ['cumulative', 'running', 'integral', 'sum', 'total', 'charge', 'maximum', 'minimum'],
  icon: 'stairs-up',
  config: z.object({
    method: field(CumulateMethod.default('integral'), {
      label: 'What',
      help: 'Rows are taken in order of x. The area is that of trapezoids, from 0 at the first point.',
      options: { integral: 'Area', sum: 'Sum', max: 'Highest', min: 'Lowest' },
    }),
    x: xField(),
    y: yField(),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Charge from current',
      config: { x: 's', y: 'A' },
      inputs: { log: [2, 2, 4].map((A, s) => ({ s, A })) },
      output: [2, 2, 4].map((A, s) => ({ s, A, 'A cumulated': [0, 2, 5][s] ?? 0 })),
    },
  ],
  errors: { ...CURVE_ERRORS, not_finite: 'The sum or the area is too large to hold.' },
  chart: (series) => madeChart(series, 'cumulated', true),
  describe: ({ method, x, y }) =>
    `${{ integral: 'area under', sum: 'sum of', max: 'highest', min: 'lowest' }[method]} ${y || 'y'} along ${x || 'x'}`,
})
