import { z } from 'zod'
import { defineOperation, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const join = defineOperation({
  id: 'transform.join',
  type: 'TRANSFORM',
  version: 1,
  title: 'Join tables',
  summary: 'Puts the rows of two tables side by side where their keys are the same.',
  keywords: ['merge', 'lookup', 'vlookup', 'match', 'combine', 'inner', 'left', 'full', 'anti', 'table'],
  icon: 'arrows-join',
  config: z.object({
    kind: field(z.enum(['inner', 'left', 'full', 'anti']).default('inner'), {
      label: 'Keep',
      options: {
        inner: 'Rows that match',
        left: 'All rows of the left',
        full: 'All rows of both',
        anti: 'Rows of the left that match none',
      },
    }),
    keys: field(
      z
        .array(
          z.object({
            left: field(z.string().default(''), {
              label: 'Left column',
              widget: 'column',
              needed: true,
            }),
            right: field(z.string().default(''), {
              label: 'Right column',
              help: 'Empty: the same name.',
              widget: 'column',
            }),
          }),
        )
        .default([]),
      {
        label: 'Keys',
        help: 'Rows match where all keys are equal. A missing key matches nothing.',
        needed: true,
      },
    ),
    suffix: field(z.string().min(1).default('_right'), {
      label: 'Suffix',
      help: 'Put to the names of right columns that the left has too.',
      advanced: true,
    }),
  }),
  inputs: [
    { name: 'left', label: 'left', type: 'table' },
    { name: 'right', label: 'right', type: 'table' },
  ],
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Masses with the supplier of their batch',
      config: { kind: 'left', keys: [{ left: 'batch' }] },
      inputs: {
        left: [
          { id: 1, batch: 'b' },
          { id: 2, batch: 'x' },
        ],
        right: [{ batch: 'b', supplier: 'North' }],
      },
      output: [
        { id: 1, batch: 'b', supplier: 'North' },
        { id: 2, batch: 'x', supplier: null },
      ],
    },
  ],
  errors: {
    input_missing: 'One of the two tables is not connected.',
    not_a_table: 'An input is neither a table nor a list of records.',
    column_missing: 'A key is not in its table.',
    no_keys: 'No key is chosen.',
    keys_differ: 'The two columns of a key hold values of different kinds.',
  },
  describe: ({ kind, keys }) =>
    `${kind} on ${keys.map(({ left, right }) => (right === '' || right === left ? left : `${left} = ${right}`)).join(', ')}`,
})
