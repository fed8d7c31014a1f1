import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const table = defineOperation({
  id: 'output.table',
  type: 'OUTPUT',
  version: 1,
  title: 'Table',
  summary: "Shows a table large, to be exported, as one of the run's outputs.",
  keywords: ['show', 'grid', 'view', 'result', 'export'],
  icon: 'table',
  config: z.object({
    title: field(z.string().default(''), { label: 'Title', help: "Empty: the node's name." }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true, returns: true },
  examples: [
    {
      title: 'A result',
      config: { title: 'Samples' },
      inputs: { samples: [{ id: 1 }] },
      output: [{ id: 1 }],
    },
  ],
  errors: { not_a_table: 'The input is neither a table nor a list of records.' },
  describe: (config) => config.title,
})
