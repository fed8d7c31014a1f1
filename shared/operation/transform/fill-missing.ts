import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const FillMethod = z.enum(['previous', 'next', 'linear', 'mean', 'median', 'constant'])
export type FillMethod = z.infer<typeof FillMethod>

export const Fill = z.object({
  column: field(z.string().default(''), {
    label: 'Column',
    help: 'Empty: every column that the method can fill.',
    widget: 'column',
  }),
  method: field(FillMethod.default('linear'), {
    label: 'With',
    options: {
      previous: 'The value before',
      next: 'The value after',
      linear: 'A line between neighbours',
      mean: 'The mean',
      median: 'The median',
      constant: 'A constant',
    },
  }),
  value: field(z.string().default(''), {
    label: 'Constant',
    help: 'Read as a value of the column’s type.',
    when: { key: 'method', is: ['constant'] },
  }),
})
export type Fill = z.infer<typeof Fill>

/** Methods that make new numbers. */
export const NUMERIC_FILLS: ReadonlySet<FillMethod> = new Set(['linear', 'mean', 'median'])

export const fillMissing = defineOperation({
  id: 'transform.fillMissing',
  type: 'TRANSFORM',
  version: 1,
  title: 'Fill missing values',
  summary:
    'Fills gaps in columns: with a constant, a neighbour, a line between neighbours, the mean or median.',
  keywords: ['missing', 'null', 'NaN', 'gap', 'impute', 'interpolate', 'forward fill', 'clean', 'fillna'],
  icon: 'forms',
  config: z.object({
    columns: field(z.array(Fill).default([{ column: '', method: 'linear', value: '' }]), {
      label: 'Columns',
      help: 'Rows are taken in the table’s order. Missing is what is empty, not a number or infinite.',
    }),
    x: field(z.string().default(''), {
      label: 'Line over',
      help: 'The column of numbers along which lines are drawn. Empty: the row’s place.',
      widget: 'column',
      advanced: true,
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'A line through a gap',
      config: { columns: [{ column: 'level', method: 'linear' }] },
      inputs: { log: [{ level: 1 }, { level: null }, { level: 3 }] },
      output: [{ level: 1 }, { level: 2 }, { level: 3 }],
    },
  ],
  errors: {
    input_missing: 'Nothing is connected.',
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column that is named is not in the table.',
    not_numeric: 'A line, a mean or a median is asked of a column that holds no numbers.',
    bad_value: 'The constant is no value of the column’s type.',
  },
  describe: ({ columns }) =>
    columns
      .map(({ column, method, value }) => `${column || 'all'}: ${method === 'constant' ? value : method}`)
      .join(', '),
})
