import { defineOperation, optionalInputs } from '../define.ts'
import { CONDITION_ERRORS, Condition, conditionWords } from './condition.ts'

export const pass = defineOperation({
  id: 'condition.filter',
  type: 'CONDITION',
  version: 1,
  title: 'Pass if',
  summary: 'Lets its first input pass when a condition holds; otherwise what follows is skipped.',
  keywords: ['gate', 'filter', 'guard', 'only', 'stop', 'condition', 'skip'],
  icon: 'filter-check',
  config: Condition,
  inputs: optionalInputs('any'),
  outputs: [{ name: 'pass', label: 'pass', type: 'any' }],
  traits: { pure: true, branches: true },
  examples: [
    {
      title: 'Only what has samples',
      config: { operator: 'isNotEmpty' },
      inputs: { samples: ['A'] },
      output: ['A'],
    },
  ],
  errors: CONDITION_ERRORS,
  describe: conditionWords,
})
