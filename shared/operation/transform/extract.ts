import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { rulesField } from '../rules.ts'

const CHOOSE = 'Name at least one field to take.'

export const extract = defineOperation({
  id: 'transform.extract',
  type: 'TRANSFORM',
  version: 1,
  title: 'Extract',
  summary: 'Takes some fields of a record, or of each record in a list.',
  keywords: ['fields', 'pick', 'keys', 'columns', 'select', 'project'],
  icon: 'list-search',
  config: z.object({
    fields: field(z.array(z.string().min(1), CHOOSE).min(1, CHOOSE), {
      label: 'Fields',
      help: 'Names of fields, or dotted paths into them. A record keeps those that it has.',
      widget: 'columns',
    }),
    rules: rulesField('what is no record in a list is left out, and a field goes by its own name only.'),
  }),
  inputs: oneInput('json'),
  outputs: oneOutput('json'),
  traits: { pure: true },
  examples: [
    {
      title: 'Two fields of a record',
      config: { fields: ['mass', 'batch'] },
      inputs: { sample: { mass: 2.5, batch: 'A-1', operator: 'M. Lind' } },
      output: { mass: 2.5, batch: 'A-1' },
    },
    {
      title: 'One field of each record',
      config: { fields: ['mass'] },
      inputs: {
        samples: [
          { mass: 1, batch: 'A' },
          { mass: 2, batch: 'B' },
        ],
      },
      output: [{ mass: 1 }, { mass: 2 }],
    },
  ],
  errors: { not_a_record: 'The input, or an item of the list, is not a record.' },
  describe: (config) => config.fields.join(', '),
})
