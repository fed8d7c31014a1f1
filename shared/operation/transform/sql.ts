import { z } from 'zod'
import { defineOperation, oneOutput, optionalInputs } from '../define.ts'
import { field } from '../field.ts'

export const sql = defineOperation({
  id: 'transform.sql',
  type: 'TRANSFORM',
  version: 1,
  title: 'SQL',
  summary: 'Asks the input tables anything that one SELECT of SQL can ask.',
  keywords: ['query', 'select', 'duckdb', 'table', 'window', 'pivot'],
  icon: 'sql',
  config: z.object({
    sql: field(z.string().default(''), {
      label: 'SELECT',
      help: 'In DuckDB’s dialect. Each input is a table under its node id; a single value is a table of one row with the column "value", a record one with its fields. Without ORDER BY, rows that are grouped, joined or made distinct come sorted by their columns.',
      placeholder: 'SELECT batch, avg(mass) AS mass FROM samples GROUP BY batch ORDER BY batch',
      widget: 'sql',
      needed: true,
    }),
  }),
  inputs: optionalInputs('json'),
  outputs: oneOutput('table'),
  traits: { pure: true, heavy: true },
  examples: [
    {
      title: 'Above the mean',
      config: { sql: 'SELECT id FROM samples WHERE mass > (SELECT avg(mass) FROM samples)' },
      inputs: {
        samples: [
          { id: 'a', mass: 1 },
          { id: 'b', mass: 3 },
        ],
      },
      output: [{ id: 'b' }],
    },
    {
      title: 'With a limit from another node',
      config: { sql: 'SELECT id FROM samples, max_mass WHERE mass <= max_mass.value' },
      inputs: {
        samples: [
          { id: 'a', mass: 1 },
          { id: 'b', mass: 3 },
        ],
        max_mass: 2,
      },
      output: [{ id: 'a' }],
    },
  ],
  errors: {
    not_a_table: 'An input is a list of something other than records, or nothing that SQL can use.',
    empty_input: 'An input is an empty list, which has no columns.',
    names_alike: 'Two inputs have names that differ only in capitals.',
    column_missing: 'The SQL names a column that is not in its tables.',
    sql_invalid: "The SQL can't be read, or does not fit the tables.",
    sql_failed: 'The SQL failed on the values of the tables.',
    sql_not_allowed: 'The SQL is more than one SELECT, or uses what could reach outside.',
  },
  describe: (config) => config.sql.trim().split('\n')[0] ?? '',
})
