import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { EXPRESSION_ERRORS, expressionField } from '../expression.ts'

export const expression = defineOperation({
  id: 'calculate.expression',
  type: 'CALCULATE',
  version: 1,
  title: 'Expression',
  summary: 'Computes anything from the inputs with a JavaScript expression.',
  keywords: ['formula', 'javascript', 'compute', 'custom'],
  icon: 'math-function',
  config: z.object({ expression: expressionField() }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('json'),
  traits: { pure: true },
  examples: [
    {
      title: 'Ratio of two inputs',
      config: { expression: 'mass / volume' },
      inputs: { mass: 10, volume: 4 },
      output: 2.5,
    },
  ],
  errors: EXPRESSION_ERRORS,
  describe: (config) => config.expression,
})
