import { z } from 'zod'
import type { ColumnProfile } from '#shared/contract/profile.ts'
import { columnNamed, isNumeric } from '#shared/operation/columns.ts'
import type { Column } from '#shared/operation/value.ts'
import type { Relation } from './chart/source.ts'
import { classSql, evenClasses } from './classes.ts'
import type { Duck } from './duck.ts'
import { quoteName } from './names.ts'
import { converterFor } from './values.ts'

/** Tables of more rows are counted by estimates (HyperLogLog, t-digest), within a per cent or so. */
const EXACT_ROWS = 200_000
const BINS = 24
const FREQUENT = 8
const SAMPLED = 10
/** A number that DuckDB can still square, and add up the squares of; beyond it a deviation would fail the whole. */
const SQUARED = 1e140

/** Describes a column. DuckDB does the work on threads of its own. Errors: `column_missing`, those of SQL. */
export async function profileColumn(
  duck: Duck,
  relation: Relation & { readonly rowCount: number },
  name: string,
  signal: AbortSignal | undefined,
): Promise<ColumnProfile> {
  const column = columnNamed(relation.columns, name)
  const estimated = relation.rowCount > EXACT_ROWS
  const quoted = quoteName(column.name)
  const ordered = column.type !== 'json' && column.type !== 'bytes'
  const distinct = estimated ? `approx_count_distinct(${quoted})` : `count(DISTINCT ${quoted})`
  const ends = ordered ? `min(${quoted}), max(${quoted})` : 'NULL, NULL'
  const result = await duck.run(
    `SELECT count(*), count(${quoted}), ${distinct}, ${ends} FROM ${relation.from}`,
    signal,
  )
  const [rows, present, different, least, greatest] = result
    .getChunk(0)
    .getRowValues(0)
    .map((value, i) => converterFor(result.columnType(i))(value))
  const [all, there, count] = [Number(rows), Number(present), Number(different)]
  return {
    column,
    rows: all,
    missing: all - there,
    distinct: Math.min(count, there),
    estimated,
    ...(ordered && there > 0 ? { least: least ?? null, greatest: greatest ?? null } : {}),
    ...(isNumeric(column)
      ? await numbersOf(duck, relation, column, estimated, signal)
      : { frequent: await frequentOf(duck, relation, column, estimated, signal) }),
  }
}

async function numbersOf(
  duck: Duck,
  { from }: Relation,
  column: Column,
  estimated: boolean,
  signal: AbortSignal | undefined,
): Promise<Pick<ColumnProfile, 'numbers'>> {
  const value = `${quoteName(column.name)}::DOUBLE`
  const finite = `SELECT ${value} AS v FROM ${from} WHERE isfinite(${value})`
  const quantile = estimated ? 'approx_quantile' : 'quantile_cont'
  const result = await duck.run(
    `SELECT count(*), min(v), max(v), CASE WHEN isfinite(avg(v)) THEN avg(v) ELSE avg(v / 1e9) * 1e9 END,
       CASE WHEN count(*) > 1 AND max(abs(v)) < ${SQUARED} THEN stddev_samp(v) FILTER (abs(v) < ${SQUARED}) END,
       ${quantile}(v, [0.25, 0.5, 0.75])::VARCHAR,
       (SELECT count(*) FROM ${from} WHERE NOT isfinite(${value}))
     FROM (${finite})`,
    signal,
  )
  const [count, ...rest] = result.getChunk(0).getRowValues(0)
  if (Number(count) === 0) return {}
  const [least = 0, greatest = 0, mean = 0] = rest.map(Number)
  const [spread, quartiles, others] = rest.slice(3)
  const [a = 0, m = 0, b = 0] = z.array(z.number()).parse(JSON.parse(String(quartiles)))
  const counted = await duck.run(
    `SELECT ${classSql('v', evenClasses(least, greatest, BINS))}, count(*) FROM (${finite}) GROUP BY 1`,
    signal,
  )
  const bins = Array.from({ length: BINS }, () => 0)
  for (const [bin, n] of await counted.getRows()) bins[Number(bin)] = Number(n)
  return {
    numbers: {
      mean,
      stdev: spread === null || !Number.isFinite(Number(spread)) ? null : Number(spread),
      quartiles: [a, m, b],
      bins,
      notFinite: Number(others),
    },
  }
}

async function frequentOf(
  duck: Duck,
  { from, rowNumber }: Relation,
  column: Column,
  estimated: boolean,
  signal: AbortSignal | undefined,
): Promise<{ value: string; count: number }[]> {
  const value = `${quoteName(column.name)}::VARCHAR`
  // Of a large table a part is enough to tell what is frequent: one row in so many.
  const rows = `(SELECT ${value} AS v FROM ${from}${estimated ? ` WHERE hash(${rowNumber}) % ${SAMPLED} = 0` : ''})`
  const result = await duck.run(
    `SELECT v[1:200], count(*) AS n FROM ${rows} WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, v LIMIT ${FREQUENT}`,
    signal,
  )
  return (await result.getRows()).map(([text, n]) => ({
    value: String(text),
    count: Number(n) * (estimated ? SAMPLED : 1),
  }))
}
