import { z } from 'zod'
import { field } from './field.ts'

/** What to do with rows where a number is missing or not finite. */
export const Missing = z.enum(['drop', 'refuse'])
export type Missing = z.infer<typeof Missing>

export const xField = (help = 'Empty: the first column of numbers.') =>
  field(z.string().default(''), { label: 'x', help, widget: 'column' })

export const yField = (help = 'Empty: the next column of numbers after x.') =>
  field(z.string().default(''), { label: 'y', help, widget: 'column' })

export const columnsField = (help = 'Empty: all columns of numbers.') =>
  field(z.array(z.string()).default([]), { label: 'Columns', help, widget: 'columns' })

export const missingField = () =>
  field(Missing.default('drop'), {
    label: 'Missing values',
    help: 'Rows without a number in a column that is used: left out, with a warning that counts them, or refused.',
    options: { drop: 'Leave the row out', refuse: 'Refuse the data' },
    advanced: true,
  })

/** Errors of every operation that takes columns of numbers from a table. */
export const SERIES_ERRORS = {
  input_missing: 'Nothing is connected.',
  not_a_table: 'The input is neither a table nor a list of records.',
  column_missing: 'A column that is named is not in the table, or holds no numbers.',
  missing_values: 'A number is missing and missing values are to be refused.',
  too_few_points: 'There are fewer rows with numbers than the calculation needs.',
  too_many_rows: 'The table has more rows than can be taken into memory.',
} as const

/** `y of x`, with the words for columns that are found by themselves. */
export const seriesWords = ({ x, y }: { x: string; y: string }): string => `${y || 'y'} over ${x || 'x'}`
