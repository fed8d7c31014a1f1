import { z } from 'zod'
import { COMPARISON_LABELS, COMPARISON_SIGNS, Comparison } from '../comparing.ts'
import { EXPRESSION_ERRORS } from '../expression.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, operandField, operandWords } from '../operand.ts'
import { orExpression } from '../or-expression.ts'

/** How a condition without an expression looks at its left value. */
export const Test = z.enum(['isTrue', ...Comparison.options, 'contains', 'isEmpty', 'isNotEmpty'])
export type Test = z.infer<typeof Test>

const BINARY = { key: 'operator', is: [...Comparison.options, 'contains'] } as const
const BUILT = { key: 'operator', is: Test.options } as const

/** The config of a condition: built of a left value, an operator and a right value, or an expression. */
export const Condition = orExpression(
  'operator',
  z.object({
    left: operandField({
      label: 'Left',
      help: 'An input by its id (or a field of one), or a value. Empty: the first input.',
      when: BUILT,
    }),
    operator: field(z.enum([...Test.options, 'expression']).default('isTrue'), {
      label: 'Condition',
      help: 'Numbers are compared with numbers, texts with texts.',
      options: {
        isTrue: 'is true',
        ...COMPARISON_LABELS,
        contains: 'contains',
        isEmpty: 'is empty',
        isNotEmpty: 'is not empty',
        expression: 'meets an expression',
      },
    }),
    right: operandField({
      label: 'Right',
      help: 'An input by its id (or a field of one), or a value. Empty: the second input.',
      when: BINARY,
    }),
    expression: field(z.string().default('value'), {
      label: 'Expression',
      help: 'Must give true or false. Inputs go by their node id; `value` is the first one.',
      widget: 'expression',
      when: { key: 'operator', is: ['expression'] },
    }),
  }),
)
export type Condition = z.output<typeof Condition>

export const CONDITION_ERRORS = {
  ...OPERAND_ERRORS,
  ...EXPRESSION_ERRORS,
  not_boolean: 'The condition gave something other than true or false.',
  not_comparable: 'The two values have no order, or the left one has no parts.',
} as const

/** A condition in words: `mass > 3.5`. */
export function conditionWords({ left, operator, right, expression }: Condition): string {
  const [subject, object] = [operandWords(left), operandWords(right, 'second input')]
  switch (operator) {
    case 'expression':
      return expression
    case 'isTrue':
      return subject
    case 'isEmpty':
      return `${subject} is empty`
    case 'isNotEmpty':
      return `${subject} is not empty`
    case 'contains':
      return `${subject} contains ${object}`
    default:
      return `${subject} ${COMPARISON_SIGNS[operator]} ${object}`
  }
}
