import { z } from 'zod'
import { defineOperation, manyInputs, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const merge = defineOperation({
  id: 'transform.merge',
  type: 'TRANSFORM',
  version: 1,
  title: 'Merge',
  summary: 'Puts several inputs into one record.',
  keywords: ['combine', 'join', 'records', 'collect', 'union'],
  icon: 'arrow-merge',
  config: z.object({
    keys: field(z.array(z.string().min(1)).default([]), {
      label: 'Inputs',
      help: 'Node ids of the inputs to merge, in order: of fields with one name the last stands. Empty: all.',
      widget: 'inputs',
    }),
  }),
  inputs: manyInputs('json'),
  outputs: oneOutput('record'),
  traits: { pure: true },
  examples: [
    {
      title: 'Two records and a number',
      config: {},
      inputs: { sample: { batch: 'A-1', mass: 1 }, corrected: { mass: 1.1 }, limit: 3.5 },
      output: { batch: 'A-1', mass: 1.1, limit: 3.5 },
    },
    {
      title: 'In another order',
      config: { keys: ['corrected', 'sample'] },
      inputs: { sample: { batch: 'A-1', mass: 1 }, corrected: { mass: 1.1 } },
      output: { mass: 1, batch: 'A-1' },
    },
  ],
  errors: { table_too_large: 'An input is a table with too many rows to be taken as a list.' },
  describe: (config) => config.keys.join(', '),
})
