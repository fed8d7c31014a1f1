import type { DrawnSeries } from '#shared/contract/drawing.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartLayer } from '#shared/operation/chart/spec.ts'
import { literal } from '../classes.ts'
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
  /** The rows of each series. */
  readonly totals: ReadonlyMap<unknown, number>
  readonly p: readonly [number, number]
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

/** A line keeps its gaps; everything else needs both numbers. */
function seen(layer: ChartLayer, { spec, window }: Canvas): string {
  const parts = ['x IS NOT NULL', ...(layer.mark === 'line' ? [] : ['y IS NOT NULL'])]
  if (window) {
    const [from, to] = beside(window.x, spec.x.log)
    parts.push(`x BETWEEN ${literal(from)} AND ${literal(to)}`)
    if (window.y && layer.mark === 'points') {
      parts.push(`y BETWEEN ${literal(window.y[0])} AND ${literal(window.y[1])}`)
    }
  }
  return parts.join(' AND ')
}

/** Some of what lies beside a window as well, so that lines do not end at its edges. */
function beside([from, to]: readonly [number, number], log: boolean): readonly [number, number] {
  if (log && from > 0) {
    const factor = (to / from) ** (1 / 20)
    return [from / factor, to * factor]
  }
  const more = (to - from) / 20
  return [from - more, to + more]
}

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
      `SELECT g, count(*), min(p), max(p), min(x), max(x), min(y), max(y) FROM ${rows} GROUP BY g`,
      signal,
    ),
  )
  const sampled = spread.rows > points
  const by = layer.order === 'x' && layer.mark === 'line' ? 'x, p' : 'p'
  const sql = !sampled
    ? `SELECT g, x, y, e, u FROM ${rows} ORDER BY ${by}`
    : layer.mark === 'line'
      ? lineSample(rows, layer, spread, canvas)
      : pointSample(rows, layer, spread, canvas)
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
    total: spread.totals.get(group) ?? one.x.length,
    sampled,
  }))
}

function spreadIn(result: Awaited<ReturnType<Canvas['duck']['run']>>): Spread {
  const [g = [], n = [], ...ends] = columnsIn(result, 8)
  const totals = new Map(g.map((group, i) => [group, numberOf(n[i])]))
  const [p0 = [], p1 = [], x0 = [], x1 = [], y0 = [], y1 = []] = ends
  return {
    rows: [...totals.values()].reduce((sum, total) => sum + total, 0),
    totals,
    p: rangeIn(p0, p1),
    x: rangeIn(x0, x1),
    y: rangeIn(y0, y1),
  }
}

/** From the least of these to the greatest of those; series without any are left out. */
function rangeIn(least: readonly unknown[], greatest: readonly unknown[]): readonly [number, number] {
  const known = (list: readonly unknown[]): number[] => list.filter((one) => one !== null).map(numberOf)
  const [from, to] = [
    known(least).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    known(greatest).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ]
  return from <= to ? [from, to] : [0, 0]
}

/** Where a value lies between two, from 0 to `parts` − 1. */
function bucket(name: string, [from, to]: readonly [number, number], parts: number, log: boolean): string {
  const at = (value: string): string => (log && from > 0 ? `ln(${value})` : value)
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
  const bars = barEnds(layer)
  const kept = (byX ? 4 : 6) + bars.length
  const parts = Math.max(50, Math.floor(points / spread.totals.size / kept))
  const at = byX ? bucket('x', spread.x, parts, spec.x.log) : bucket('p', spread.p, parts, false)
  const along = byX ? 'x' : 'p'
  const there = 'FILTER (y IS NOT NULL)'
  const ends = [
    `arg_min(s, ${along}) ${there}`,
    `arg_max(s, ${along}) ${there}`,
    'arg_min(s, y)',
    'arg_max(s, y)',
    ...(byX ? [] : [`arg_min(s, x) ${there}`, `arg_max(s, x) ${there}`]),
    ...bars,
  ].join(', ')
  return `
    WITH d AS (SELECT g, x, y, e, p, {p: p, x: x, y: y, e: e} AS s FROM ${rows}),
    k AS (
      SELECT g, unnest(list_filter(list_distinct(CASE WHEN count(y) = 0 THEN [arg_min(s, p)] ELSE [${ends}] END), one -> one IS NOT NULL)) AS s
      FROM d GROUP BY g, ${at}
    )
    SELECT g, s.x, s.y, s.e, NULL FROM k ORDER BY ${byX ? 's.x, s.p' : 's.p'}`
}

/** SQL of the rows whose error bars reach lowest and highest, where a layer has them. */
const barEnds = ({ error }: ChartLayer): string[] =>
  error === '' ? [] : ['arg_min(s, y - e)', 'arg_max(s, y + e)']

/**
 * A cloud's sample: one point, where it is, for each cell of a fine grid that holds any, and of each column of cells the points that lie
 * outermost, so that none that stands out is lost.
 */
function pointSample(rows: string, layer: ChartLayer, spread: Spread, { spec, points }: Canvas): string {
  const each = points / spread.totals.size
  const across = Math.max(20, Math.floor(Math.sqrt(each * 1.6)))
  const outermost = ['arg_min(s, x)', 'arg_max(s, x)', 'arg_min(s, y)', 'arg_max(s, y)', ...barEnds(layer)]
  const up = Math.max(12, Math.floor(each / across) - outermost.length)
  return `
    WITH d AS (
      SELECT g, x, y, e, p, ${bucket('x', spread.x, across, spec.x.log)} AS across,
        ${bucket('y', spread.y, up, spec.y.log)} AS up, {p: p, x: x, y: y, e: e, u: u} AS s FROM ${rows}
    ),
    k AS (
      SELECT g, arg_min(s, p) AS s FROM d GROUP BY g, across, up
      UNION SELECT g, unnest([${outermost.join(', ')}]) AS s FROM d GROUP BY g, across
    )
    SELECT g, s.x, s.y, s.e, s.u FROM k WHERE s IS NOT NULL ORDER BY s.p`
}
