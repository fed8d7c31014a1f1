import { z } from 'zod'
import { defineOperation, oneInput, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { ColumnType } from '../value.ts'

export const select = defineOperation({
  id: 'transform.select',
  type: 'TRANSFORM',
  version: 1,
  title: 'Select columns',
  summary: 'Keeps columns of a table, in the order given; renames them and changes their types.',
  keywords: ['columns', 'keep', 'drop', 'rename', 'reorder', 'cast', 'type', 'project', 'table'],
  icon: 'columns',
  config: z.object({
    columns: field(
      z
        .array(
          z.object({
            column: field(z.string().default(''), { label: 'Column', widget: 'column', needed: true }),
            name: field(z.string().default(''), { label: 'New name', help: 'Empty: as it is.' }),
            type: field(z.enum(['same', ...ColumnType.options]).default('same'), {
              label: 'Type',
              help: 'A value that is not of the type is an error.',
            }),
          }),
        )
        .default([]),
      { label: 'Columns' },
    ),
    others: field(z.enum(['drop', 'keep']).default('drop'), {
      label: 'Other columns',
      options: { drop: 'Leave out', keep: 'Keep, after these' },
    }),
  }),
  inputs: oneInput('table'),
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Two columns, one renamed',
      config: { columns: [{ column: 'id' }, { column: 'm', name: 'mass' }] },
      inputs: { samples: [{ m: 5, v: 2, id: 'a' }] },
      output: [{ id: 'a', mass: 5 }],
    },
    {
      title: 'Text to number',
      config: { columns: [{ column: 'mass', type: 'number' }], others: 'keep' },
      inputs: { samples: [{ id: 'a', mass: '5.5' }] },
      output: [{ mass: 5.5, id: 'a' }],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column is not in the table.',
    bad_column_name: 'Two columns would have one name.',
    nothing_selected: 'No column is kept.',
    cast_failed: 'A value is not of the type that its column is to have.',
  },
  describe: (config) =>
    config.columns
      .map(({ column, name }) => (name === '' || name === column ? column : `${column} as ${name}`))
      .join(', '),
})
