import { quoteName } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { countRows } from './count-rows.ts'

const isNotFinite = (column: string): string => `(${column} IS NOT NULL AND NOT isfinite(${column}))`

export const inRows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)

/** How many infinities and NaNs each of these columns of numbers has, by name; none are left out. */
export async function countNotFinite(
  table: TableValue,
  names: readonly string[],
  context: OperationContext,
): Promise<Map<string, number>> {
  const numbers = table.columns.filter(({ name, type }) => type === 'number' && names.includes(name))
  // DuckDB knows the limits of each part of a column: where all lie between, none is looked at.
  const beyond = numbers.map(
    ({ name }) => `NOT (${quoteName(name)} BETWEEN ${-Number.MAX_VALUE} AND ${Number.MAX_VALUE})`,
  )
  if (beyond.length === 0) return new Map()
  const { tables } = context.services
  const sql = `SELECT 1 FROM input WHERE ${beyond.join(' OR ')} LIMIT 1`
  const any = await tables.query(sql, { input: table }, context.signal)
  if (any.rowCount === 0) return new Map()
  return countRows(
    table,
    numbers.map(({ name }) => name),
    isNotFinite,
    context,
  )
}

/** Warns of columns with infinities or NaNs, which what is computed of them holds too. */
export async function warnNotFinite(
  table: TableValue,
  names: readonly string[],
  context: OperationContext,
): Promise<void> {
  for (const [name, count] of await countNotFinite(table, names, context)) {
    context.warn(
      'not_finite',
      `"${name}" is infinite or not a number in ${inRows(count)}, and so may be what is computed of it.`,
      { column: name, rows: count },
    )
  }
}
