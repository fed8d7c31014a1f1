import { checkNames, inOrder, PLACE, quoteName, quoteText, withPlaces } from '#electron/data/names.ts'
import { meanSql, sumSql } from '#electron/data/statistics.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { type Combine, pivot } from '#shared/operation/transform/pivot.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnOf, giveQuery, quotedColumn, tableAt } from '../tables.ts'

const MAX_COLUMNS = 1000

const SQL: Readonly<Record<Combine, (values: string, column: Column) => string>> = {
  only: (values) => `arg_min_null(${values}, ${PLACE})`,
  first: (values) => `arg_min_null(${values}, ${PLACE})`,
  last: (values) => `arg_max_null(${values}, ${PLACE})`,
  sum: (values, column) => sumSql(column, values),
  mean: (values, column) => meanSql(column, values),
  min: (values) => `min(${values})`,
  max: (values) => `max(${values})`,
  count: (values) => `count(${values})`,
}

/** A value as the text that names a column. */
const textOf = ({ name, type }: Column): string =>
  type === 'json' ? `(${quoteName(name)} ->> '$')` : `CAST(${quoteName(name)} AS VARCHAR)`

/** The texts that become column names, in order of appearance. */
async function namesIn(table: TableValue, names: Column, context: OperationContext): Promise<string[]> {
  const { tables } = context.services
  const column = quoteName(names.name)
  const found = await tables.query(
    `SELECT ${textOf(names)} AS name, min(${PLACE}) AS place FROM ${withPlaces('input')}
      WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY place LIMIT ${MAX_COLUMNS + 1}`,
    { input: table },
    context.signal,
  )
  if (found.rowCount > MAX_COLUMNS) {
    fail(
      'too_many_columns',
      `"${names.name}" has more than ${MAX_COLUMNS} values, each of which would become a column: choose another column, or filter.`,
    )
  }
  return (await tables.rows(found)).map((row) => String(row.name))
}

async function refuseDuplicates(
  table: TableValue,
  keys: readonly string[],
  names: Column,
  context: OperationContext,
): Promise<void> {
  const { tables } = context.services
  const text = textOf(names)
  const twice = await tables.query(
    `SELECT ${text} AS name, count(*) AS times FROM input WHERE ${text} IS NOT NULL
      GROUP BY ${[...keys, text].join(', ')} HAVING count(*) > 1`,
    { input: table },
    context.signal,
  )
  const [first] = await tables.rows(twice, { limit: 1 })
  if (!first) return
  fail(
    'duplicate_cell',
    `A row has ${first.times} values for the column "${first.name}": say how to combine them, or choose more columns that tell rows apart.`,
    { column: String(first.name), places: twice.rowCount },
  )
}

/** Rows come in order of first appearance, columns in that of their names. */
export const runPivot = implement(pivot, async (config, context) => {
  const table = await tableAt(context)
  const names = columnOf(table, config.names)
  const values = columnOf(table, config.values)
  if (
    (config.combine === 'sum' || config.combine === 'mean') &&
    !['integer', 'number'].includes(values.type)
  ) {
    fail(
      'not_numeric',
      `The ${config.combine} of "${values.name}" can't be taken: the column holds ${values.type} values.`,
    )
  }
  const by =
    config.by.length > 0
      ? config.by.map((name) => columnOf(table, name).name)
      : table.columns.map(({ name }) => name).filter((name) => name !== names.name && name !== values.name)
  const made = await namesIn(table, names, context)
  checkNames([...by, ...made])
  const keys = by.map((name) => quotedColumn(table, name))
  const column = quoteName(names.name)
  if (config.combine === 'only') await refuseDuplicates(table, keys, names, context)
  const nameless = await context.services.tables.query(
    `SELECT 1 FROM input WHERE ${column} IS NULL`,
    { input: table },
    context.signal,
  )
  if (nameless.rowCount > 0) {
    context.warn(
      'rows_dropped',
      `${nameless.rowCount} of ${table.rowCount} rows have nothing in "${names.name}" to name a column and were left out.`,
      { dropped: nameless.rowCount },
    )
  }
  const cells = made.map(
    (name) =>
      `${SQL[config.combine](quoteName(values.name), values)} FILTER (WHERE ${textOf(names)} = ${quoteText(name)}) AS ${quoteName(name)}`,
  )
  const rows = inOrder(withPlaces('input'))
  const all = [...keys, ...cells, `min(${PLACE}) AS ${PLACE}`].join(', ')
  const groups = keys.length > 0 ? `GROUP BY ${keys.join(', ')}` : 'HAVING count(*) > 0'
  const grouped = `SELECT ${all} FROM ${rows} WHERE ${column} IS NOT NULL ${groups}`
  if (keys.length + cells.length === 0) {
    fail('column_missing', `"${names.name}" is empty in every row, so there is no column to make.`)
  }
  return giveQuery(`SELECT * EXCLUDE (${PLACE}) FROM (${grouped}) ORDER BY ${PLACE}`, table, context)
})
