import { quoteName } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import type { TableValue } from '#shared/operation/value.ts'

/** In how many rows what SQL says of a column holds, for each of these columns, by name; those with none are left out. */
export async function countRows(
  table: TableValue,
  names: readonly string[],
  holds: (column: string) => string,
  context: OperationContext,
): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const counts = names.map(
    (name) => `count(*) FILTER (WHERE ${holds(quoteName(name))}) AS ${quoteName(name)}`,
  )
  const { tables } = context.services
  const counted = await tables.query(
    `SELECT ${counts.join(', ')} FROM input`,
    { input: table },
    context.signal,
  )
  const [row = {}] = await tables.rows(counted)
  return new Map(
    Object.entries(row)
      .map(([name, count]): [string, number] => [name, Number(count)])
      .filter(([, count]) => count > 0),
  )
}
