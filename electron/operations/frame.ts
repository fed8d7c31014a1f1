import type { OperationContext } from '#electron/engine/operation.ts'
import { itemAt } from '#shared/base/item.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'

/** A column to be: values that are not finite numbers are left empty. */
export type FrameColumn = readonly [name: string, values: ArrayLike<number | string | boolean | null>]

/** A table of columns of one length. A name that is there already (DuckDB minds no capitals) gets a number after it. */
export function frame(columns: readonly FrameColumn[], context: OperationContext): Promise<TableValue> {
  const names = distinct(columns.map(([name]) => name))
  const rows: JsonRecord[] = []
  const length = columns[0]?.[1].length ?? 0
  for (let i = 0; i < length; i++) {
    rows.push(Object.fromEntries(columns.map(([, values], j) => [itemAt(names, j), cell(values[i])])))
  }
  if (rows.length > 0) return context.services.tables.fromRecords(rows)
  return emptyFrame(columns, names, context)
}

const cell = (value: number | string | boolean | null | undefined): Json =>
  value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value

function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name} ${n}`
    taken.add(free.toLowerCase())
    return free
  })
}

/** Without rows, records would have no columns to make a table of. */
async function emptyFrame(
  columns: readonly FrameColumn[],
  names: readonly string[],
  context: OperationContext,
): Promise<TableValue> {
  const { tables } = context.services
  const one = await tables.fromRecords([Object.fromEntries(names.map((name) => [name, 0.5]))])
  return columns.length === 0 ? one : tables.query('FROM input LIMIT 0', { input: one }, context.signal)
}
