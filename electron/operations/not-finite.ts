import type { OperationContext } from '#electron/engine/operation.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { countRows } from './count-rows.ts'

const isNotFinite = (column: string): string => `(${column} IS NOT NULL AND NOT isfinite(${column}))`

export const inRows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)

/** How many infinities and NaNs each of these columns of numbers has, by name; none are left out. */
export function countNotFinite(
  table: TableValue,
  names: readonly string[],
  context: OperationContext,
): Promise<Map<string, number>> {
  const numbers = table.columns.filter(({ name, type }) => type === 'number' && names.includes(name))
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
