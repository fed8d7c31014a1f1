import { quoteName } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import type { TableValue } from '#shared/operation/value.ts'

const isNotFinite = (column: string): string => `(${column} IS NOT NULL AND NOT isfinite(${column}))`

export const inRows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)

/** How many infinities and NaNs each of these columns of numbers has, by name; none are left out. */
export async function countNotFinite(
  table: TableValue,
  names: readonly string[],
  context: OperationContext,
): Promise<Map<string, number>> {
  const numbers = table.columns.filter((column) => column.type === 'number' && names.includes(column.name))
  if (numbers.length === 0) return new Map()
  const counts = numbers.map(
    ({ name }) => `count(*) FILTER (WHERE ${isNotFinite(quoteName(name))}) AS ${quoteName(name)}`,
  )
  const { tables } = context.services
  const counted = await tables.query(
    `SELECT ${counts.join(', ')} FROM input`,
    { input: table },
    context.signal,
  )
  const [row] = await tables.rows(counted)
  return new Map(
    Object.entries(row ?? {})
      .map(([name, count]): [string, number] => [name, Number(count)])
      .filter(([, count]) => count > 0),
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
