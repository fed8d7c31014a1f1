import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { orExpression } from '../or-expression.ts'

const BY_TABLE = { key: 'by', is: ['table'] } as const

export const database = defineOperation({
  id: 'data_input.database',
  type: 'DATA_INPUT',
  version: 1,
  title: 'Database',
  summary: 'Reads a table, or the answer of a SELECT, from an SQLite file, which is not changed.',
  keywords: ['sqlite', 'sql', 'query', 'db', 'table', 'select'],
  icon: 'database-import',
  config: orExpression(
    'by',
    z.object({
      path: field(z.string().default(''), {
        label: 'SQLite file',
        help: "A relative path is looked for beside the chain's file, then in the data folder.",
        widget: 'path',
        needed: true,
      }),
      by: field(z.enum(['table', 'sql']).default('table'), {
        label: 'Read',
        options: { table: 'A table', sql: 'The answer of a SELECT' },
      }),
      table: field(z.string().default(''), { label: 'Table', needed: true, when: BY_TABLE }),
      columns: field(z.array(z.string()).default([]), {
        label: 'Columns',
        help: 'Empty: all.',
        when: BY_TABLE,
      }),
      filters: field(
        z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
        {
          label: 'Only rows where',
          help: 'A value for each column that must equal it.',
          when: BY_TABLE,
        },
      ),
      order: field(
        z
          .array(
            z.object({
              column: field(z.string().default(''), { label: 'Column', needed: true }),
              descending: field(z.boolean().default(false), { label: 'Largest first' }),
            }),
          )
          .default([]),
        { label: 'Order', help: "Empty: the file's own.", when: BY_TABLE },
      ),
      sql: field(z.string().default(''), {
        label: 'SELECT',
        help: 'In SQLite’s dialect.',
        widget: 'sql',
        needed: true,
        when: { key: 'by', is: ['sql'] },
      }),
      limit: field(z.number().int().min(1).nullable().default(100), {
        label: 'Most rows',
        help: 'Empty: all. A warning says when there are more.',
      }),
    }),
    'sql',
  ),
  inputs: NO_INPUTS,
  outputs: oneOutput('table'),
  // Not pure: the file's content is no part of the node's fingerprint.
  traits: { heavy: true },
  examples: [
    {
      title: 'The newest measurements of a batch',
      config: {
        path: 'lab.db',
        table: 'measurements',
        filters: { batch: 'A-1' },
        order: [{ column: 'time', descending: true }],
      },
    },
  ],
  errors: {
    file_missing: 'There is no such file where it was looked for.',
    file_unreadable: 'The file is not an SQLite database, or is locked.',
    table_missing: 'The database has no such table or view.',
    column_missing: 'The table has no such column.',
    sql_invalid: "The SQL can't be run on this database.",
    sql_failed: 'The SQL failed on the values of the database.',
    sql_not_allowed: 'The SQL is not one SELECT.',
    bad_column_name: 'Two columns of the answer have one name.',
  },
  describe: (config) => (config.by === 'sql' ? config.sql : `${config.table} in ${config.path}`),
  reads: (config) => (config.path === '' ? [] : [config.path]),
})
