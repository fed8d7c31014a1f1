import type { RunTables } from '#electron/data/tables.ts'
import { runDescribe } from '#electron/operations/calculate/describe.ts'
import { runGroup } from '#electron/operations/transform/group.ts'
import { describe } from '#shared/operation/calculate/describe.ts'
import { group } from '#shared/operation/transform/group.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { operateOn } from '../data/operate.ts'

/** What the operations on tables make of the column `x`: the rows of "Describe" and of "Group rows". */
export async function tableStatistics(
  tables: RunTables,
  column: TableValue,
): Promise<readonly { readonly mean: number; readonly stdev: number }[]> {
  const given = { values: { data: column } }
  const values = ['mean', 'stdev'].map((of) => ({ of, column: 'x', name: of }))
  const ran = [
    await operateOn(tables, describe, runDescribe, {}, given),
    await operateOn(tables, group, runGroup, { values }, given),
  ]
  const found = []
  for (const { value } of ran) {
    const [row] = value.kind === 'table' ? await tables.rows(value) : []
    found.push({ mean: Number(row?.mean), stdev: Number(row?.stdev) })
  }
  return found
}
