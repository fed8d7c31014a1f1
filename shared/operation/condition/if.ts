import { z } from 'zod'
import { defineOperation } from '../define.ts'
import { expressionField } from '../field.ts'

export const ifElse = defineOperation({
  id: 'condition.if',
  type: 'CONDITION',
  version: 1,
  title: 'If',
  summary: 'Sends its input one way when a condition holds, the other way when it does not.',
  keywords: ['branch', 'decide', 'when', 'else', 'test'],
  icon: 'arrows-split-2',
  config: z.object({ expression: expressionField('Must give true or false.') }),
  inputs: [{ name: 'in', type: 'any', many: true, optional: true }],
  outputs: [
    { name: 'true', label: 'true', type: 'any' },
    { name: 'false', label: 'false', type: 'any' },
  ],
  traits: { pure: true, branches: true },
  examples: [
    { title: 'Over the limit', config: { expression: 'value > 3.5' }, inputs: { value: 4 }, output: 4 },
  ],
  errors: {
    expression_failed: 'The expression does not parse or throws.',
    not_boolean: 'The condition gave something other than true or false.',
  },
  describe: (config) => config.expression,
})
