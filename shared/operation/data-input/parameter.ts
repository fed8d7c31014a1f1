import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const parameter = defineOperation({
  id: 'data_input.parameter',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Parameter',
  summary: "Gives one of the run's inputs.",
  keywords: ['input', 'global', 'argument', 'variable', 'ask'],
  icon: 'adjustments',
  config: z.object({
    path: field(z.string().default(''), {
      label: 'Path',
      help: "The input's name, or a dotted path into it such as sample.mass. Empty: the node's name.",
      placeholder: 'sample.mass',
    }),
  }),
  inputs: NO_INPUTS,
  outputs: oneOutput('json'),
  // The run's inputs are no part of a node's fingerprint, so its result is never taken from an earlier run.
  traits: {},
  examples: [{ title: 'A field of an input', config: { path: 'sample.mass' } }],
  errors: { parameter_missing: "The run's inputs hold nothing at the path." },
  describe: (config) => config.path,
})
