import { checkNames, inOrder, PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import { deviationSql, meanSql, sumSql } from '#electron/data/statistics.ts'
import { fail } from '#shared/base/errors.ts'
import { group, type Summary, summaryName } from '#shared/operation/transform/group.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { warnNotFinite } from '../not-finite.ts'
import { columnOf, giveQuery, quotedColumn, tableAt } from '../tables.ts'

/** What is counted or taken as it is, whatever numbers there are. */
const TAKEN: ReadonlySet<Summary['of']> = new Set(['count', 'first', 'last'])

/** The column of a value's deviations, beside the table's own. */
const deviationName = (place: number): string => quoteName(`ergo deviation ${place}`)

function summarySql(value: Summary, place: number, table: TableValue): string {
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
      if (value.of === 'stdev') return deviationSql(deviationName(place))
      if (value.of === 'sum') return sumSql(column, quoted)
      if (value.of === 'mean') return meanSql(column, quoted)
      return value.of === 'median' ? `median(${quoted})` : `quantile_cont(${quoted}, ${value.quantile})`
    }
  }
}

/** The rows with the deviation of each number from its group's mean, for those values that are made of them. */
function withDeviations(values: readonly Summary[], keys: readonly string[], table: TableValue): string {
  const group = keys.length > 0 ? `PARTITION BY ${keys.join(', ')}` : ''
  const deviations = values.flatMap(({ of, column }, place) => {
    if (of !== 'stdev') return []
    const x = quotedColumn(table, column)
    return [`${x} - favg(${x}) OVER (${group}) AS ${deviationName(place)}`]
  })
  const rows = withPlaces('input')
  return deviations.length === 0
    ? rows
    : `(SELECT *, ${deviations.join(', ')} FROM ${rows} ORDER BY ${PLACE})`
}

/** Groups come in order of appearance; their rows are taken one after the other, so that sums are the same in every run. */
export const runGroup = implement(group, async (config, context) => {
  const table = await tableAt(context)
  const keys = config.by.map((name) => quotedColumn(table, name))
  const values = config.values.map(
    (value, place) => `${summarySql(value, place, table)} AS ${quoteName(summaryName(value))}`,
  )
  if (keys.length + values.length === 0) fail('nothing_selected', 'Choose columns to group by, or values.')
  checkNames([...config.by.map((name) => columnOf(table, name).name), ...config.values.map(summaryName)])
  const computed = config.values.filter(({ of, column }) => !TAKEN.has(of) && column !== '')
  await warnNotFinite(
    table,
    computed.map(({ column }) => columnOf(table, column).name),
    context,
  )
  const rows = inOrder(withDeviations(config.values, keys, table))
  if (keys.length === 0) return giveQuery(`SELECT ${values.join(', ')} FROM ${rows}`, table, context)
  const grouped = `SELECT ${[...keys, ...values, `min(${PLACE}) AS ${PLACE}`].join(', ')} FROM ${rows} GROUP BY ${keys.join(', ')}`
  return giveQuery(`SELECT * EXCLUDE (${PLACE}) FROM (${grouped}) ORDER BY ${PLACE}`, table, context)
})
