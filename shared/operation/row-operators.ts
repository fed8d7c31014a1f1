import { z } from 'zod'

/** How a row's value may be asked about: by a node that filters, and by whoever looks at a table. */
export const RowOperator = z.enum([
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'in',
  'missing',
  'present',
])
export type RowOperator = z.infer<typeof RowOperator>

export const OPERATOR_WORDS: Readonly<Record<RowOperator, string>> = {
  eq: 'equals',
  ne: 'does not equal',
  gt: 'is greater than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  matches: 'matches the regular expression',
  in: 'is one of',
  missing: 'is missing',
  present: 'is present',
}

export const OPERATOR_SIGNS: Readonly<Partial<Record<RowOperator, string>>> = {
  eq: '=',
  ne: '≠',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
}

/** Operators that compare with a value. */
export const COMPARING: readonly RowOperator[] = RowOperator.exclude(['missing', 'present']).options
