import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const limit = defineOperation({
  id: 'transform.limit',
  type: 'TRANSFORM',
  version: 1,
  title: 'Limit rows',
  summary: 'Keeps the first rows of a table, after leaving out some.',
  keywords: ['head', 'top', 'first', 'skip', 'offset', 'page', 'table'],
  icon: 'list-numbers',
  config: z.object({
    count: field(z.number().int().min(0).default(100), { label: 'Rows to keep' }),
    skip: field(z.number().int().min(0).default(0), { label: 'Rows to leave out before' }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'The second row',
      config: { count: 1, skip: 1 },
      inputs: { samples: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      output: [{ id: 'b' }],
    },
  ],
  errors: { not_a_table: 'The input is neither a table nor a list of records.' },
  describe: ({ count, skip }) => (skip === 0 ? `first ${count}` : `${count} after ${skip}`),
})
