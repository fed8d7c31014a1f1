import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, operandField, operandWords } from '../operand.ts'
import { BOOLEANS_COUNT, rulesField } from '../rules.ts'

export const Mathematical = z.enum([
  'sqrt',
  'log',
  'exp',
  'sin',
  'cos',
  'tan',
  'abs',
  'ceil',
  'floor',
  'round',
])
export type Mathematical = z.infer<typeof Mathematical>

export const mathematical = defineOperation({
  id: 'calculate.mathematical',
  type: 'CALCULATE',
  version: 1,
  title: 'Function',
  summary: 'Applies a mathematical function to a number: a root, logarithm, sine, rounding and so on.',
  keywords: ['square root', 'logarithm', 'exponential', 'sine', 'cosine', 'tangent', 'absolute', 'round'],
  icon: 'square-root',
  config: z.object({
    operation: field(Mathematical.default('sqrt'), {
      label: 'Function',
      help: 'Angles are in radians.',
      options: {
        sqrt: 'Square root',
        log: 'Logarithm',
        exp: 'Exponential',
        sin: 'Sine',
        cos: 'Cosine',
        tan: 'Tangent',
        abs: 'Absolute value',
        ceil: 'Round up',
        floor: 'Round down',
        round: 'Round',
      },
    }),
    value: operandField({ label: 'Value', help: 'An input by its id, or a number. Empty: the first input.' }),
    base: field(z.number().positive().default(10), {
      label: 'Base',
      help: 'Of the logarithm; 2.718281828459045 for the natural one.',
      when: { key: 'operation', is: ['log'] },
    }),
    digits: field(z.int().min(0).max(15).default(0), {
      label: 'Digits',
      help: 'How many stay after the point.',
      when: { key: 'operation', is: ['round'] },
    }),
    halves: field(z.enum(['awayFromZero', 'toEven']).default('awayFromZero'), {
      label: 'Halves',
      help: 'Where a number lies exactly between two, as 2.5 does.',
      options: { awayFromZero: 'Away from zero (3)', toEven: 'To the even neighbour (2)' },
      when: { key: 'operation', is: ['round'] },
      advanced: true,
    }),
    rules: rulesField(BOOLEANS_COUNT),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('number'),
  traits: { pure: true },
  examples: [
    { title: 'A root', config: { operation: 'sqrt', value: 'area' }, inputs: { area: 9 }, output: 3 },
    { title: 'Decades', config: { operation: 'log' }, inputs: { concentration: 1000 }, output: 3 },
    { title: 'To two digits', config: { operation: 'round', digits: 2 }, inputs: { x: 2.675 }, output: 2.68 },
  ],
  errors: {
    ...OPERAND_ERRORS,
    not_a_number: 'The value is not a number.',
    outside_domain: 'The function has no value there: a root below 0, a logarithm of 0 or less.',
    not_finite: 'The result is too large to hold.',
  },
  describe: ({ operation, value, base }) =>
    operation === 'log' ? `log${base} ${operandWords(value)}` : `${operation} ${operandWords(value)}`,
})
