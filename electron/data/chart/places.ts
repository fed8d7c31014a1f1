import type { Scale } from '#shared/contract/drawing.ts'
import type { ChartLayer, ChartSpec } from '#shared/operation/chart/spec.ts'
import { columnNamed, isNumeric } from '#shared/operation/columns.ts'
import type { Column } from '#shared/operation/value.ts'
import { quoteName } from '../names.ts'

/** Marks whose x stands in rows of names, whatever it holds. */
const ON_CATEGORIES: ReadonlySet<ChartLayer['mark']> = new Set(['bars', 'boxes'])

export function scaleOf({ type }: Column, mark: ChartLayer['mark']): Scale {
  if (ON_CATEGORIES.has(mark)) return 'category'
  if (isNumeric({ name: '', type })) return 'number'
  return type === 'date' || type === 'timestamp' || type === 'time' ? 'time' : 'category'
}

/**
 * A column as the number that it has on a number or time axis: times in milliseconds since 1970, or since midnight. NULL for what
 * has none: missing, not a number, infinite, or not above 0 where the axis is logarithmic.
 */
export function placeSql(column: Column, { log }: { readonly log: boolean }): string {
  const name = quoteName(column.name)
  if (column.type === 'time') return `epoch_ms(${name}::TIME - TIME '00:00:00')::DOUBLE`
  if (!isNumeric(column)) return `epoch_ms(${name}::TIMESTAMP)::DOUBLE`
  const number = `${name}::DOUBLE`
  return `CASE WHEN isfinite(${number})${log ? ` AND ${number} > 0` : ''} THEN ${number} END`
}

/** What is wrong with a layer's column, to count: NULL where its value has a place. */
export interface Check {
  readonly column: string
  readonly axis: 'x' | 'y' | 'value'
  /** SQL that is true for a row without a usable value. */
  readonly missing: string
  /** SQL that is true for a number that a logarithmic axis has no place for. */
  readonly notPositive: string | null
}

/** The columns of a chart that need a number, a time or a name in each row that is to be drawn; each once. */
export function checksOf(spec: ChartSpec, columns: readonly Column[]): Check[] {
  const checks = new Map<string, Check>()
  const add = (name: string, axis: Check['axis'], log: boolean, layer: ChartLayer): void => {
    if (name === '' || checks.has(name)) return
    const column = columnNamed(columns, name)
    const quoted = quoteName(column.name)
    const byName = axis === 'x' && scaleOf(column, layer.mark) === 'category'
    const missing =
      byName || (layer.mark === 'cells' && axis === 'y')
        ? `${quoted} IS NULL`
        : `(${placeSql(column, { log: false })}) IS NULL`
    const notPositive = log && isNumeric(column) && !byName ? `${quoted}::DOUBLE <= 0` : null
    checks.set(name, { column: column.name, axis, missing, notPositive })
  }
  for (const layer of spec.layers) {
    add(layer.x, 'x', spec.x.log, layer)
    add(layer.y, 'y', spec.y.log, layer)
    add(layer.value, 'value', false, layer)
  }
  return [...checks.values()]
}
