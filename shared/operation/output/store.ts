import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, manyInputs, oneOutput } from '../define.ts'
import { field } from '../field.ts'

const WHERE_STORED = { key: 'target', is: ['conclusion', 'annotation'] } as const

export const store = defineOperation({
  id: 'output.store',
  type: 'OUTPUT',
  version: 1,
  title: 'Store',
  summary: 'Keeps a conclusion or an annotation about a subject, with the run and node that it came from.',
  keywords: ['conclusion', 'annotation', 'save', 'record', 'statement', 'keep', 'ledger'],
  icon: 'bookmark',
  config: z.object({
    target: field(z.enum(['conclusion', 'annotation', 'none']).default('conclusion'), {
      label: 'Store as',
      help: 'A conclusion is a statement; an annotation is a remark or data. Nothing only warns.',
      options: { conclusion: 'Conclusion', annotation: 'Annotation', none: 'Nothing' },
    }),
    subject: field(z.string().default(''), {
      label: 'Subject',
      help: "What it is about: text, a path into the inputs such as sample.batch, or both: Batch {{sample.batch}}. Empty: the node's name.",
      widget: 'template',
      namesInput: true,
      when: WHERE_STORED,
    }),
    content: field(z.string().default(''), {
      label: 'Content',
      help: 'The statement; {{expressions}} are filled in.',
      placeholder: 'Mean strain is {{round(mean(strains), 2)}}',
      widget: 'template',
      when: WHERE_STORED,
    }),
    contentKey: field(z.string().default(''), {
      label: 'Content from',
      help: 'An input, a field of one, or a dotted path: its value is the content, before the text above.',
      widget: 'input',
      when: WHERE_STORED,
      advanced: true,
    }),
    data: field(Json.optional(), {
      label: 'Data',
      help: 'Kept beside the content, or instead of it. A text {{expression}} stands for its value.',
      widget: 'json',
      when: WHERE_STORED,
    }),
    dataKey: field(z.string().default(''), {
      label: 'Data from',
      help: 'An input, a field of one, or a dotted path: its value is the data, before the data above.',
      widget: 'input',
      when: WHERE_STORED,
      advanced: true,
    }),
  }),
  inputs: manyInputs('any'),
  outputs: oneOutput('record'),
  traits: { effect: true },
  examples: [
    {
      title: 'A statement about a batch',
      config: { subject: 'sample.batch', content: 'Strain is {{sample.strain}} %, over the limit.' },
      inputs: { sample: { batch: 'A-1', strain: 4.2 } },
      output: {
        stored: true,
        target: 'conclusion',
        subject: 'A-1',
        content: 'Strain is 4.2 %, over the limit.',
      },
    },
    {
      title: 'Data about an instrument',
      config: { target: 'annotation', subject: 'Press 2', data: { offset: '{{offset}}' } },
      inputs: { offset: 0.03 },
      output: { stored: true, target: 'annotation', subject: 'Press 2', data: { offset: 0.03 } },
    },
  ],
  errors: {
    content_missing: 'There is neither content nor data to store, or the content is empty.',
    statement_too_large: 'Content and data together are more than a million characters.',
    expression_failed: 'An expression in a template does not parse or throws.',
    template_unclosed: 'A template opens an expression with {{ and does not close it.',
    table_too_large: 'An input is a table with too many rows to be taken as a list.',
  },
  describe: (config) => (config.target === 'none' ? 'nothing' : config.content || config.target),
})
