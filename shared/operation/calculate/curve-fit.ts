import { z } from 'zod'
import { fitChart } from '../chart/fit-chart.ts'
import { defineOperation } from '../define.ts'
import { field } from '../field.ts'
import { FIT_ERRORS, FIT_PORTS, iterationsField, parametersField } from '../fitting.ts'
import { missingField, SERIES_ERRORS, seriesWords, xField, yField } from '../series.ts'

export const CurveModel = z.enum([
  'exponential',
  'power',
  'logistic',
  'gaussian',
  'lorentzian',
  'pseudoVoigt',
  'formula',
])
export type CurveModel = z.infer<typeof CurveModel>

export const curveFit = defineOperation({
  id: 'calculate.curveFit',
  type: 'CALCULATE',
  version: 1,
  title: 'Curve fit',
  summary: 'Fits a curve of a chosen form, or of your own formula, to points by least squares.',
  keywords: [
    'nonlinear',
    'Levenberg–Marquardt',
    'least squares',
    'exponential',
    'power law',
    'logistic',
    'sigmoid',
    'Gaussian',
    'Lorentzian',
    'pseudo-Voigt',
    'parameters',
  ],
  icon: 'chart-line',
  config: z.object({
    model: field(CurveModel.default('exponential'), {
      label: 'Model',
      help: 'Levenberg–Marquardt with Moré’s scaling (1978), ended by the relative offset of Bates and Watts (1981). Standard errors are those of the model made linear at the solution.',
      options: {
        exponential: 'Exponential, a·exp(b·x)',
        power: 'Power, a·x^b',
        logistic: 'Logistic, height / (1 + exp(−rate·(x − center)))',
        gaussian: 'Gaussian peak: center, height, fwhm',
        lorentzian: 'Lorentzian peak: center, height, fwhm',
        pseudoVoigt: 'Pseudo-Voigt peak: center, height, fwhm, lorentzianShare',
        formula: 'Formula of your own',
      },
    }),
    formula: field(z.string().default('a + b * x'), {
      label: 'Formula',
      help: 'Of `x` and the parameters below, e.g. `a * exp(-b * x) + c`.',
      widget: 'expression',
      when: { key: 'model', is: ['formula'] },
    }),
    x: xField(),
    y: yField(),
    offset: field(z.boolean().default(false), {
      label: 'On a constant offset',
      help: 'Adds the parameter `offset` to the model.',
      when: {
        key: 'model',
        is: ['exponential', 'power', 'logistic', 'gaussian', 'lorentzian', 'pseudoVoigt'],
      },
    }),
    parameters: parametersField(
      'A formula needs each of its parameters here. Of a ready model, those whose start or bounds are to be others than found from the data.',
    ),
    maxIterations: iterationsField(),
    missing: missingField(),
  }),
  ...FIT_PORTS,
  examples: [
    {
      title: 'A decay',
      config: { model: 'exponential', x: 'time', y: 'activity' },
      inputs: {
        counts: [
          { time: 0, activity: 100 },
          { time: 1, activity: 61 },
          { time: 2, activity: 37 },
          { time: 3, activity: 22 },
        ],
      },
    },
    {
      title: 'A formula',
      config: {
        model: 'formula',
        formula: 'top * (1 - exp(-rate * x))',
        parameters: [
          { name: 'top', start: 250 },
          { name: 'rate', start: 0.0005, min: 0 },
        ],
      },
    },
  ],
  errors: {
    ...SERIES_ERRORS,
    ...FIT_ERRORS,
    expression_failed: 'The formula can’t be read, or gives something else than a number.',
  },
  chart: () => fitChart,
  describe: ({ model, formula, ...series }) =>
    model === 'formula' ? formula : `${model} fit of ${seriesWords(series)}`,
})
