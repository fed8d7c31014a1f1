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
      help: 'A record of the inputs by node id, of some fields only, or of all fields of all inputs.',
      options: { raw: 'By node', selected: 'Selected fields', merged: 'Merged' },
    }),
    fields: field(z.array(z.string()).default([]), {
      label: 'Fields',
      help: 'Node ids, fields of the inputs, or dotted paths such as fit.slope.',
      widget: 'inputs',
      when: { key: 'shape', is: ['selected'] },
    }),
  }),
  inputs: manyInputs('any'),
  outputs: oneOutput('record'),
  traits: { pure: true, returns: true },
  examples: [
    { title: 'Everything', config: {}, inputs: { total: 4 }, output: { total: 4 } },
    {
      title: 'Two numbers of a fit',
      config: { shape: 'selected', fields: ['slope', 'total'] },
      inputs: { fit: { slope: 2, intercept: 1 }, total: 4 },
      output: { slope: 2, total: 4 },
    },
    {
      title: 'One record',
      config: { shape: 'merged' },
      inputs: { fit: { slope: 2 }, total: 4 },
      output: { slope: 2, value: 4 },
    },
  ],
  errors: { table_too_large: 'An input is a table with too many rows to be given as a list.' },
  describe: (config) => (config.shape === 'selected' ? config.fields.join(', ') : ''),
})
