import { z } from 'zod'
import { COMPARISON_LABELS, COMPARISON_SIGNS, Comparison } from '../comparing.ts'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, operandField, operandWords } from '../operand.ts'
import { rulesField } from '../rules.ts'

export const comparison = defineOperation({
  id: 'calculate.comparison',
  type: 'CALCULATE',
  version: 1,
  title: 'Comparison',
  summary: 'Says whether a value is greater than, less than or equal to another.',
  keywords: ['greater', 'less', 'equal', 'compare', 'threshold', 'limit'],
  icon: 'arrows-diff',
  config: z.object({
    left: operandField({ label: 'Left', help: 'An input by its id, or a value. Empty: the first input.' }),
    operator: field(Comparison.default('greaterThan'), {
      label: 'Operator',
      help: 'Numbers are compared with numbers, texts with texts. Anything may be equal to anything.',
      options: COMPARISON_LABELS,
    }),
    right: operandField({ label: 'Right', help: 'An input by its id, or a value. Empty: the second input.' }),
    rules: rulesField('yes/no counts as 1 and 0, and lists have an order.'),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('boolean'),
  traits: { pure: true },
  examples: [
    {
      title: 'Over the limit',
      config: { left: 'strain', operator: 'greaterThan', right: 3.5 },
      inputs: { strain: 4 },
      output: true,
    },
    {
      title: 'The same records, fields in any order',
      config: { operator: 'equal' },
      inputs: { a: { x: 1, y: [2] }, b: { y: [2], x: 1 } },
      output: true,
    },
  ],
  errors: {
    ...OPERAND_ERRORS,
    not_comparable: 'The two values have no order: they are not two numbers or two texts.',
  },
  describe: ({ left, operator, right }) =>
    `${operandWords(left)} ${COMPARISON_SIGNS[operator]} ${operandWords(right, 'second input')}`,
})
