import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import { distinct } from '#shared/operation/transform/distinct.ts'
import { implement } from '../define.ts'
import { giveQuery, quotedColumn, tableAt } from '../tables.ts'

export const runDistinct = implement(distinct, async (config, context) => {
  const table = await tableAt(context)
  const keys =
    config.columns.length === 0
      ? table.columns.map((column) => quoteName(column.name))
      : config.columns.map((name) => quotedColumn(table, name))
  const rows = withPlaces('input')
  const first = `SELECT min(${PLACE}) FROM ${rows} GROUP BY ${keys.join(', ')}`
  return giveQuery(
    `SELECT * EXCLUDE (${PLACE}) FROM ${rows} WHERE ${PLACE} IN (${first}) ORDER BY ${PLACE}`,
    table,
    context,
  )
})
