export { expressionField } from './field.ts'

/** Names that every expression has. An input of the same id hides the name. */
export const EXPRESSION_NAMES = ['inputs', 'value', 'params'] as const

/** What evaluating the user's expression may end with. */
export const EXPRESSION_ERRORS = {
  expression_failed: 'The expression does not parse, throws, or gives something that is not data.',
  not_finite: 'The result holds a number that is infinite or not a number.',
  table_too_large: 'An input that the expression uses is a table with too many rows to be taken as a list.',
} as const
