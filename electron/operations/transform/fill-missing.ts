import { inOrder, PLACE, quoteName, quoteText, withPlaces } from '#electron/data/names.ts'
import { SQL_TYPES } from '#electron/data/sql-types.ts'
import { meanSql } from '#electron/data/statistics.ts'
import { plainTimeSql, timeSql } from '#electron/data/times.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { type Fill, fillMissing, NUMERIC_FILLS } from '#shared/operation/transform/fill-missing.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { countRows } from '../count-rows.ts'
import { implement } from '../define.ts'
import { columnOf, tableAt } from '../tables.ts'

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'

/** A column's values, with what is no finite number missing. */
const present = (column: Column): string => {
  const name = quoteName(column.name)
  return column.type === 'number' ? `(CASE WHEN isfinite(${name}) THEN ${name} END)` : name
}

const BEFORE = `(ORDER BY ${PLACE} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
const AFTER = `(ORDER BY ${PLACE} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`

const OTHERS: Readonly<
  Record<Exclude<Fill['method'], 'constant' | 'linear'>, (value: string, column: Column) => string>
> = {
  previous: (value) => `last_value(${value} IGNORE NULLS) OVER ${BEFORE}`,
  next: (value) => `first_value(${value} IGNORE NULLS) OVER ${AFTER}`,
  mean: (value, column) => `(SELECT ${meanSql(column, value)} FROM ${inOrder('input')})`,
  median: (value) => `(SELECT median(${value}) FROM input)`,
}

/** Between the neighbours in order of x, each with its own x; outside of them nothing is known. */
function line(value: string, x: string): string {
  const at = `CASE WHEN ${value} IS NOT NULL AND ${x} IS NOT NULL THEN ${x} END`
  const known = `CASE WHEN ${x} IS NOT NULL THEN ${value} END`
  const order = `ORDER BY ${x} NULLS FIRST, ${PLACE}`
  const before = `(${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`
  const after = `(${order} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`
  const y0 = `last_value(${known} IGNORE NULLS) OVER ${before}`
  const y1 = `first_value(${known} IGNORE NULLS) OVER ${after}`
  const x0 = `last_value(${at} IGNORE NULLS) OVER ${before}`
  const x1 = `first_value(${at} IGNORE NULLS) OVER ${after}`
  const share = `((${x}) - ${x0})::DOUBLE / nullif(${x1} - ${x0}, 0)`
  return `(${y0} + (${y1} - ${y0}) * coalesce(${share}, 0))`
}

/** A constant as a value of the column's type, or NULL where it would have to be changed to be one: 2.5 is no integer. */
function constantSql({ type }: Column, text: string): string {
  const quoted = quoteText(text)
  switch (type) {
    case 'integer':
      return /^\s*[+-]?\d+\s*$/.test(text) ? `TRY_CAST(${quoted} AS BIGINT)` : 'NULL'
    case 'number':
      return `CASE WHEN isfinite(TRY_CAST(${quoted} AS DOUBLE)) THEN TRY_CAST(${quoted} AS DOUBLE) END`
    case 'timestamp':
      return timeSql(quoted, type, 'TRY_CAST')
    case 'date': {
      const moment = timeSql(quoted, 'timestamp', 'TRY_CAST')
      return `CASE WHEN ${moment} = date_trunc('day', ${moment}) THEN ${moment}::DATE END`
    }
    case 'time':
      return plainTimeSql(quoted)
    default:
      return `TRY_CAST(${quoted} AS ${SQL_TYPES[type]})`
  }
}

async function constantFor(column: Column, text: string, context: OperationContext): Promise<string> {
  const sql = constantSql(column, text)
  const { tables } = context.services
  const parsed = await tables.query(`SELECT ${sql} AS value`, {}, context.signal)
  const [row] = await tables.rows(parsed)
  if (row?.value === null || row?.value === undefined) {
    fail(
      'bad_value',
      `"${text}" can't fill "${column.name}", which holds ${column.type} values: give one such.`,
      {
        column: column.name,
      },
    )
  }
  return sql
}

/** The columns that a fill is for, each only where the method can fill it. Errors: `column_missing`, `not_numeric`. */
function columnsFor(fill: Fill, table: TableValue, x: Column | undefined): Column[] {
  const numeric = NUMERIC_FILLS.has(fill.method)
  if (fill.column === '') {
    const able = numeric ? table.columns.filter(isNumeric) : table.columns
    return able.filter((column) => fill.method !== 'linear' || column.name !== x?.name)
  }
  const column = columnOf(table, fill.column)
  if (numeric && !isNumeric(column)) {
    fail(
      'not_numeric',
      `"${column.name}" holds ${column.type} values: it can be filled with a neighbour or a constant only.`,
      { column: column.name },
    )
  }
  return [column]
}

export const runFillMissing = implement(fillMissing, async (config, context) => {
  const table = await tableAt(context)
  const { tables } = context.services
  const x = config.x === '' ? undefined : columnOf(table, config.x)
  if (x && !isNumeric(x)) fail('not_numeric', `"${x.name}" holds ${x.type} values: a line needs numbers.`)
  const filled = new Map<string, string>()
  for (const fill of config.columns) {
    for (const column of columnsFor(fill, table, x)) {
      const value = present(column)
      const by =
        fill.method === 'constant'
          ? await constantFor(column, fill.value, context)
          : fill.method === 'linear'
            ? line(value, x ? present(x) : PLACE)
            : OTHERS[fill.method](value, column)
      filled.set(column.name, `coalesce(${value}, ${by}) AS ${quoteName(column.name)}`)
    }
  }
  if (filled.size === 0) return { value: table }
  const result = await tables.query(
    `SELECT * EXCLUDE (${PLACE}) REPLACE (${[...filled.values()].join(', ')}) FROM ${withPlaces('input')} ORDER BY ${PLACE}`,
    { input: table },
    context.signal,
  )
  await warnOfLeft(result, [...filled.keys()], context)
  return { value: result }
})

/** Gaps at an end have no neighbour on one side, and an empty column has no mean. */
async function warnOfLeft(
  table: TableValue,
  names: readonly string[],
  context: OperationContext,
): Promise<void> {
  for (const [name, left] of await countRows(table, names, (column) => `${column} IS NULL`, context)) {
    context.warn(
      'still_missing',
      `${left} of ${table.rowCount} values of "${name}" could not be filled: there is no value on the side that the method needs.`,
      { column: name, left },
    )
  }
}
