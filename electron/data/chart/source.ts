import type { DrawnSeries, Scale } from '#shared/contract/drawing.ts'
import type { ChartLayer, ChartSpec } from '#shared/operation/chart/spec.ts'
import { columnNamed } from '#shared/operation/columns.ts'
import type { Column } from '#shared/operation/value.ts'
import type { Duck } from '../duck.ts'
import { quoteName } from '../names.ts'
import { placeSql, scaleOf } from './places.ts'

/** A table as SQL can ask it: what rows come from, and the column that numbers them. */
export interface Relation {
  readonly from: string
  readonly rowNumber: string
  readonly columns: readonly Column[]
}

/** What a layer is drawn with. */
export interface Canvas {
  readonly duck: Duck
  readonly spec: ChartSpec
  readonly signal: AbortSignal | undefined
  readonly window:
    | { readonly x: readonly [number, number]; readonly y?: readonly [number, number] | undefined }
    | undefined
  /** Points that one layer may have. */
  readonly points: number
}

/** The places of an axis of names, in their order. */
export interface Names {
  readonly scale: Scale
  readonly labels: readonly (string | number)[]
  /** SQL of a table of each name as {@link NAME} with its place as {@link AT}. */
  readonly sql: string
  /** SQL of a row's name. */
  readonly key: string
}

/** No names that a table's own columns would have: they stand beside those. */
export const NAME = quoteName('ergo name')
export const AT = quoteName('ergo at')

/** Names of texts go by first appearance, those of numbers and times by size. */
export async function namesOf(
  { duck, signal }: Pick<Canvas, 'duck' | 'signal'>,
  relation: Relation,
  column: Column,
  limit: number,
): Promise<Names> {
  const scale = scaleOf(column, 'points')
  const key = scale === 'category' ? `${quoteName(column.name)}::VARCHAR` : placeSql(column, { log: false })
  const order = scale === 'category' ? 'o' : 'v'
  const all = `SELECT ${key} AS v, min(${relation.rowNumber}) AS o FROM ${relation.from} GROUP BY 1 HAVING v IS NOT NULL`
  const result = await duck.run(`SELECT v FROM (${all}) ORDER BY ${order} LIMIT ${limit}`, signal)
  const labels = (result.chunkCount > 0 ? (columnsIn(result, 1)[0] ?? []) : []).map((v) =>
    typeof v === 'number' ? v : String(v),
  )
  return {
    scale,
    labels,
    sql: `SELECT v AS ${NAME}, row_number() OVER (ORDER BY ${order}) - 1 AS ${AT} FROM (${all})`,
    key,
  }
}

type Result = Awaited<ReturnType<Duck['run']>>

/** A result by columns; the first `count` of them. */
export function columnsIn(result: Result, count: number): unknown[][] {
  const columns: unknown[][] = Array.from({ length: count }, () => [])
  for (let at = 0; at < result.chunkCount; at++) {
    const chunk = result.getChunk(at)
    for (const [i, column] of columns.entries())
      for (const value of chunk.getColumnValues(i)) column.push(value)
  }
  return columns
}

export const numberOf = (value: unknown): number => Number(value)
export const maybeNumber = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value)

/**
 * SQL of a layer's rows: `p` the row's number, `x`, `y`, `g` the name of its series, `e` its error, `u` where its span ends. x and y
 * are NULL where the row has no place on that axis.
 */
export function rowsSql(
  layer: ChartLayer,
  spec: ChartSpec,
  relation: Relation,
  names: Names | undefined,
): string {
  const { columns, from, rowNumber } = relation
  const place = (name: string, log: boolean): string =>
    name === '' ? 'NULL::DOUBLE' : placeSql(columnNamed(columns, name), { log })
  const y = place(layer.y, layer.panel === 'main' && spec.y.log)
  const x = names ? `${AT}::DOUBLE` : place(layer.x, spec.x.log)
  const parts = [
    `${rowNumber} AS p`,
    `${x} AS x`,
    `${layer.negative ? `-(${y})` : y} AS y`,
    `${layer.group === '' ? 'NULL' : quoteName(columnNamed(columns, layer.group).name)}::VARCHAR AS g`,
    `${place(layer.error, false)} AS e`,
    `${place(layer.until, spec.x.log)} AS u`,
  ]
  const join = names ? ` LEFT JOIN (${names.sql}) ON ${NAME} = ${names.key}` : ''
  return `SELECT ${parts.join(', ')} FROM ${from}${join}`
}

/** What every series has of its layer. Its name is its group's, with the layer's where several layers are grouped. */
export function seriesOf(
  layer: ChartLayer,
  index: number,
  group: unknown,
  { spec }: Pick<Canvas, 'spec'>,
): Pick<DrawnSeries, 'layer' | 'name' | 'mark' | 'panel'> {
  const several = spec.layers.filter((other) => other.group !== '').length > 1
  return { layer: index, name: seriesName(layer, group, several), mark: layer.mark, panel: layer.panel }
}

const seriesName = (layer: ChartLayer, group: unknown, several: boolean): string => {
  if (layer.group === '') return layer.name
  const name = group === null || group === undefined ? 'no value' : String(group)
  return several ? `${name} · ${layer.name}` : name
}
