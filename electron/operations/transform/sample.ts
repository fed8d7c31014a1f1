import { PLACE, quoteText, withPlaces } from '#electron/data/names.ts'
import { sample } from '#shared/operation/transform/sample.ts'
import { implement } from '../define.ts'
import { giveQuery, tableAt } from '../tables.ts'

/**
 * The rows whose place and seed have the smallest MD5: a simple random sample without replacement that anybody can draw again, with
 * this program or another.
 */
export const runSample = implement(sample, async (config, context) => {
  const table = await tableAt(context)
  const count = config.by === 'count' ? config.count : Math.round(config.fraction * table.rowCount)
  if (count >= table.rowCount) return { value: table }
  const rows = withPlaces('input')
  const draw = `md5(concat(${quoteText(`${config.seed}:`)}, ${PLACE}))`
  const drawn = `SELECT ${PLACE} FROM ${rows} ORDER BY ${draw}, ${PLACE} LIMIT ${count}`
  return giveQuery(
    `SELECT * EXCLUDE (${PLACE}) FROM ${rows} WHERE ${PLACE} IN (${drawn}) ORDER BY ${PLACE}`,
    table,
    context,
  )
})
