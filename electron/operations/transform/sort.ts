import { PLACE, withPlaces } from '#electron/data/names.ts'
import { sort } from '#shared/operation/transform/sort.ts'
import { implement } from '../define.ts'
import { giveQuery, quotedColumn, tableAt } from '../tables.ts'

export const runSort = implement(sort, async (config, context) => {
  const table = await tableAt(context)
  if (config.by.length === 0) return { value: table }
  const keys = config.by.map(
    ({ column, descending }) =>
      `${quotedColumn(table, column)} ${descending ? 'DESC' : 'ASC'} NULLS ${config.missing === 'last' ? 'LAST' : 'FIRST'}`,
  )
  const sql = `SELECT * EXCLUDE (${PLACE}) FROM ${withPlaces('input')} ORDER BY ${keys.join(', ')}, ${PLACE}`
  return giveQuery(sql, table, context)
})
