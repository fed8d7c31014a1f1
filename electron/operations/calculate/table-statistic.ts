import { inOrder, quoteName } from '#electron/data/names.ts'
import { becauseOf, toMissing, wordsAmongNumbers } from '#electron/data/odd-texts.ts'
import { deviationSql, varianceSql } from '#electron/data/statistics.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { Statistic } from '#shared/operation/calculate/statistical.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { giveJson } from '../define.ts'
import { finite, NOT_NUMBERS, warnDropped } from '../lists.ts'
import { neededFor, onlyColumn, type StatisticConfig, tooFew } from './statistic.ts'

const NUMBERS = inOrder('numbers')
/** Numbers that begin with the same digits would lose them, so the mean is taken off first. */
const DEVIATION = `(x - (SELECT favg(x) FROM ${NUMBERS}))`

/** Aggregates over `x` of the numbers, of which the i-th in the table's order has the place `i`. */
const SQL: Readonly<Record<Statistic, (config: StatisticConfig) => string>> = {
  mean: () => 'favg(x)',
  median: () => 'median(x)',
  mode: () => '(SELECT x FROM numbers GROUP BY x ORDER BY count(*) DESC, min(i) LIMIT 1)',
  stdev: ({ population }) => deviationSql(DEVIATION, population),
  variance: ({ population }) => varianceSql(DEVIATION, population),
  min: () => 'min(x)',
  max: () => 'max(x)',
  sum: () => 'fsum(x)',
  quantile: ({ share }) => `quantile_cont(x, ${share})`,
}

/** The statistic of a table's column, computed where the table is. */
export async function tableStatistic(
  table: TableValue,
  config: StatisticConfig,
  context: OperationContext,
): Promise<Outcome> {
  const column = columnOf(table.columns, config.column)
  if (!isNumeric(column)) await refuse(column, table, context)
  const { tables } = context.services
  const sql = `
    FROM (
      WITH numbers AS (
        SELECT x, row_number() OVER () AS i
        FROM (SELECT CAST(${quoteName(column.name)} AS DOUBLE) AS x FROM input) WHERE isfinite(x)
      )
      SELECT CAST(count(*) AS DOUBLE) AS n, CAST(${SQL[config.operation](config)} AS DOUBLE) AS result FROM ${NUMBERS}
    )`
  const answer = await tables.query(sql, { input: table }, context.signal)
  const [row] = await tables.rows(answer)
  const count = Number(row?.n ?? 0)
  warnDropped(context, table.rowCount - count, table.rowCount, NOT_NUMBERS)
  if (count < neededFor(config)) return giveJson(tooFew(config, count))
  return giveJson(finite(Number(row?.result), `The ${config.operation}`))
}

/** A column that holds no numbers; where a few words keep it from that, the sentence names them. */
async function refuse({ name, type }: Column, table: TableValue, context: OperationContext): Promise<never> {
  const { tables } = context.services
  const ask = async (sql: string): Promise<Json[][]> => {
    const rows = await tables.rows(await tables.query(sql, { input: table }, context.signal))
    return rows.map((row) => Object.values(row))
  }
  const odd = type === 'text' ? await wordsAmongNumbers(ask, 'input', quoteName(name)) : undefined
  const why =
    odd === undefined
      ? ': choose another.'
      : `, ${becauseOf(odd)}: ${toMissing(odd)} where the file is read, convert the column, or choose another.`
  return fail('column_missing', `The column "${name}" holds ${type}, not numbers${why}`, { column: name })
}

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'

function columnOf(columns: readonly Column[], name: string): Column {
  const wanted = name === '' ? onlyColumn(columns.filter(isNumeric).map((column) => column.name)) : name
  const column = columns.find((candidate) => candidate.name === wanted)
  if (column) return column
  const names = columns.map((candidate) => candidate.name).join(', ')
  return fail('column_missing', `The table has no column "${wanted}". Its columns: ${names}.`)
}
