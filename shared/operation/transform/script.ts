import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { EXPRESSION_ERRORS } from '../expression.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, Operand } from '../operand.ts'

export const script = defineOperation({
  id: 'transform.script',
  type: 'TRANSFORM',
  version: 1,
  title: 'Script',
  summary: 'Runs a script of yours, with arguments from the inputs.',
  keywords: ['javascript', 'code', 'program', 'custom', 'reuse'],
  icon: 'file-code',
  config: z.object({
    script: field(z.string().default(''), {
      label: 'Script',
      help: 'The name of the script.',
      widget: 'script',
      needed: true,
    }),
    version: field(z.int().min(1).optional(), {
      label: 'Version',
      help: 'Versions never change. Empty: the newest at the time of the run.',
      widget: 'scriptVersion',
    }),
    arguments: field(z.record(z.string(), Operand).default({}), {
      label: 'Arguments',
      help: 'For each parameter an input by its id (or a field of one), or a value. Left out: the input of that id, else the default.',
      namesInput: true,
      widget: 'scriptArguments',
    }),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('json'),
  // Not pure: the script's text is not part of the config.
  traits: {},
  examples: [
    {
      title: 'A script with one argument',
      config: { script: 'normalize', arguments: { values: 'intensities' } },
    },
  ],
  errors: {
    ...EXPRESSION_ERRORS,
    ...OPERAND_ERRORS,
    script_missing: 'There is no script of that name, or not that version of it.',
    argument_missing: 'A parameter of the script has no argument, no input of its name and no default.',
    argument_unknown: 'An argument is given for something that is no parameter of the script.',
    input_invalid: 'An argument is not of the type that the parameter takes.',
    timeout: 'The script took longer than it may.',
    out_of_memory: 'The script took more memory than it may.',
  },
  describe: ({ script: name, version }) => (version === undefined ? name : `${name} (version ${version})`),
})
