import { z } from 'zod'

export const Comparison = z.enum([
  'greaterThan',
  'lessThan',
  'greaterEqual',
  'lessEqual',
  'equal',
  'notEqual',
])
export type Comparison = z.infer<typeof Comparison>

export const COMPARISON_SIGNS: Readonly<Record<Comparison, string>> = {
  greaterThan: '>',
  lessThan: '<',
  greaterEqual: '≥',
  lessEqual: '≤',
  equal: '=',
  notEqual: '≠',
}

export const COMPARISON_LABELS: Readonly<Record<Comparison, string>> = {
  greaterThan: 'is greater than',
  lessThan: 'is less than',
  greaterEqual: 'is at least',
  lessEqual: 'is at most',
  equal: 'equals',
  notEqual: 'does not equal',
}
