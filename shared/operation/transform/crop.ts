import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const crop = defineOperation({
  id: 'transform.crop',
  type: 'TRANSFORM',
  version: 1,
  title: 'Crop',
  summary: 'Keeps the rows whose x lies between two limits, or cuts them out.',
  keywords: ['crop', 'range', 'window', 'cut', 'region', 'trim', 'select', 'limits'],
  icon: 'crop',
  config: z.object({
    x: field(z.string().default(''), {
      label: 'x',
      help: 'Empty: the first column of numbers.',
      widget: 'column',
    }),
    from: field(z.number().nullable().default(null), { label: 'From', help: 'Empty: no lower limit.' }),
    to: field(z.number().nullable().default(null), { label: 'To', help: 'Empty: no upper limit.' }),
    keep: field(z.enum(['inside', 'outside']).default('inside'), {
      label: 'Keep',
      help: 'The limits themselves are inside.',
      options: { inside: 'What is inside', outside: 'What is outside' },
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A region of a scan',
      config: { from: 1, to: 2 },
      inputs: { scan: [5, 6, 7, 8].map((y, x) => ({ x, y })) },
      output: [
        { x: 1, y: 6 },
        { x: 2, y: 7 },
      ],
    },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'The column is not in the table, or holds no numbers.',
    bad_range: 'The lower limit is above the upper one.',
  },
  describe: ({ x, from, to, keep }) => `${x || 'x'} ${keep} ${from ?? 'first'} … ${to ?? 'last'}`,
})
