import { z } from 'zod'
import { defineOperation, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { TABLE_AND_VALUES } from './filter-rows.ts'

export const derive = defineOperation({
  id: 'transform.derive',
  type: 'TRANSFORM',
  version: 1,
  title: 'Derive columns',
  summary: 'Adds columns to a table, or replaces some, by SQL expressions over each row.',
  keywords: ['compute', 'formula', 'new column', 'calculate', 'sql', 'mutate', 'table'],
  icon: 'table-plus',
  config: z.object({
    columns: field(
      z
        .array(
          z.object({
            name: field(z.string().default(''), { label: 'Name', needed: true }),
            sql: field(z.string().default(''), {
              label: 'SQL expression',
              help: 'From columns of the row and those derived before it; nodes connected to "values" go by their id.',
              placeholder: 'mass / volume',
              widget: 'sql',
              needed: true,
            }),
          }),
        )
        .default([]),
      { label: 'Columns', help: 'A name that the table has already replaces that column.' },
    ),
    whenNotFinite: field(z.enum(['error', 'missing', 'keep']).default('error'), {
      label: 'Infinite results',
      help: 'What becomes of a division by zero and other results that are no number.',
      options: { error: 'Are an error', missing: 'Become missing, with a warning', keep: 'Are kept' },
      advanced: true,
    }),
  }),
  inputs: TABLE_AND_VALUES,
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Density',
      config: { columns: [{ name: 'density', sql: 'mass / volume' }] },
      inputs: { samples: [{ mass: 5, volume: 2 }] },
      output: [{ mass: 5, volume: 2, density: 2.5 }],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'The SQL names a column that is not in the table.',
    bad_column_name: 'A derived column has no name, or a node at "values" goes by the name of a column.',
    not_finite: 'An expression gives something infinite or not a number.',
    sql_invalid: "The SQL can't be read, or does not fit the table.",
    sql_failed: 'The SQL failed on the values of the table.',
    sql_not_allowed: 'The SQL is more than one expression, or uses what could reach outside.',
  },
  describe: (config) => config.columns.map(({ name, sql }) => `${name} = ${sql}`).join(', '),
})
