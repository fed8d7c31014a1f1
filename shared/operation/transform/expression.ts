import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { EXPRESSION_ERRORS, expressionField } from '../expression.ts'

export const expression = defineOperation({
  id: 'transform.expression',
  type: 'TRANSFORM',
  version: 1,
  title: 'Expression',
  summary: 'Makes anything of the inputs with a JavaScript expression.',
  keywords: ['javascript', 'formula', 'custom', 'reshape'],
  icon: 'braces',
  config: z.object({ expression: expressionField() }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('json'),
  traits: { pure: true },
  examples: [
    {
      title: 'The names of heavy samples',
      config: { expression: 'samples.filter(s => s.mass > 2).map(s => s.name)' },
      inputs: {
        samples: [
          { name: 'A', mass: 1 },
          { name: 'B', mass: 3 },
        ],
      },
      output: ['B'],
    },
  ],
  errors: EXPRESSION_ERRORS,
  describe: (config) => config.expression,
})
