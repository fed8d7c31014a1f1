import { isNumeric } from '../columns.ts'
import type { Column } from '../value.ts'
import { type ChartLayer, ChartSpec, type Mark } from './spec.ts'

/**
 * A column of a table whose names are the data's own: by name, which where it is empty, as in a config, is the next of numbers that
 * the layer does not use yet; by place, from the end where it is negative; `from`: a layer for each from that place on.
 */
export type ColumnPick = string | number | { readonly from: number }

export interface ResultLayer {
  /** An output port, `out` being the result, or `in`: what comes in. */
  readonly source: string
  readonly mark: Mark
  readonly x: ColumnPick
  readonly y?: ColumnPick
  /** What the legend says; the name of y's column where it is not given. */
  readonly name?: string
  readonly value?: string
  readonly until?: string
  readonly negative?: boolean
  readonly panel?: 'below'
}

/** How the result of an operation is best seen: declared by its spec, drawn without knowing which operation it is. */
export interface ResultChart {
  readonly layers: readonly ResultLayer[]
  readonly x?: string
  readonly y?: string
  readonly below?: string
  readonly equal?: boolean
}

function pick(of: ColumnPick | undefined, columns: readonly Column[], taken: readonly string[]): Column[] {
  if (of === undefined) return []
  if (typeof of === 'object') return columns.slice(of.from)
  const found =
    typeof of === 'number'
      ? columns.at(of)
      : of === ''
        ? columns.find((column) => isNumeric(column) && !taken.includes(column.name))
        : columns.find((column) => column.name.toLowerCase() === of.toLowerCase())
  return found ? [found] : []
}

function layersOf(layer: ResultLayer, columns: readonly Column[]): ChartLayer[] {
  const fixed = typeof layer.y === 'string' && layer.y !== '' ? [layer.y] : []
  const [x] = pick(layer.x, columns, fixed)
  if (!x) return []
  const common = {
    mark: layer.mark,
    source: layer.source,
    x: x.name,
    group: '',
    error: '',
    value: layer.value ?? '',
    until: layer.until ?? '',
    negative: layer.negative ?? false,
    // Fits run by x whatever order the data have; impedances by frequency, which is the rows' order.
    order: layer.negative ? ('rows' as const) : ('x' as const),
    panel: layer.panel ?? ('main' as const),
  }
  return pick(layer.y, columns, [x.name]).map((y) => ({ ...common, y: y.name, name: layer.name ?? y.name }))
}

/**
 * The chart of a result whose tables have these columns, by the layers' sources. Layers without their table or columns are left out;
 * null where none is left.
 */
export function resultChartOf(
  { layers, x, y, below, equal }: ResultChart,
  tables: ReadonlyMap<string, readonly Column[]>,
): ChartSpec | null {
  const found = layers.flatMap((layer) => layersOf(layer, tables.get(layer.source) ?? []))
  const [first] = found
  if (!first) return null
  return ChartSpec.parse({
    x: { title: x ?? first.x },
    y: { title: y ?? (first.negative ? `−${first.y}` : first.y) },
    below: below ?? '',
    layers: found.slice(0, 24),
    equal: equal ?? false,
  })
}
