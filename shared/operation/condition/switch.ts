import { z } from 'zod'
import { defineOperation, type OutputPort, optionalInputs } from '../define.ts'
import { EXPRESSION_ERRORS } from '../expression.ts'
import { field } from '../field.ts'

export const Case = z.object({
  value: field(z.union([z.string(), z.number(), z.boolean(), z.null()]), {
    label: 'Value',
    help: 'What the variable must be.',
  }),
  port: field(z.string().min(1).optional(), {
    label: 'Port',
    help: 'Where to go. Empty: the value as text.',
  }),
})
export type Case = z.infer<typeof Case>

export const portOf = (one: Case): string => one.port ?? String(one.value)

export const switchCase = defineOperation({
  id: 'condition.switch',
  type: 'CONDITION',
  version: 1,
  title: 'Switch',
  summary: 'Sends its first input one of several ways, by the value of a variable.',
  keywords: ['case', 'branch', 'route', 'choose', 'select', 'which'],
  icon: 'arrows-split',
  config: z.object({
    variable: field(z.string().default('value'), {
      label: 'Variable',
      help: 'An input by its id, or an expression.',
      widget: 'expression',
    }),
    cases: field(z.array(Case).default([]), {
      label: 'Cases',
      help: 'The first case that equals the variable decides. Several may lead to one port.',
    }),
    default: field(z.string().min(1).default('default'), {
      label: 'Otherwise',
      help: 'The port where everything else goes.',
    }),
    match: field(z.enum(['exact', 'text']).default('exact'), {
      label: 'Compare',
      help: 'Exactly: the number 2 is not the text "2". As text: it is.',
      options: { exact: 'Exactly', text: 'As text' },
      advanced: true,
    }),
  }),
  inputs: optionalInputs('any'),
  outputs: ({ cases, default: otherwise }): readonly OutputPort[] =>
    [...new Set([...cases.map(portOf), otherwise])].map((name) => ({ name, label: name, type: 'any' })),
  traits: { pure: true, branches: true },
  examples: [
    {
      title: 'By material',
      config: {
        variable: 'sample.material',
        cases: [{ value: 'steel', port: 'metal' }, { value: 'copper', port: 'metal' }, { value: 'PTFE' }],
      },
      inputs: { sample: { material: 'steel' } },
      output: { material: 'steel' },
    },
  ],
  errors: EXPRESSION_ERRORS,
  describe: ({ variable }) => variable,
})
