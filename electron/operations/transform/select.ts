import { checkNames, quoteName, quoteText } from '#electron/data/names.ts'
import { SQL_TYPES } from '#electron/data/sql-types.ts'
import { timeSql } from '#electron/data/times.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { select } from '#shared/operation/transform/select.ts'
import type { Column, ColumnType } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnOf, giveQuery, tableAt } from '../tables.ts'

/**
 * A cast that DuckDB would do by rounding, or without an offset from UTC, fails or heeds it instead. A value of a JSON column is
 * what its text says.
 */
function cast({ name, type: from }: Column, type: ColumnType): string {
  const quoted = quoteName(name)
  const value = from === 'json' ? `(${quoted}::JSON ->> '$')` : quoted
  const isText = from === 'text' || from === 'json'
  if (isText && (type === 'timestamp' || type === 'date' || type === 'time')) return timeSql(value, type)
  const to = `${value}::${SQL_TYPES[type]}`
  if (type !== 'integer' || (from !== 'number' && !isText)) return to
  const whole = isText ? `regexp_full_match(${value}, '\\s*[+-]?[0-9]+\\s*')` : `${value} = trunc(${value})`
  const message = `${quoteText(`"${name}" has `)} || ${value}::VARCHAR || ', which is not an integer'`
  return `CASE WHEN ${value} IS NULL OR ${whole} THEN ${to} ELSE error(${message}) END`
}

export const runSelect = implement(select, async (config, context) => {
  const table = await tableAt(context)
  const chosen = config.columns.map(({ column: name, name: newName, type }) => {
    const column = columnOf(table, name)
    return { column, as: newName === '' ? column.name : newName, type }
  })
  const taken = new Set(chosen.map(({ column }) => column.name))
  const others = config.others === 'keep' ? table.columns.filter((column) => !taken.has(column.name)) : []
  const all = [...chosen, ...others.map((column) => ({ column, as: column.name, type: 'same' as const }))]
  if (all.length === 0) fail('nothing_selected', 'No column is kept: choose some.')
  checkNames(all.map(({ as }) => as))
  const list = all.map(({ column, as, type }) => {
    const value = type === 'same' || type === column.type ? quoteName(column.name) : cast(column, type)
    return `${value} AS ${quoteName(as)}`
  })
  try {
    return await giveQuery(`SELECT ${list.join(', ')} FROM input`, table, context)
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || !/^sql_(failed|invalid)$/.test(thrown.code)) throw thrown
    throw new AppFailure('cast_failed', `A column can't have its new type: ${thrown.message}`, undefined, {
      cause: thrown,
    })
  }
})
