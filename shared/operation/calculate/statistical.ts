import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, operandWords } from '../operand.ts'
import { BOOLEANS_COUNT, rulesField } from '../rules.ts'
import { whenEmptyField } from '../when-empty.ts'

export const Statistic = z.enum([
  'mean',
  'median',
  'mode',
  'stdev',
  'variance',
  'min',
  'max',
  'sum',
  'quantile',
])
export type Statistic = z.infer<typeof Statistic>

export const statistical = defineOperation({
  id: 'calculate.statistical',
  type: 'CALCULATE',
  version: 1,
  title: 'Statistic',
  summary: 'Computes a statistic of a list of numbers or of a table column.',
  keywords: [
    'mean',
    'average',
    'median',
    'mode',
    'standard deviation',
    'variance',
    'sum',
    'quantile',
    'percentile',
  ],
  icon: 'chart-histogram',
  config: z.object({
    operation: field(Statistic.default('mean'), {
      label: 'Statistic',
      help: 'What is not a number is left out, with a warning.',
      options: {
        mean: 'Mean',
        median: 'Median',
        mode: 'Mode (first of the most frequent)',
        stdev: 'Standard deviation',
        variance: 'Variance',
        min: 'Minimum',
        max: 'Maximum',
        sum: 'Sum',
        quantile: 'Quantile',
      },
    }),
    data: field(Json.optional(), {
      label: 'Data',
      help: 'An input by its id (or a field of one), or a list of numbers. Empty: the first input.',
      widget: 'operand',
    }),
    column: field(z.string().default(''), {
      label: 'Column',
      help: 'Of a table, or the field of each record of a list. Empty: the only column of numbers.',
      widget: 'column',
    }),
    share: field(z.number().min(0).max(1).default(0.5), {
      label: 'Share',
      help: 'The share of the numbers that lies below the quantile, from 0 to 1.',
      when: { key: 'operation', is: ['quantile'] },
    }),
    population: field(z.boolean().default(false), {
      label: 'Whole population',
      help: 'Divide by n, not by n − 1 as for a sample.',
      when: { key: 'operation', is: ['stdev', 'variance'] },
      advanced: true,
    }),
    whenEmpty: whenEmptyField(),
    rules: rulesField(BOOLEANS_COUNT),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('number'),
  traits: { pure: true },
  examples: [
    {
      title: 'Standard deviation of a sample',
      config: { operation: 'stdev', data: 'strains' },
      inputs: { strains: [2, 4, 6] },
      output: 2,
    },
    {
      title: 'Mean of a column',
      config: { operation: 'mean', column: 'mass' },
      inputs: { samples: [{ mass: 1 }, { mass: 3 }] },
      output: 2,
    },
  ],
  errors: {
    ...OPERAND_ERRORS,
    not_a_list: 'The data are neither a list nor a table.',
    column_missing: 'The table has no such column, or several that could be meant.',
    empty_input: 'There are no numbers, or for a standard deviation or variance fewer than two.',
    not_finite: 'The result is too large to hold.',
  },
  describe: ({ operation, data, column }) => `${operation} of ${column || operandWords(data)}`,
})
