import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, Operand, operandsField, operandWords } from '../operand.ts'

export const Logical = z.enum(['and', 'or', 'not'])
export type Logical = z.infer<typeof Logical>

export const logical = defineOperation({
  id: 'calculate.logical',
  type: 'CALCULATE',
  version: 1,
  title: 'Logic',
  summary: 'Combines yes/no values: all of them, any of them, or the opposite of one.',
  keywords: ['and', 'or', 'not', 'all', 'any', 'boolean', 'true', 'false'],
  icon: 'logic-and',
  config: z.object({
    operation: field(Logical.default('and'), {
      label: 'Operation',
      options: { and: 'And: all are true', or: 'Or: at least one is true', not: 'Not: the opposite' },
    }),
    operands: operandsField(
      Operand,
      'Inputs by their id (or a field of one), or true and false. Empty: all inputs.',
    ),
    truth: field(z.enum(['strict', 'loose']).default('strict'), {
      label: 'Other values',
      help: 'What to make of values that are neither true nor false.',
      options: { strict: 'Are an error', loose: 'Are false if nothing, 0 or empty, else true' },
      advanced: true,
    }),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('boolean'),
  traits: { pure: true },
  examples: [
    { title: 'Both hold', config: {}, inputs: { dry: true, clean: false }, output: false },
    {
      title: 'The opposite',
      config: { operation: 'not', operands: ['dry'] },
      inputs: { dry: true },
      output: false,
    },
  ],
  errors: {
    ...OPERAND_ERRORS,
    not_boolean: 'An operand is neither true nor false.',
    too_many_operands: 'Not takes one operand.',
  },
  describe: ({ operation, operands }) => {
    const words = operands.map((operand) => operandWords(operand))
    if (words.length === 0) return operation
    return operation === 'not' ? `not ${words.join(', ')}` : words.join(` ${operation} `)
  },
})
