import type { DrawnSeries } from '#shared/contract/drawing.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartLayer, Combine } from '#shared/operation/chart/spec.ts'
import { type Classes, classSql, evenClasses } from '../classes.ts'
import {
  type Canvas,
  columnsIn,
  maybeNumber,
  type Names,
  numberOf,
  type Relation,
  rowsSql,
  seriesOf,
} from './source.ts'

/** SQL for several rows in one number. */
export const COMBINED: Readonly<Record<Combine, (value: string) => string>> = {
  mean: (value) => `avg(${value})`,
  sum: (value) => `sum(${value})`,
  median: (value) => `median(${value})`,
  min: (value) => `min(${value})`,
  max: (value) => `max(${value})`,
  count: () => 'count(*)',
}

/** Splits columns whose first holds the series into one list of row indices for each. */
function bySeries(g: readonly unknown[]): [unknown, number[]][] {
  const series = new Map<unknown, number[]>()
  for (const [i, group] of g.entries()) {
    const known = series.get(group)
    if (known) known.push(i)
    else series.set(group, [i])
  }
  return [...series].slice(0, LIMITS.series)
}

/** A bar for each name and series. An error bar stands on a bar of one row; of several it is left out, since it would be another's. */
export async function drawBars(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  names: Names,
  canvas: Canvas,
): Promise<DrawnSeries[]> {
  const { duck, spec, signal } = canvas
  const rows = rowsSql(layer, spec, relation, names)
  const counts = spec.combine === 'count'
  const result = await duck.run(
    `SELECT g, x, ${COMBINED[spec.combine]('y')}, CASE WHEN count(*) = 1 THEN any_value(e) END, count(*)
     FROM (${rows}) WHERE x IS NOT NULL${counts ? '' : ' AND y IS NOT NULL'} GROUP BY g, x ORDER BY min(p)`,
    signal,
  )
  const [g = [], x = [], y = [], e = [], n = []] = columnsIn(result, 5)
  return bySeries(g).map(([group, at]) => ({
    ...seriesOf(layer, index, group, canvas),
    x: at.map((i) => numberOf(x[i])),
    y: at.map((i) => maybeNumber(y[i])),
    ...(layer.error === '' ? {} : { error: at.map((i) => maybeNumber(e[i])) }),
    total: at.reduce((sum, i) => sum + numberOf(n[i]), 0),
    sampled: false,
  }))
}

const MAX_BINS = 200

/**
 * Bins of one width over the numbers of all layers; on a logarithmic axis, of one ratio. They are as many as the spread of all numbers
 * asks for: their width is 2·IQR/n^⅓ (Freedman and Diaconis, 1981).
 */
export async function binsOf(rows: readonly string[], { duck, spec, signal }: Canvas): Promise<Classes> {
  const all = rows.map((one) => `SELECT ${spec.x.log ? 'ln(x)' : 'x'} AS x FROM (${one}) WHERE x IS NOT NULL`)
  const result = await duck.run(
    `SELECT count(*), min(x), max(x), approx_quantile(x, 0.75) - approx_quantile(x, 0.25) FROM (${all.join(' UNION ALL ')})`,
    signal,
  )
  const [n = 0, least = 0, most = 0, spread = 0] = result.getChunk(0).getRowValues(0).map(Number)
  const pad = least === most ? Math.abs(least) / 2 || 0.5 : 0
  const [from, to] = [least - pad, most + pad]
  const wished = spread > 0 ? Math.ceil((to - from) / ((2 * spread) / Math.cbrt(n))) : 10
  const count = spec.bins ?? Math.min(MAX_BINS, Math.max(1, wished))
  if (!spec.x.log) return evenClasses(from, to, count)
  const edge = (_: unknown, i: number): number => Math.exp(from + ((to - from) * i) / count)
  return { edges: Array.from({ length: count + 1 }, edge), log: true }
}

/** How many numbers fall into each bin; empty ones are there too. */
export async function drawBins(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  bins: Classes,
  canvas: Canvas,
): Promise<DrawnSeries[]> {
  const { duck, spec, signal } = canvas
  const result = await duck.run(
    `SELECT g, ${classSql('x', bins)}, count(*), min(p) FROM (${rowsSql(layer, spec, relation, undefined)}) WHERE x IS NOT NULL GROUP BY 1, 2 ORDER BY min(min(p)) OVER (PARTITION BY g), 2`,
    signal,
  )
  const [g = [], bin = [], n = []] = columnsIn(result, 3)
  const [lower, upper] = [bins.edges.slice(0, -1), bins.edges.slice(1)]
  return bySeries(g).map(([group, rows]) => {
    const counts = new Map(rows.map((i) => [numberOf(bin[i]), numberOf(n[i])]))
    return {
      ...seriesOf(layer, index, group, canvas),
      x: lower,
      until: upper,
      y: lower.map((_, i) => counts.get(i) ?? 0),
      total: rows.reduce((sum, i) => sum + numberOf(n[i]), 0),
      sampled: false,
    }
  })
}

/** A box for each name and series, with the points beyond its whiskers. */
export async function drawBoxes(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  names: Names | undefined,
  canvas: Canvas,
): Promise<DrawnSeries[]> {
  const { duck, spec, signal } = canvas
  const x = layer.x === '' ? `${index}::DOUBLE` : 'x'
  const rows = `(SELECT g, ${x} AS x, y, p FROM (${rowsSql(layer, spec, relation, names)}) WHERE y IS NOT NULL AND ${x} IS NOT NULL)`
  const result = await duck.run(
    `WITH d AS ${rows},
     q AS (SELECT g, x, quantile_cont(y, 0.25) AS a, quantile_cont(y, 0.5) AS m, quantile_cont(y, 0.75) AS b, count(*) AS n, min(p) AS p FROM d GROUP BY g, x),
     w AS (
       SELECT q.g, q.x, q.a, q.m, q.b, q.n, q.p,
         min(d.y) FILTER (d.y >= a - 1.5 * (b - a)) AS low, max(d.y) FILTER (d.y <= b + 1.5 * (b - a)) AS high,
         list(d.y ORDER BY d.p) FILTER (d.y < a - 1.5 * (b - a) OR d.y > b + 1.5 * (b - a)) AS beyond
       FROM q JOIN d ON d.g IS NOT DISTINCT FROM q.g AND d.x = q.x GROUP BY ALL
     )
     SELECT g, x, low, a, m, b, high, n, to_json(beyond[1:${LIMITS.outliers}])::VARCHAR FROM w ORDER BY p, x`,
    signal,
  )
  const [g = [], at = [], low = [], a = [], m = [], b = [], high = [], n = [], beyond = []] = columnsIn(
    result,
    9,
  )
  return bySeries(g).map(([group, list]) => ({
    ...seriesOf(layer, index, group, canvas),
    x: list.map((i) => numberOf(at[i])),
    y: list.map((i) => maybeNumber(m[i])),
    boxes: list.map((i): [number, number, number, number, number] => [
      numberOf(low[i]),
      numberOf(a[i]),
      numberOf(m[i]),
      numberOf(b[i]),
      numberOf(high[i]),
    ]),
    outliers: list.flatMap((i) => numbersIn(beyond[i]).map((y): [number, number] => [numberOf(at[i]), y])),
    total: list.reduce((sum, i) => sum + numberOf(n[i]), 0),
    sampled: false,
  }))
}

function numbersIn(text: unknown): number[] {
  const list: unknown = typeof text === 'string' ? JSON.parse(text) : []
  return Array.isArray(list) ? list.map(Number) : []
}
