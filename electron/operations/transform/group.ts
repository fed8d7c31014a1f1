import { checkNames, inOrder, PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import { fail } from '#shared/base/errors.ts'
import { group, type Summary, summaryName } from '#shared/operation/transform/group.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnOf, giveQuery, quotedColumn, tableAt } from '../tables.ts'

const NUMERIC = {
  sum: 'sum',
  mean: 'avg',
  median: 'median',
  stdev: 'stddev_samp',
  quantile: 'quantile_cont',
} as const

function summarySql(value: Summary, table: TableValue): string {
  if (value.of === 'count' && value.column === '') return 'count(*)'
  const column = columnOf(table, value.column)
  const quoted = quoteName(column.name)
  switch (value.of) {
    case 'count':
    case 'min':
    case 'max':
      return `${value.of}(${quoted})`
    case 'first':
      return `arg_min_null(${quoted}, ${PLACE})`
    case 'last':
      return `arg_max_null(${quoted}, ${PLACE})`
    default: {
      if (column.type !== 'integer' && column.type !== 'number') {
        fail(
          'not_numeric',
          `The ${value.of} of "${column.name}" can't be taken: the column holds ${column.type} values. Change its type first.`,
          { column: column.name },
        )
      }
      const share = value.of === 'quantile' ? `, ${value.quantile}` : ''
      return `${NUMERIC[value.of]}(${quoted}${share})`
    }
  }
}

/** Groups come in order of appearance; their rows are taken one after the other, so that sums are the same in every run. */
export const runGroup = implement(group, async (config, context) => {
  const table = await tableAt(context)
  const keys = config.by.map((name) => quotedColumn(table, name))
  const values = config.values.map(
    (value) => `${summarySql(value, table)} AS ${quoteName(summaryName(value))}`,
  )
  if (keys.length + values.length === 0) fail('nothing_selected', 'Choose columns to group by, or values.')
  checkNames([...config.by.map((name) => columnOf(table, name).name), ...config.values.map(summaryName)])
  const rows = inOrder(withPlaces('input'))
  if (keys.length === 0) return giveQuery(`SELECT ${values.join(', ')} FROM ${rows}`, table, context)
  const grouped = `SELECT ${[...keys, ...values, `min(${PLACE}) AS ${PLACE}`].join(', ')} FROM ${rows} GROUP BY ${keys.join(', ')}`
  return giveQuery(`SELECT * EXCLUDE (${PLACE}) FROM (${grouped}) ORDER BY ${PLACE}`, table, context)
})
