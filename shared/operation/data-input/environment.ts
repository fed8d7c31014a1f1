import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'

const NAME = 'Write the name of the variable.'

export const environment = defineOperation({
  id: 'data_input.environment',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Environment',
  summary: 'Gives the text of an environment variable of this machine.',
  keywords: ['variable', 'setting', 'system', 'shell', 'machine'],
  icon: 'terminal-2',
  config: z.object({
    variable: field(z.string(NAME).min(1, NAME), {
      label: 'Variable',
      help: "Its text is kept with the run's results: do not read passwords or keys.",
      placeholder: 'INSTRUMENT_ID',
    }),
  }),
  inputs: NO_INPUTS,
  outputs: oneOutput('text'),
  // The variable may be another one next time.
  traits: { secret: true },
  examples: [{ title: 'Which instrument this is', config: { variable: 'INSTRUMENT_ID' } }],
  errors: { variable_missing: 'The variable is not set.' },
  describe: (config) => config.variable,
})
