import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const sort = defineOperation({
  id: 'transform.sort',
  type: 'TRANSFORM',
  version: 1,
  title: 'Sort rows',
  summary: 'Sorts the rows of a table; rows that are equal keep their order.',
  keywords: ['order', 'ascending', 'descending', 'rank', 'top', 'table'],
  icon: 'arrows-sort',
  config: z.object({
    by: field(
      z
        .array(
          z.object({
            column: field(z.string().default(''), { label: 'Column', widget: 'column', needed: true }),
            descending: field(z.boolean().default(false), { label: 'Largest first' }),
          }),
        )
        .default([]),
      { label: 'By' },
    ),
    missing: field(z.enum(['last', 'first']).default('last'), {
      label: 'Missing values',
      options: { last: 'Last', first: 'First' },
      advanced: true,
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Heaviest first',
      config: { by: [{ column: 'mass', descending: true }] },
      inputs: { samples: [{ mass: 1 }, { mass: 3 }, { mass: 2 }] },
      output: [{ mass: 3 }, { mass: 2 }, { mass: 1 }],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column is not in the table.',
  },
  describe: (config) =>
    config.by.map(({ column, descending }) => `${column} ${descending ? '↓' : '↑'}`).join(', '),
})
