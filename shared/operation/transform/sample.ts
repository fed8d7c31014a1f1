import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const sample = defineOperation({
  id: 'transform.sample',
  type: 'TRANSFORM',
  version: 1,
  title: 'Sample rows',
  summary: 'Keeps rows drawn at random, the same in every run with the same seed.',
  keywords: ['random', 'subset', 'draw', 'seed', 'thin', 'table'],
  icon: 'dice',
  config: z.object({
    by: field(z.enum(['count', 'fraction']).default('count'), {
      label: 'Size as',
      options: { count: 'A number of rows', fraction: 'A share of the rows' },
    }),
    count: field(z.number().int().min(0).default(100), {
      label: 'Rows',
      help: 'A table that has no more is kept whole.',
      when: { key: 'by', is: ['count'] },
    }),
    fraction: field(z.number().min(0).max(1).default(0.1), {
      label: 'Share',
      help: 'Between 0 and 1.',
      when: { key: 'by', is: ['fraction'] },
    }),
    seed: field(z.number().int().default(1), { label: 'Seed', help: 'Another seed draws other rows.' }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'All of a small table',
      config: { count: 10 },
      inputs: { samples: [{ id: 'a' }, { id: 'b' }] },
      output: [{ id: 'a' }, { id: 'b' }],
    },
    { title: 'A tenth', config: { by: 'fraction', fraction: 0.1 } },
  ],
  errors: { not_a_table: 'The input is neither a table nor a list of records.' },
  describe: ({ by, count, fraction, seed }) =>
    `${by === 'count' ? count : `${fraction * 100} %`}, seed ${seed}`,
})
