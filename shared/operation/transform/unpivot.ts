import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const unpivot = defineOperation({
  id: 'transform.unpivot',
  type: 'TRANSFORM',
  version: 1,
  title: 'Unpivot',
  summary: 'Stacks several columns into one of names and one of values: a wide table becomes a long one.',
  keywords: ['unpivot', 'long', 'melt', 'gather', 'stack', 'reshape', 'tidy', 'columns to rows'],
  icon: 'table-row',
  config: z.object({
    columns: field(z.array(z.string()).default([]), {
      label: 'Columns to stack',
      help: 'Empty: all that do not stay.',
      widget: 'columns',
    }),
    keep: field(z.array(z.string()).default([]), {
      label: 'Columns that stay',
      help: 'Empty: all that are not stacked.',
      widget: 'columns',
    }),
    nameColumn: field(z.string().min(1).default('name'), { label: 'Names go to' }),
    valueColumn: field(z.string().min(1).default('value'), { label: 'Values go to' }),
    missing: field(z.enum(['keep', 'drop']).default('keep'), {
      label: 'Missing values',
      help: 'Whether a missing value gets a row.',
      options: { keep: 'Keep as rows', drop: 'Leave out' },
      advanced: true,
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A row for each reading',
      config: { keep: ['sample'], nameColumn: 'quantity', valueColumn: 'reading' },
      inputs: { wide: [{ sample: 'a', mass: 2, volume: 4 }] },
      output: [
        { sample: 'a', quantity: 'mass', reading: 2 },
        { sample: 'a', quantity: 'volume', reading: 4 },
      ],
    },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column that is named is not in the table.',
    bad_column_name: 'The new columns would have the name of one that stays.',
    mixed_types: 'The columns to stack hold values of different types.',
    nothing_selected: 'No column is left to stack.',
  },
  describe: ({ columns, nameColumn, valueColumn }) =>
    `${columns.length > 0 ? columns.join(', ') : 'columns'} to ${nameColumn}, ${valueColumn}`,
})
