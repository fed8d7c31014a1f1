import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { itemAt } from '#shared/base/item.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { type FrameColumn, frame } from './frame.ts'

/** The names, each with a number after it where the table (DuckDB minds no capitals) or an earlier one has it already. */
export function freeNames(table: TableValue, names: readonly string[]): string[] {
  const taken = new Set(table.columns.map((column) => column.name.toLowerCase()))
  return names.map((name) => {
    let free = name
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`
    taken.add(free.toLowerCase())
    return free
  })
}

/** The table with columns added: the i-th value stands in the i-th row. Names as by {@link freeNames}. */
export async function withColumns(
  table: TableValue,
  added: readonly FrameColumn[],
  context: OperationContext,
): Promise<TableValue> {
  const names = freeNames(
    table,
    added.map(([name]) => name),
  )
  const columns = await frame(
    added.map(([, values], i): FrameColumn => [itemAt(names, i), values]),
    context,
  )
  return context.services.tables.query(
    `SELECT t.* EXCLUDE (${PLACE}), ${names.map((name) => `a.${quoteName(name)}`).join(', ')}
      FROM ${withPlaces('input')} AS t JOIN ${withPlaces('added')} AS a USING (${PLACE}) ORDER BY ${PLACE}`,
    { input: table, added: columns },
    context.signal,
  )
}
