import type { DrawnSeries } from '#shared/contract/drawing.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartLayer } from '#shared/operation/chart/spec.ts'
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

/** What a layer's rows span, as far as the window shows them. */
interface Spread {
  readonly rows: number
  readonly series: number
  readonly p: readonly [number, number]
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

/** A line keeps its gaps; everything else needs both numbers. */
function seen(layer: ChartLayer, { window }: Canvas): string {
  const parts = ['x IS NOT NULL', ...(layer.mark === 'line' ? [] : ['y IS NOT NULL'])]
  if (window) {
    const [from, to] = window.x
    // Some of what lies beside the window, so that lines do not end at its edges.
    const more = (to - from) / 20
    parts.push(`x BETWEEN ${literal(from - more)} AND ${literal(to + more)}`)
    if (window.y && layer.mark === 'points') {
      parts.push(`y BETWEEN ${literal(window.y[0])} AND ${literal(window.y[1])}`)
    }
  }
  return parts.join(' AND ')
}

export const literal = (value: number): string => `${value}::DOUBLE`

/** Lines, points and spans: all rows where they are few enough, else a sample that keeps each pixel's extremes. */
export async function drawCurves(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  names: Names | undefined,
  canvas: Canvas,
): Promise<DrawnSeries[]> {
  const { duck, spec, signal, points } = canvas
  const rows = `(SELECT * FROM (${rowsSql(layer, spec, relation, names)}) WHERE ${seen(layer, canvas)})`
  const spread = spreadIn(
    await duck.run(
      `SELECT count(*), count(DISTINCT g) + count(DISTINCT g IS NULL OR NULL), min(p), max(p), min(x), max(x), min(y), max(y) FROM ${rows}`,
      signal,
    ),
  )
  const sampled = spread.rows > points
  const by = layer.order === 'x' && layer.mark === 'line' ? 'x, p' : 'p'
  const sql = !sampled
    ? `SELECT g, x, y, e, u FROM ${rows} ORDER BY ${by}`
    : layer.mark === 'line'
      ? lineSample(rows, layer, spread, canvas)
      : pointSample(rows, spread, canvas)
  const [g = [], x = [], y = [], e = [], u = []] = columnsIn(await duck.run(sql, signal), 5)
  const series = new Map<
    unknown,
    { x: number[]; y: (number | null)[]; error: (number | null)[]; until: number[] }
  >()
  for (let i = 0; i < x.length; i += 1) {
    const one = series.get(g[i]) ?? { x: [], y: [], error: [], until: [] }
    series.set(g[i], one)
    one.x.push(numberOf(x[i]))
    one.y.push(maybeNumber(y[i]))
    one.error.push(maybeNumber(e[i]))
    one.until.push(numberOf(u[i]))
  }
  return [...series].slice(0, LIMITS.series).map(([group, one]) => ({
    ...seriesOf(layer, index, group, canvas),
    x: one.x,
    y: one.y,
    ...(layer.error === '' ? {} : { error: one.error }),
    ...(layer.mark === 'spans' ? { until: one.until } : {}),
    total: series.size === 1 ? spread.rows : one.x.length,
    sampled,
  }))
}

function spreadIn(result: Awaited<ReturnType<Canvas['duck']['run']>>): Spread {
  const [rows = 0, series = 0, p0 = 0, p1 = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0] = result
    .getChunk(0)
    .getRowValues(0)
    .map(Number)
  return { rows, series: Math.max(1, series), p: [p0, p1], x: [x0, x1], y: [y0, y1] }
}

/** Where a value lies between two, from 0 to `parts` − 1. */
function bucket(name: string, [from, to]: readonly [number, number], parts: number, log: boolean): string {
  const at = (value: string): string => (log ? `ln(${value})` : value)
  const [a, b] = [at(literal(from)), at(literal(to))]
  return `least(${parts - 1}, floor((${at(name)} - ${a}) / greatest(${b} - ${a}, 1e-300) * ${parts}))`
}

/**
 * A line's sample: its rows are cut into as many stretches as there are pixels, and of each the first, the last and the extremes stay,
 * so that no peak is lost (the M4 aggregation: Jugel et al., VLDB 2014). Stretches follow the line: by x where it runs by x, else by
 * the rows' order, with the extremes of x too, so that a loop stays one.
 */
function lineSample(rows: string, layer: ChartLayer, spread: Spread, { spec, points }: Canvas): string {
  const byX = layer.order === 'x'
  const kept = byX ? 4 : 6
  const parts = Math.max(50, Math.floor(points / spread.series / kept))
  const at = byX ? bucket('x', spread.x, parts, spec.x.log) : bucket('p', spread.p, parts, false)
  const along = byX ? 'x' : 'p'
  const ends = `arg_min(s, ${along}) FILTER (y IS NOT NULL), arg_max(s, ${along}) FILTER (y IS NOT NULL), arg_min(s, y), arg_max(s, y)`
  const loops = byX ? '' : ', arg_min(s, x) FILTER (y IS NOT NULL), arg_max(s, x) FILTER (y IS NOT NULL)'
  return `
    WITH d AS (SELECT g, x, y, p, {p: p, x: x, y: y, e: e} AS s FROM ${rows}),
    k AS (
      SELECT g, unnest(list_distinct(CASE WHEN count(y) = 0 THEN [arg_min(s, p)] ELSE [${ends}${loops}] END)) AS s
      FROM d GROUP BY g, ${at}
    )
    SELECT g, s.x, s.y, s.e, NULL FROM k ORDER BY ${byX ? 's.x, s.p' : 's.p'}`
}

/** A cloud's sample: one point, where it is, for each cell of a fine grid that holds any. */
function pointSample(rows: string, spread: Spread, { spec, points }: Canvas): string {
  const across = Math.max(20, Math.floor(Math.sqrt((points / spread.series) * 1.6)))
  const up = Math.max(12, Math.floor(points / spread.series / across))
  return `
    WITH d AS (SELECT g, x, y, p, {p: p, x: x, y: y, e: e, u: u} AS s FROM ${rows}),
    k AS (
      SELECT g, arg_min(s, p) AS s FROM d
      GROUP BY g, ${bucket('x', spread.x, across, spec.x.log)}, ${bucket('y', spread.y, up, spec.y.log && spread.y[0] > 0)}
    )
    SELECT g, s.x, s.y, s.e, s.u FROM k ORDER BY s.p`
}
