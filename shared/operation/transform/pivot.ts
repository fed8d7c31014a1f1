import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const Combine = z.enum(['only', 'first', 'last', 'sum', 'mean', 'min', 'max', 'count'])
export type Combine = z.infer<typeof Combine>

export const pivot = defineOperation({
  id: 'transform.pivot',
  type: 'TRANSFORM',
  version: 1,
  title: 'Pivot',
  summary: 'Makes columns of the values of one column: a long table becomes a wide one.',
  keywords: ['pivot', 'wide', 'spread', 'cross table', 'crosstab', 'reshape', 'columns', 'matrix'],
  icon: 'table-column',
  config: z.object({
    names: field(z.string().default(''), {
      label: 'Column names from',
      help: 'Each value of this column becomes a column, in order of appearance.',
      widget: 'column',
      needed: true,
    }),
    values: field(z.string().default(''), {
      label: 'Values from',
      help: 'The column that fills the new columns.',
      widget: 'column',
      needed: true,
    }),
    by: field(z.array(z.string()).default([]), {
      label: 'A row for each',
      help: 'Columns that stay. Empty: all other columns.',
      widget: 'columns',
    }),
    combine: field(Combine.default('only'), {
      label: 'Several values in one place',
      help: 'What to do where a row and a column have more than one value.',
      options: {
        only: 'Refuse',
        first: 'First',
        last: 'Last',
        sum: 'Sum',
        mean: 'Mean',
        min: 'Smallest',
        max: 'Largest',
        count: 'Count',
      },
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A column for each quantity',
      config: { names: 'quantity', values: 'reading', by: ['sample'] },
      inputs: {
        readings: [
          { sample: 'a', quantity: 'mass', reading: 2 },
          { sample: 'a', quantity: 'volume', reading: 4 },
          { sample: 'b', quantity: 'mass', reading: 3 },
        ],
      },
      output: [
        { sample: 'a', mass: 2, volume: 4 },
        { sample: 'b', mass: 3, volume: null },
      ],
    },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column that is named is not in the table, or none is chosen.',
    bad_column_name: 'A value can’t name a column: it is empty, or two would differ in capitals alone.',
    duplicate_cell: 'A row and a column have several values and they are not to be combined.',
    not_numeric: 'A mean or a sum is asked of a column that holds no numbers.',
    too_many_columns: 'There would be more than 1 000 columns.',
  },
  describe: ({ names, values }) => `${values || 'values'} by ${names || 'name'}`,
})
