import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { PEAK_ERRORS } from '../peaks.ts'
import { missingField, SERIES_ERRORS, seriesWords, xField, yField } from '../series.ts'

export const IntegrationMethod = z.enum(['trapezoid', 'simpson'])
export type IntegrationMethod = z.infer<typeof IntegrationMethod>

export const integrate = defineOperation({
  id: 'calculate.integrate',
  type: 'CALCULATE',
  version: 1,
  title: 'Integrate',
  summary: 'Computes the area under a curve, between limits if you set them.',
  keywords: ['integral', 'area', 'area under the curve', 'AUC', 'trapezoid', 'Simpson', 'quadrature'],
  icon: 'math-integral',
  config: z.object({
    method: field(IntegrationMethod.default('trapezoid'), {
      label: 'Method',
      help: 'Rows are taken in order of x, at any spacing. Simpson: a parabola through each three points.',
      options: { trapezoid: 'Trapezoids', simpson: 'Simpson’s rule' },
    }),
    x: xField(),
    y: yField(),
    from: field(z.number().nullable().default(null), { label: 'From', help: 'Empty: the lowest x.' }),
    to: field(z.number().nullable().default(null), {
      label: 'To',
      help: 'Empty: the highest x. If it is below "From" the sign changes.',
    }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('number'),
  traits: { pure: true },
  examples: [
    {
      title: 'Work under a force curve',
      config: { x: 'way', y: 'force' },
      inputs: {
        pull: [
          { way: 0, force: 0 },
          { way: 1, force: 2 },
          { way: 2, force: 2 },
        ],
      },
      output: 3,
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    duplicate_x: PEAK_ERRORS.duplicate_x,
    outside_data: 'A limit lies outside the data, where nothing is known of y.',
    not_finite: 'The area is too large to hold.',
  },
  describe: (series) => `area under ${seriesWords(series)}`,
})
