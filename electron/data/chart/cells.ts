import type { DrawnAxis, DrawnSeries } from '#shared/contract/drawing.ts'
import { LIMITS } from '#shared/operation/chart/limits.ts'
import type { ChartLayer } from '#shared/operation/chart/spec.ts'
import { columnNamed } from '#shared/operation/columns.ts'
import type { Column } from '#shared/operation/value.ts'
import { literal } from '../classes.ts'
import { COMBINED } from './counted.ts'
import { placeSql } from './places.ts'
import { AT, type Canvas, columnsIn, maybeNumber, NAME, namesOf, numberOf, type Relation } from './source.ts'

interface CellAxis {
  readonly axis: DrawnAxis
  /** SQL of a row's place along the axis; NULL where it has none. */
  readonly place: string
  /** A join that the place needs. */
  readonly join: string
}

/** Names, or numbers where few are different, each have a line of cells; more numbers than that share lines of one width. */
async function axisOf(column: Column, alias: string, relation: Relation, canvas: Canvas): Promise<CellAxis> {
  const names = await namesOf(canvas, relation, column, LIMITS.cells + 1)
  if (names.labels.length <= LIMITS.cells || names.scale === 'category') {
    const labels = names.labels.slice(0, LIMITS.cells)
    return {
      axis: {
        scale: 'category',
        names: [...labels],
        namesAre: names.scale,
        extent: [0, Math.max(0, labels.length - 1)],
      },
      place: `CASE WHEN ${alias}.${AT} < ${LIMITS.cells} THEN ${alias}.${AT} END`,
      join: `LEFT JOIN (${names.sql}) AS ${alias} ON ${alias}.${NAME} = ${names.key}`,
    }
  }
  const place = placeSql(column, { log: false })
  const range = await canvas.duck.run(
    `SELECT min(${place}), max(${place}) FROM ${relation.from}`,
    canvas.signal,
  )
  const [from = 0, to = 0] = range.getChunk(0).getRowValues(0).map(Number)
  const width = (to - from) / LIMITS.cells
  // To a hundredth of a width: more digits say nothing, and with fewer neighbours could have one name.
  const digits = Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(width))))
  const middles = Array.from({ length: LIMITS.cells }, (_, i) => {
    const middle = from + (i + 0.5) * width
    return names.scale === 'time' ? Math.round(middle) : Number(middle.toFixed(digits))
  })
  return {
    axis: { scale: 'category', names: middles, namesAre: names.scale, extent: [0, LIMITS.cells - 1] },
    place: `least(${LIMITS.cells - 1}, floor((${place} - ${literal(from)}) / ${literal(width)}))`,
    join: '',
  }
}

/** A heat map: a cell for each pair of places that has rows. */
export async function drawCells(
  layer: ChartLayer,
  index: number,
  relation: Relation,
  canvas: Canvas,
): Promise<{ series: DrawnSeries; x: DrawnAxis; y: DrawnAxis }> {
  const { duck, spec, signal } = canvas
  const { columns, from } = relation
  const x = await axisOf(columnNamed(columns, layer.x), 'xs', relation, canvas)
  const y = await axisOf(columnNamed(columns, layer.y), 'ys', relation, canvas)
  const value =
    layer.value === '' ? 'NULL::DOUBLE' : placeSql(columnNamed(columns, layer.value), { log: false })
  const combine = layer.value === '' ? 'count' : spec.combine
  const result = await duck.run(
    `SELECT x, y, ${COMBINED[combine]('v')}, count(*) FROM (SELECT ${x.place} AS x, ${y.place} AS y, ${value} AS v FROM ${from} ${x.join} ${y.join})
     WHERE x IS NOT NULL AND y IS NOT NULL${combine === 'count' ? '' : ' AND v IS NOT NULL'} GROUP BY 1, 2 ORDER BY 2, 1`,
    signal,
  )
  const [xs = [], ys = [], vs = [], ns = []] = columnsIn(result, 4)
  return {
    series: {
      layer: index,
      name: layer.name,
      mark: layer.mark,
      panel: layer.panel,
      x: xs.map(numberOf),
      y: ys.map(numberOf),
      value: vs.map(maybeNumber),
      total: ns.reduce<number>((sum, n) => sum + numberOf(n), 0),
      sampled: false,
    },
    x: x.axis,
    y: y.axis,
  }
}
