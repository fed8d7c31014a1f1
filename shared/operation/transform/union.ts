import { z } from 'zod'
import { defineOperation, manyInputs, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const union = defineOperation({
  id: 'transform.union',
  type: 'TRANSFORM',
  version: 1,
  title: 'Stack tables',
  summary: 'Puts the rows of several tables under each other, columns by name.',
  keywords: ['union', 'append', 'concatenate', 'combine', 'rows', 'table'],
  icon: 'stack',
  config: z.object({
    sourceColumn: field(z.string().default(''), {
      label: 'Source column',
      help: 'A column of this name says from which node a row comes. Empty: none.',
    }),
  }),
  inputs: manyInputs('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Two weeks of samples',
      config: { sourceColumn: 'week' },
      inputs: { monday: [{ id: 1 }], tuesday: [{ id: 2, note: 'late' }] },
      output: [
        { id: 1, note: null, week: 'monday' },
        { id: 2, note: 'late', week: 'tuesday' },
      ],
    },
  ],
  errors: {
    not_a_table: 'An input is neither a table nor a list of records.',
    types_differ: 'A column holds values of different kinds in two tables.',
    bad_column_name: 'The source column has the name of another column.',
  },
  describe: (config) => (config.sourceColumn === '' ? '' : `with ${config.sourceColumn}`),
})
