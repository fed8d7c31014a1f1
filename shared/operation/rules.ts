import { z } from 'zod'
import { field } from './field.ts'

/** By which language's rules an operation treats values that are not what it is made for. */
export const Rules = z.enum(['ergo', 'python'])
export type Rules = z.infer<typeof Rules>

/** The config key of operations that chains from the predecessor run by Python's rules. `python` says what those are. */
export const rulesField = (python: string) =>
  field(Rules.default('ergo'), {
    label: 'Rules',
    help: `Python's rules, as in chains from LabFlow: ${python}`,
    options: { ergo: 'Ergo', python: 'Python' },
    advanced: true,
  })

/** The rule that numbers, and what stands for them, go by in Python. */
export const BOOLEANS_COUNT = 'yes/no counts as 1 and 0.'
