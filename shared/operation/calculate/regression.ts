import { z } from 'zod'
import { SINGLE_OUTPUT } from '../../chain/schema.ts'
import { fitChart } from '../chart/fit-chart.ts'
import { defineOperation, oneInput } from '../define.ts'
import { field } from '../field.ts'
import { missingField, SERIES_ERRORS, seriesWords, xField, yField } from '../series.ts'

export const RegressionModel = z.enum(['linear', 'polynomial', 'proportional'])
export type RegressionModel = z.infer<typeof RegressionModel>

const EXACT = [
  { x: 0, y: 1 },
  { x: 1, y: 3 },
  { x: 2, y: 5 },
  { x: 3, y: 7 },
]

export const regression = defineOperation({
  id: 'calculate.regression',
  type: 'CALCULATE',
  version: 1,
  title: 'Regression',
  summary: 'Fits a straight line, a polynomial or a line through the origin by least squares.',
  keywords: [
    'linear',
    'polynomial',
    'least squares',
    'calibration',
    'slope',
    'intercept',
    'trend',
    'R²',
    'fit',
  ],
  icon: 'chart-dots-2',
  config: z.object({
    model: field(RegressionModel.default('linear'), {
      label: 'Model',
      help: 'Ordinary least squares by orthogonalisation (Björck, BIT 7, 1967) in extended precision; standard errors from the residual standard deviation with n − p degrees of freedom. rSquared is null where y does not vary. xMean and xSumOfSquares, Σ(x − x̄)², serve the uncertainty of an x read back from a line.',
      options: {
        linear: 'Straight line, y = a + b·x',
        polynomial: 'Polynomial, y = c0 + c1·x + c2·x² …',
        proportional: 'Through the origin, y = b·x',
      },
    }),
    x: xField(),
    y: yField(),
    also: field(z.array(z.string()).default([]), {
      label: 'Further x columns',
      help: 'Each gets a coefficient of its own (multiple regression).',
      widget: 'columns',
      when: { key: 'model', is: ['linear', 'proportional'] },
      advanced: true,
    }),
    degree: field(z.int().min(1).max(20).default(2), {
      label: 'Degree',
      when: { key: 'model', is: ['polynomial'] },
    }),
    missing: missingField(),
  }),
  inputs: oneInput('table'),
  outputs: [
    { name: SINGLE_OUTPUT, label: 'Result', type: 'record' },
    { name: 'fitted', label: 'Fitted', type: 'table' },
  ],
  traits: { pure: true },
  examples: [
    {
      title: 'A calibration line',
      config: { model: 'linear', x: 'x', y: 'y' },
      inputs: { standards: EXACT },
      output: {
        parameters: { intercept: 1, slope: 2 },
        standardErrors: { intercept: 0, slope: 0 },
        rSquared: 1,
        xMean: 1.5,
        xSumOfSquares: 5,
        residualSd: 0,
        points: 4,
        degreesOfFreedom: 2,
      },
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    bad_column_name:
      'One of several x columns is called "intercept", which is the name of the constant among the coefficients.',
    not_determined:
      'The x columns, or the powers of x, depend on each other, so their coefficients can be anything.',
  },
  chart: () => fitChart,
  describe: ({ model, degree, ...series }) =>
    `${model === 'polynomial' ? `degree ${degree}` : model} fit of ${seriesWords(series)}`,
})
