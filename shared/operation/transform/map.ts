import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { notationField } from '../notation.ts'
import { orExpression } from '../or-expression.ts'
import { BOOLEANS_COUNT, rulesField } from '../rules.ts'

const WORDS = {
  multiply: 'Multiply',
  square: 'Square',
  absolute: 'Absolute value',
  uppercase: 'Upper case',
  lowercase: 'Lower case',
  expression: 'Expression',
} as const

export const map = defineOperation({
  id: 'transform.map',
  type: 'TRANSFORM',
  version: 1,
  title: 'Map',
  summary: 'Does the same to every item of a list.',
  keywords: ['each', 'multiply', 'square', 'absolute', 'uppercase', 'lowercase', 'scale', 'convert'],
  icon: 'list-details',
  config: orExpression(
    'operation',
    z.object({
      operation: field(
        z
          .enum(['multiply', 'square', 'absolute', 'uppercase', 'lowercase', 'expression'])
          .default('multiply'),
        {
          label: 'Operation',
          help: 'Multiply, square and absolute value leave out what is not a number, with a warning.',
          options: WORDS,
        },
      ),
      factor: field(z.number().default(1), {
        label: 'Factor',
        help: 'Every number is multiplied by this.',
        when: { key: 'operation', is: ['multiply'] },
      }),
      expression: field(z.string().default('item'), {
        label: 'Expression',
        help: 'Gives the new item from `item` and its place, `index` (from 0).',
        widget: 'expression',
        names: ['item', 'index'],
        when: { key: 'operation', is: ['expression'] },
      }),
      notation: notationField(),
      rules: rulesField(BOOLEANS_COUNT),
    }),
  ),
  inputs: oneInput('list'),
  outputs: oneOutput('list'),
  traits: { pure: true },
  examples: [
    {
      title: 'Grams to milligrams',
      config: { operation: 'multiply', factor: 1000 },
      inputs: { masses: [1.5, 2] },
      output: [1500, 2000],
    },
    {
      title: 'A field of each record',
      config: { expression: 'item.mass / item.volume' },
      inputs: { samples: [{ mass: 10, volume: 4 }] },
      output: [2.5],
    },
  ],
  errors: {
    not_a_list: 'The input is not a list.',
    not_finite: 'A product is too large to hold.',
    expression_failed: 'The expression does not parse, or throws for an item.',
  },
  describe: (config) =>
    config.operation === 'expression'
      ? config.expression
      : config.operation === 'multiply'
        ? `× ${config.factor}`
        : WORDS[config.operation].toLowerCase(),
})
