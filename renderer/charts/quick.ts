import { isNumeric } from '#shared/operation/columns.ts'
import type { ChartConfig } from '#shared/operation/output/chart.ts'
import type { Column } from '#shared/operation/value.ts'

/** What a quick chart may be told. */
export type QuickChart = Pick<ChartConfig, 'kind' | 'x' | 'y' | 'group'>

const TIMES: ReadonlySet<Column['type']> = new Set(['date', 'time', 'timestamp'])

/**
 * The chart that a table is most likely wanted as: numbers over time, or over the first of several numbers; else bars over names; else
 * how the only numbers are spread. Null for a table without numbers.
 */
export function likelyChart(columns: readonly Column[]): QuickChart | null {
  const numbers = columns.filter(isNumeric).map((column) => column.name)
  const [first, second] = numbers
  if (first === undefined) return null
  const time = columns.find((column) => TIMES.has(column.type))
  if (time) return { kind: 'line', x: time.name, y: [first], group: '' }
  if (second !== undefined) return { kind: 'line', x: first, y: [second], group: '' }
  const name = columns.find((column) => column.type === 'text' || column.type === 'boolean')
  return name
    ? { kind: 'bar', x: name.name, y: [first], group: '' }
    : { kind: 'histogram', x: '', y: [first], group: '' }
}
