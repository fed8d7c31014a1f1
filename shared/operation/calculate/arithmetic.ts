import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'
import { OPERAND_ERRORS, operandsField, operandWords } from '../operand.ts'
import { BOOLEANS_COUNT, rulesField } from '../rules.ts'

export const Arithmetic = z.enum(['add', 'subtract', 'multiply', 'divide', 'modulo', 'power'])
export type Arithmetic = z.infer<typeof Arithmetic>

const SIGNS: Readonly<Record<Arithmetic, string>> = {
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  modulo: 'mod',
  power: '^',
}

export const arithmetic = defineOperation({
  id: 'calculate.arithmetic',
  type: 'CALCULATE',
  version: 1,
  title: 'Arithmetic',
  summary: 'Adds, subtracts, multiplies or divides numbers, or takes a remainder or a power.',
  keywords: [
    'add',
    'plus',
    'subtract',
    'minus',
    'multiply',
    'times',
    'divide',
    'modulo',
    'remainder',
    'power',
  ],
  icon: 'calculator',
  config: z.object({
    operation: field(Arithmetic.default('add'), {
      label: 'Operation',
      help: 'From left to right: the first operand minus (divided by …) the rest. The remainder has the sign of the divisor.',
      options: {
        add: 'Add',
        subtract: 'Subtract',
        multiply: 'Multiply',
        divide: 'Divide',
        modulo: 'Remainder',
        power: 'Power',
      },
    }),
    operands: operandsField(
      z.union([z.string().min(1), z.number()]),
      'Inputs by their id (or a field of one, such as sample.mass) and numbers. Empty: all inputs, in order.',
    ),
    rules: rulesField(BOOLEANS_COUNT),
  }),
  inputs: optionalInputs('any'),
  outputs: oneOutput('number'),
  traits: { pure: true },
  examples: [
    {
      title: 'Density',
      config: { operation: 'divide', operands: ['mass', 'volume'] },
      inputs: { mass: 10, volume: 4 },
      output: 2.5,
    },
    { title: 'Sum of all inputs', config: {}, inputs: { a: 1, b: 2, c: 3.5 }, output: 6.5 },
    {
      title: 'Remainder, floored',
      config: { operation: 'modulo', operands: ['x', 3] },
      inputs: { x: -7 },
      output: 2,
    },
  ],
  errors: {
    ...OPERAND_ERRORS,
    not_a_number: 'An operand is not a number.',
    division_by_zero: 'A divisor is 0.',
    outside_domain: 'The power is not a real number, such as a root of a negative number.',
    not_finite: 'The result is too large to hold.',
  },
  describe: ({ operation, operands }) =>
    operands.length === 0
      ? operation
      : operands.map((operand) => operandWords(operand)).join(` ${SIGNS[operation]} `),
})
