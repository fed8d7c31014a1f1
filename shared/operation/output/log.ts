import { z } from 'zod'
import { LogLevel } from '../../base/log-level.ts'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'

export const log = defineOperation({
  id: 'output.log',
  type: 'OUTPUT',
  version: 1,
  title: 'Log',
  summary: "Writes a message to the run's log.",
  keywords: ['print', 'message', 'debug', 'trace', 'note', 'console'],
  icon: 'logs',
  config: z.object({
    level: field(LogLevel.default('info'), {
      label: 'Level',
      help: 'How much it matters.',
      options: { debug: 'Debug', info: 'Info', warning: 'Warning', error: 'Error' },
    }),
    message: field(z.string().default('{{value}}'), {
      label: 'Message',
      help: 'Text; {{expressions}} are filled in.',
      widget: 'template',
    }),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('text'),
  // It leaves a message behind, so it runs each time; but it changes nothing outside the run.
  traits: {},
  examples: [
    {
      title: 'How many samples there are',
      config: { message: '{{samples.length}} samples' },
      inputs: { samples: [1, 2, 3] },
      output: '3 samples',
    },
  ],
  errors: {
    expression_failed: 'An expression in the message does not parse or throws.',
    template_unclosed: 'The message opens an expression with {{ and does not close it.',
    table_too_large: 'An expression uses a table with too many rows to be taken as a list.',
  },
  describe: (config) => config.message,
})
