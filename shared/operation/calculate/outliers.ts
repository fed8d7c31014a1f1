import { z } from 'zod'
import { SINGLE_OUTPUT } from '../../chain/schema.ts'
import { defineOperation, oneInput } from '../define.ts'
import { field } from '../field.ts'
import { SERIES_ERRORS } from '../series.ts'

export const OutlierMethod = z.enum(['iqr', 'mad', 'sd'])
export type OutlierMethod = z.infer<typeof OutlierMethod>

/** What the source of each method recommends. */
export const USUAL_FACTOR: Readonly<Record<OutlierMethod, number>> = { iqr: 1.5, mad: 3.5, sd: 3 }

export const outliers = defineOperation({
  id: 'calculate.outliers',
  type: 'CALCULATE',
  version: 1,
  title: 'Outliers',
  summary: 'Marks the rows whose number lies unusually far from the others.',
  keywords: ['outlier', 'anomaly', 'Tukey', 'fence', 'IQR', 'MAD', 'z-score', 'quality control', 'clean'],
  icon: 'chart-dots',
  config: z.object({
    column: field(z.string().default(''), {
      label: 'Column',
      help: 'Empty: the first column of numbers. Rows without a number are no outliers.',
      widget: 'column',
    }),
    method: field(OutlierMethod.default('iqr'), {
      label: 'Method',
      help: 'Fences after Tukey (1977); median distances after Iglewicz and Hoaglin (1993); or standard deviations, which outliers themselves widen.',
      options: {
        iqr: 'Interquartile ranges outside the quartiles',
        mad: 'Median distances from the median',
        sd: 'Standard deviations from the mean',
      },
    }),
    factor: field(z.number().positive().nullable().default(null), {
      label: 'How many',
      help: 'Empty: 1.5 interquartile ranges, 3.5 median distances (made comparable with standard deviations) or 3 standard deviations.',
    }),
  }),
  inputs: oneInput('table'),
  outputs: [
    { name: SINGLE_OUTPUT, label: 'All, marked', type: 'table' },
    { name: 'kept', label: 'Without outliers', type: 'table' },
    { name: 'outliers', label: 'Outliers', type: 'table' },
    { name: 'limits', label: 'Limits', type: 'record' },
  ],
  traits: { pure: true },
  examples: [
    {
      title: 'A slip of the pen',
      config: { column: 'mass' },
      inputs: { samples: [10, 11, 12, 13, 99].map((mass) => ({ mass })) },
      output: [
        { mass: 10, outlier: false },
        { mass: 11, outlier: false },
        { mass: 12, outlier: false },
        { mass: 13, outlier: false },
        { mass: 99, outlier: true },
      ],
    },
  ],
  errors: { ...SERIES_ERRORS },
  describe: ({ column, method, factor }) =>
    `${column || 'numbers'} beyond ${factor ?? USUAL_FACTOR[method]} ${method}`,
})
