import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { rulesField } from '../rules.ts'

export const flatten = defineOperation({
  id: 'transform.flatten',
  type: 'TRANSFORM',
  version: 1,
  title: 'Flatten',
  summary: 'Makes one flat list of what nested lists and records hold.',
  keywords: ['nested', 'unnest', 'leaves', 'concatenate', 'values'],
  icon: 'brackets',
  config: z.object({
    depth: field(z.number().int().min(1).optional(), {
      label: 'Depth',
      help: 'How many levels of nesting to open. Empty: all of them.',
      placeholder: 'all',
    }),
    rules: rulesField('a value that is neither list nor record becomes a list of it.'),
  }),
  inputs: oneInput('json'),
  outputs: oneOutput('list'),
  traits: { pure: true },
  examples: [
    { title: 'All levels', config: {}, inputs: { runs: [[1, [2]], { a: 3, b: [4] }] }, output: [1, 2, 3, 4] },
    { title: 'One level', config: { depth: 1 }, inputs: { runs: [[1, [2]], [3]] }, output: [1, [2], 3] },
  ],
  errors: { not_a_list: 'The input is neither a list nor a record.' },
  describe: (config) => (config.depth === undefined ? '' : `depth ${config.depth}`),
})
