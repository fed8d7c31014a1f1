import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const distinct = defineOperation({
  id: 'transform.distinct',
  type: 'TRANSFORM',
  version: 1,
  title: 'Distinct rows',
  summary: 'Keeps the first of the rows that are alike, in all columns or in some.',
  keywords: ['unique', 'duplicates', 'deduplicate', 'remove', 'table'],
  icon: 'copy-off',
  config: z.object({
    columns: field(z.array(z.string()).default([]), {
      label: 'Alike in',
      help: 'Empty: in all columns.',
      widget: 'columns',
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'The first of each batch',
      config: { columns: ['batch'] },
      inputs: {
        samples: [
          { id: 1, batch: 'a' },
          { id: 2, batch: 'b' },
          { id: 3, batch: 'a' },
        ],
      },
      output: [
        { id: 1, batch: 'a' },
        { id: 2, batch: 'b' },
      ],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column is not in the table.',
  },
  describe: (config) => (config.columns.length === 0 ? 'in all columns' : config.columns.join(', ')),
})
