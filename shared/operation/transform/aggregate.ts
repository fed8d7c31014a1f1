import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { BOOLEANS_COUNT, rulesField } from '../rules.ts'
import { whenEmptyField } from '../when-empty.ts'

export const Aggregation = z.enum(['sum', 'average', 'min', 'max', 'stdev', 'median', 'count'])
export type Aggregation = z.infer<typeof Aggregation>

export const aggregate = defineOperation({
  id: 'transform.aggregate',
  type: 'TRANSFORM',
  version: 1,
  title: 'Aggregate',
  summary: 'Makes one number of a list: its sum, average, minimum, maximum, spread, median or count.',
  keywords: [
    'sum',
    'mean',
    'average',
    'minimum',
    'maximum',
    'standard deviation',
    'median',
    'count',
    'reduce',
  ],
  icon: 'sum',
  config: z.object({
    aggregation: field(Aggregation.default('sum'), {
      label: 'Aggregation',
      help: 'Count counts all items; the others leave out what is not a number, with a warning.',
      options: {
        sum: 'Sum',
        average: 'Average',
        min: 'Minimum',
        max: 'Maximum',
        stdev: 'Standard deviation',
        median: 'Median',
        count: 'Count',
      },
    }),
    field: field(z.string().default(''), {
      label: 'Field',
      help: 'Take this field of each record, or a dotted path into it. Empty: the item itself.',
      widget: 'column',
      when: { key: 'aggregation', is: ['sum', 'average', 'min', 'max', 'stdev', 'median'] },
    }),
    population: field(z.boolean().default(false), {
      label: 'Whole population',
      help: 'Divide by n, not by n − 1 as for a sample.',
      when: { key: 'aggregation', is: ['stdev'] },
      advanced: true,
    }),
    whenEmpty: whenEmptyField(),
    rules: rulesField(BOOLEANS_COUNT),
  }),
  inputs: oneInput('list'),
  outputs: oneOutput('number'),
  traits: { pure: true },
  examples: [
    {
      title: 'Average strain',
      config: { aggregation: 'average' },
      inputs: { strains: [3, 4, 5] },
      output: 4,
    },
    {
      title: 'Heaviest sample',
      config: { aggregation: 'max', field: 'mass' },
      inputs: { samples: [{ mass: 2 }, { mass: 7 }] },
      output: 7,
    },
  ],
  errors: {
    not_a_list: 'The input is not a list.',
    empty_input: 'The list holds no numbers, or for a standard deviation fewer than two.',
    not_finite: 'The result is too large to hold.',
  },
  describe: (config) =>
    config.field === '' || config.aggregation === 'count'
      ? config.aggregation
      : `${config.aggregation} of ${config.field}`,
})
