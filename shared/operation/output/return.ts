import { z } from 'zod'
import { defineOperation, manyInputs, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const returnValue = defineOperation({
  id: 'output.return',
  type: 'OUTPUT',
  version: 1,
  title: 'Return',
  summary: "Makes its inputs part of the run's outputs.",
  keywords: ['result', 'output', 'answer', 'end'],
  icon: 'flag',
  config: z.object({
    shape: field(z.enum(['raw', 'selected', 'merged']).default('raw'), {
      label: 'Shape',
      help: 'Raw: a record of the inputs by node id. Selected: those fields only. Merged: one record.',
    }),
    fields: field(z.array(z.string()).default([]), {
      label: 'Fields',
      help: 'The fields to keep.',
      when: { key: 'shape', is: ['selected'] },
    }),
  }),
  inputs: manyInputs('any'),
  outputs: oneOutput('any'),
  traits: { pure: true, returns: true },
  examples: [{ title: 'Everything', config: {}, inputs: { total: 4 }, output: { total: 4 } }],
  errors: {},
})
