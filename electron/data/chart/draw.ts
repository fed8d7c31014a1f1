import { fail } from '#shared/base/errors.ts'
import type { Drawing, DrawnAxis, DrawnSeries } from '#shared/contract/drawing.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartLayer, ChartSpec } from '#shared/operation/chart/spec.ts'
import { columnNamed } from '#shared/operation/columns.ts'
import type { Classes } from '../classes.ts'
import { drawCells } from './cells.ts'
import { binsOf, drawBars, drawBins, drawBoxes } from './counted.ts'
import { drawCurves } from './curves.ts'
import { scaleOf } from './places.ts'
import { type Canvas, type Names, namesOf, type Relation, rowsSql } from './source.ts'

/**
 * A chart's points, drawn from tables. `relations` are the layers' sources by name; a layer whose source is not there is left out.
 * Errors: `column_missing`, those of SQL.
 */
export async function drawChart(
  spec: ChartSpec,
  relations: ReadonlyMap<string, Relation>,
  options: Pick<Canvas, 'duck' | 'signal' | 'window' | 'points'>,
): Promise<Drawing> {
  const there = spec.layers.flatMap((layer, index) => {
    const relation = relations.get(layer.source)
    return relation ? [{ layer, index, relation }] : []
  })
  const [first] = there
  if (!first) return fail('nothing_to_draw', 'The tables of this chart are not there: run the chain again.')
  const canvas: Canvas = { ...options, spec, points: Math.ceil(options.points / there.length) }
  if (first.layer.mark === 'cells') {
    const { series, x, y } = await drawCells(first.layer, first.index, first.relation, canvas)
    return { spec, x, y, series: [series] }
  }
  const names = await namesFor(first.layer, first.relation, canvas)
  const bins = there.some(({ layer }) => layer.mark === 'bins')
    ? await binsOf(
        there.map(({ layer, relation }) => rowsSql(layer, spec, relation, undefined)),
        canvas,
      )
    : undefined
  const drawn = await Promise.all(
    there.map(({ layer, index, relation }) => drawLayer(layer, index, relation, names, bins, canvas)),
  )
  const series = drawn.flat()
  return { spec, ...axesOf(first.layer, first.relation, names, series, spec), series }
}

function drawLayer(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  names: Names | undefined,
  bins: Classes | undefined,
  canvas: Canvas,
): Promise<DrawnSeries[]> {
  if (layer.mark === 'bins' && bins) return drawBins(layer, index, relation, bins, canvas)
  if (layer.mark === 'boxes') return drawBoxes(layer, index, relation, names, canvas)
  if (layer.mark === 'bars' && names) return drawBars(layer, index, relation, names, canvas)
  return drawCurves(layer, index, relation, names, canvas)
}

/** The x axis' names, where it has names. */
async function namesFor(layer: ChartLayer, relation: Relation, canvas: Canvas): Promise<Names | undefined> {
  if (layer.x === '') return undefined
  const column = columnNamed(relation.columns, layer.x)
  if (scaleOf(column, layer.mark) !== 'category') return undefined
  const names = await namesOf(canvas, relation, column, LIMITS.categories + 1)
  if (names.labels.length <= LIMITS.categories) return names
  return fail(
    'too_many_categories',
    `"${column.name}" has more than ${LIMITS.categories} different values, too many to give each a place: choose another x, or a histogram.`,
  )
}

function axesOf(
  layer: ChartLayer,
  relation: Relation,
  names: Names | undefined,
  series: readonly DrawnSeries[],
  spec: ChartSpec,
): Pick<Drawing, 'x' | 'y' | 'below'> {
  const main = series.filter((one) => one.panel === 'main')
  const below = series.filter((one) => one.panel === 'below')
  const y = (list: readonly DrawnSeries[], log = false): DrawnAxis => ({
    scale: 'number',
    // What is not above 0 has no place on a logarithmic axis, and must not set where it begins.
    extent: extentOf(list.map(heights).map((all) => (log ? all.filter((value) => value > 0) : all))),
  })
  return {
    x: xAxis(layer, relation, names, series, spec),
    y: y(main, spec.y.log),
    ...(below.length > 0 ? { below: y(below) } : {}),
  }
}

function xAxis(
  layer: ChartLayer,
  relation: Relation,
  names: Names | undefined,
  series: readonly DrawnSeries[],
  spec: ChartSpec,
): DrawnAxis {
  const extent = extentOf(series.map((one) => [...one.x, ...(one.until ?? [])]))
  if (names) return { scale: 'category', names: [...names.labels], namesAre: names.scale, extent }
  if (layer.x !== '') return { scale: scaleOf(columnNamed(relation.columns, layer.x), layer.mark), extent }
  // Boxes without names stand side by side, each under its own column's name.
  return { scale: 'category', names: spec.layers.map((one) => one.name), namesAre: 'category', extent }
}

/** The heights that a series reaches, its error bars and outliers included. */
function heights({ y, error, boxes, outliers, mark }: DrawnSeries): number[] {
  const reach = y.flatMap((value, i) => {
    if (value === null) return []
    const more = error?.[i] ?? 0
    return more === 0 ? [value] : [value, value - more, value + more]
  })
  const stands = mark === 'bars' || mark === 'bins' || mark === 'spans' ? [0] : []
  return [...reach, ...stands, ...(boxes ?? []).flat(), ...(outliers ?? []).map(([, value]) => value)]
}

function extentOf(lists: readonly (readonly number[])[]): [number, number] | null {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const list of lists) {
    for (const value of list) {
      if (value < least) least = value
      if (value > most) most = value
    }
  }
  return least <= most ? [least, most] : null
}
