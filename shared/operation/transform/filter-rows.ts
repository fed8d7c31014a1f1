import { z } from 'zod'
import { Json } from '../../base/json.ts'
import { defineOperation, type InputPort, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { orExpression } from '../or-expression.ts'
import { COMPARING, OPERATOR_SIGNS, OPERATOR_WORDS, RowOperator } from '../row-operators.ts'

export const RowCondition = z.object({
  column: field(z.string().default(''), { label: 'Column', widget: 'column', needed: true }),
  operator: field(RowOperator.default('eq'), { label: 'Operator', options: OPERATOR_WORDS }),
  value: field(Json.default(0), {
    label: 'Value',
    help: 'A number, a text, a date as text (2024-01-31), or a list for "is one of".',
    widget: 'json',
    when: { key: 'operator', is: COMPARING },
  }),
  input: field(z.string().default(''), {
    label: 'Or the value of',
    help: 'A node connected to "values", whose value is compared with instead.',
    widget: 'input',
    when: { key: 'operator', is: COMPARING },
  }),
})
export type RowCondition = z.infer<typeof RowCondition>

/** A table, and single values that its conditions and expressions may use by their node id. */
export const TABLE_AND_VALUES: readonly InputPort[] = [
  { name: 'in', type: 'table' },
  { name: 'values', label: 'values', type: 'json', many: true, optional: true },
]

const BY_CONDITIONS = { key: 'by', is: ['conditions'] } as const

export const filterRows = defineOperation({
  id: 'transform.filterRows',
  type: 'TRANSFORM',
  version: 1,
  title: 'Filter rows',
  summary: 'Keeps the rows of a table that meet conditions.',
  keywords: ['where', 'keep', 'select', 'table', 'condition', 'sql', 'drop', 'remove'],
  icon: 'filter-cog',
  config: orExpression(
    'by',
    z.object({
      by: field(z.enum(['conditions', 'sql']).default('conditions'), {
        label: 'By',
        options: { conditions: 'Conditions', sql: 'An SQL expression' },
      }),
      conditions: field(z.array(RowCondition).default([]), {
        label: 'Conditions',
        help: 'A missing value meets only "is missing" and "does not equal".',
        when: BY_CONDITIONS,
      }),
      match: field(z.enum(['all', 'any']).default('all'), {
        label: 'Rows that meet',
        options: { all: 'All conditions', any: 'Any condition' },
        when: BY_CONDITIONS,
      }),
      sql: field(z.string().default(''), {
        label: 'SQL expression',
        help: 'True for the rows to keep, e.g. mass > 3.5 AND batch LIKE \'A%\'. Nodes connected to "values" go by their id.',
        widget: 'sql',
        needed: true,
        when: { key: 'by', is: ['sql'] },
      }),
    }),
    'sql',
  ),
  inputs: TABLE_AND_VALUES,
  outputs: oneOutput('table'),
  traits: { pure: true },
  examples: [
    {
      title: 'Heavy samples',
      config: { conditions: [{ column: 'mass', operator: 'gt', value: 3.5 }] },
      inputs: {
        samples: [
          { id: 'a', mass: 3 },
          { id: 'b', mass: 4 },
        ],
      },
      output: [{ id: 'b', mass: 4 }],
    },
    {
      title: 'By SQL',
      config: { sql: "mass > 3.5 OR id = 'a'" },
      inputs: {
        samples: [
          { id: 'a', mass: 3 },
          { id: 'c', mass: 2 },
        ],
      },
      output: [{ id: 'a', mass: 3 }],
    },
  ],
  errors: {
    not_a_table: 'The input is neither a table nor a list of records.',
    column_missing: 'A column that is named is not in the table.',
    value_unfit: "A value can't be compared with what the column holds.",
    value_missing: 'A condition names an input that is not connected to "values".',
    bad_column_name: 'A node at "values" goes by the name of a column.',
    bad_pattern: 'The value of "matches" is not a regular expression.',
    sql_invalid: "The SQL can't be read, or does not fit the table.",
    sql_failed: 'The SQL failed on the values of the table.',
    sql_not_allowed: 'The SQL is more than one expression, or uses what could reach outside.',
  },
  describe: ({ by, sql, match, conditions }) =>
    by === 'sql'
      ? sql
      : conditions
          .map(({ column, operator, value, input }) => {
            const words = `${column} ${OPERATOR_SIGNS[operator] ?? OPERATOR_WORDS[operator]}`
            if (!COMPARING.includes(operator)) return words
            return `${words} ${input === '' ? JSON.stringify(value) : input}`
          })
          .join(match === 'all' ? ' and ' : ' or '),
})
