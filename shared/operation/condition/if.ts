import { defineOperation, optionalInputs } from '../define.ts'
import { CONDITION_ERRORS, Condition, conditionWords } from './condition.ts'

export const ifElse = defineOperation({
  id: 'condition.if',
  type: 'CONDITION',
  version: 1,
  title: 'If',
  summary: 'Sends its first input one way when a condition holds, the other way when it does not.',
  keywords: ['branch', 'decide', 'when', 'else', 'test', 'compare', 'threshold'],
  icon: 'arrows-split-2',
  config: Condition,
  inputs: optionalInputs('any'),
  outputs: [
    { name: 'true', label: 'true', type: 'any' },
    { name: 'false', label: 'false', type: 'any' },
  ],
  traits: { pure: true, branches: true },
  examples: [
    {
      title: 'Over the limit',
      config: { left: 'strain', operator: 'greaterThan', right: 3.5 },
      inputs: { strain: 4 },
      output: 4,
    },
    {
      title: 'By an expression',
      config: { expression: 'mean(strains) > params.limit' },
      inputs: { strains: [3, 4] },
    },
  ],
  errors: CONDITION_ERRORS,
  describe: conditionWords,
})
