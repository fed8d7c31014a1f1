import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'

export const Aggregate = z.enum([
  'count',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'stdev',
  'first',
  'last',
  'quantile',
])
export type Aggregate = z.infer<typeof Aggregate>

export const Summary = z.object({
  of: field(Aggregate.default('mean'), {
    label: 'Value',
    options: {
      count: 'Count',
      sum: 'Sum',
      mean: 'Mean',
      median: 'Median',
      min: 'Smallest',
      max: 'Largest',
      stdev: 'Standard deviation',
      first: 'First',
      last: 'Last',
      quantile: 'Quantile',
    },
  }),
  column: field(z.string().default(''), {
    label: 'Of column',
    help: 'Count: empty counts rows, a column its values that are present.',
    widget: 'column',
  }),
  name: field(z.string().default(''), { label: 'Name', help: 'Empty: named after value and column.' }),
  quantile: field(z.number().min(0).max(1).default(0.9), {
    label: 'Share below',
    help: '0.9 is the 90th percentile, interpolated linearly.',
    when: { key: 'of', is: ['quantile'] },
  }),
})
export type Summary = z.infer<typeof Summary>

/** The name of a summary's column. */
export function summaryName({ of, column, name, quantile }: Summary): string {
  if (name !== '') return name
  const what = of === 'quantile' ? `q${quantile * 100}` : of
  return column === '' ? what : `${what}_${column}`
}

export const group = defineOperation({
  id: 'transform.group',
  type: 'TRANSFORM',
  version: 1,
  title: 'Group rows',
  summary: 'Summarises the rows that are alike in some columns: count, sum, mean, median and others.',
  keywords: ['aggregate', 'by', 'summarise', 'pivot', 'mean', 'sum', 'count', 'average', 'table'],
  icon: 'stack-2',
  config: z.object({
    by: field(z.array(z.string()).default([]), {
      label: 'By',
      help: 'A row for each set of values of these columns, in order of appearance. Empty: one row for all.',
      widget: 'columns',
    }),
    values: field(z.array(Summary).default([{ of: 'count', column: '', name: '', quantile: 0.9 }]), {
      label: 'Values',
      help: 'Missing values are left out of all but first and last. The standard deviation is the sample’s (n − 1).',
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Mean mass of each batch',
      config: { by: ['batch'], values: [{ of: 'mean', column: 'mass' }, { of: 'count' }] },
      inputs: {
        samples: [
          { batch: 'b', mass: 1 },
          { batch: 'a', mass: 5 },
          { batch: 'b', mass: 2 },
        ],
      },
      output: [
        { batch: 'b', mean_mass: 1.5, count: 2 },
        { batch: 'a', mean_mass: 5, count: 1 },
      ],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column is not in the table, or a value names none.',
    bad_column_name: 'Two columns of the result would have one name.',
    not_numeric: 'A mean, sum or the like is asked of a column that holds no numbers.',
    nothing_selected: 'There is neither a column to group by nor a value.',
  },
  describe: ({ by, values }) => {
    const what = values
      .map((value) => (value.column === '' ? value.of : `${value.of} of ${value.column}`))
      .join(', ')
    return by.length === 0 ? what : `${what || 'groups'} by ${by.join(', ')}`
  },
})
