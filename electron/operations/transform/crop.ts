import { quoteName } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import { crop } from '#shared/operation/transform/crop.ts'
import { implement } from '../define.ts'
import { namesOf } from '../series.ts'
import { columnOf, tableAt } from '../tables.ts'

export const runCrop = implement(crop, async ({ from, to, keep, ...config }, context) => {
  const table = await tableAt(context)
  const [name = ''] = namesOf(table, [config.x], 'x')
  const { type } = columnOf(table, name)
  if (type !== 'integer' && type !== 'number') {
    fail('column_missing', `The column "${name}" holds ${type}, not numbers: cast it, or choose another.`, {
      column: name,
    })
  }
  if (from !== null && to !== null && from > to) {
    fail('bad_range', `The lower limit ${from} is above the upper one, ${to}: exchange them.`)
  }
  const x = `CAST(${quoteName(name)} AS DOUBLE)`
  const limits = [from === null ? [] : [`${x} >= ${from}`], to === null ? [] : [`${x} <= ${to}`]].flat()
  const inside = limits.length > 0 ? `(${limits.join(' AND ')})` : 'true'
  const { tables } = context.services
  const query = (sql: string) => tables.query(sql, { input: table }, context.signal)
  const missing = (await query(`SELECT 1 FROM input WHERE NOT coalesce(isfinite(${x}), false)`)).rowCount
  if (missing > 0) {
    context.warn(
      'rows_dropped',
      `${missing} of ${table.rowCount} rows have no finite number in "${name}" and were left out.`,
      { dropped: missing, total: table.rowCount },
    )
  }
  const value = await query(
    `SELECT * FROM input WHERE coalesce(isfinite(${x}), false) AND ${keep === 'inside' ? inside : `NOT ${inside}`}`,
  )
  if (value.rowCount === 0) context.warn('nothing_left', `No row has "${name}" ${keep} the limits.`)
  return { value }
})
