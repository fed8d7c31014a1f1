import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'

export const describe = defineOperation({
  id: 'calculate.describe',
  type: 'CALCULATE',
  version: 1,
  title: 'Describe table',
  summary:
    'Sums up each column of a table: count, missing, distinct, smallest, largest, mean, spread and quartiles.',
  keywords: ['summary', 'statistics', 'profile', 'mean', 'median', 'quartile', 'missing', 'table'],
  icon: 'report-analytics',
  config: z.object({}),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A column of masses',
      config: {},
      inputs: { samples: [{ mass: 1 }, { mass: 2 }, { mass: 6 }, { mass: null }] },
      output: [
        {
          column: 'mass',
          type: 'integer',
          count: 3,
          missing: 1,
          distinct: 3,
          min: 1,
          max: 6,
          mean: 3,
          stdev: 2.6457513110645907,
          q1: 1.5,
          median: 2,
          q3: 4,
          first: null,
          last: null,
        },
      ],
    },
  ],
  errors: { not_a_table: 'The input is neither a table nor a list of records.' },
})
