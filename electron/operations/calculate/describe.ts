import { inOrder, quoteName, quoteText } from '#electron/data/names.ts'
import { deviationSql } from '#electron/data/statistics.ts'
import { describe } from '#shared/operation/calculate/describe.ts'
import type { Column } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { warnNotFinite } from '../not-finite.ts'
import { giveQuery, tableAt } from '../tables.ts'

/** Of numbers; the standard deviation is the sample's (n − 1), quartiles are interpolated linearly. */
const NUMBERS = {
  min: (c: string) => `min(${c})`,
  max: (c: string) => `max(${c})`,
  mean: (c: string) => `favg(${c})`,
  stdev: (c: string) => deviationSql(`(${c} - (SELECT favg(${c}) FROM input))`),
  q1: (c: string) => `quantile_cont(${c}, 0.25)`,
  median: (c: string) => `median(${c})`,
  q3: (c: string) => `quantile_cont(${c}, 0.75)`,
}
/** Of what has an order but is no number. */
const ORDERED = new Set(['text', 'date', 'time', 'timestamp', 'boolean'])

function rowOf({ name, type }: Column): string {
  const column = quoteName(name)
  const isNumber = type === 'integer' || type === 'number'
  const numbers = Object.entries(NUMBERS).map(
    ([as, sql]) => `${isNumber ? `${sql(column)}::DOUBLE` : 'NULL::DOUBLE'} AS "${as}"`,
  )
  const ends = ['min', 'max'].map((sql) =>
    ORDERED.has(type) ? `${sql}(${column})::VARCHAR` : 'NULL::VARCHAR',
  )
  return `SELECT ${quoteText(name)} AS "column", ${quoteText(type)} AS "type", count(${column}) AS "count",
    count(*) - count(${column}) AS "missing", count(DISTINCT ${column}) AS "distinct",
    ${numbers.join(', ')}, ${ends[0]} AS "first", ${ends[1]} AS "last" FROM ${inOrder('input')}`
}

export const runDescribe = implement(describe, async (_config, context) => {
  const table = await tableAt(context)
  await warnNotFinite(
    table,
    table.columns.map((column) => column.name),
    context,
  )
  const rows = table.columns.map((column, i) => `SELECT *, ${i} AS "ergo part" FROM (${rowOf(column)})`)
  return giveQuery(
    `SELECT * EXCLUDE ("ergo part") FROM (${rows.join(' UNION ALL ')}) ORDER BY "ergo part"`,
    table,
    context,
  )
})
