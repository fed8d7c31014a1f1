import type { Json } from '#shared/base/json.ts'
import { formatCount, formatNumber } from '../ui/format.ts'

/** A cell of a table in small; nothing is an empty cell. */
export function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value)
}

/** A cell of a row, counted from 0, for whoever does not see it. `undefined`: it is still being read. */
export function spokenCell(column: string, row: number, value: Json | undefined): string {
  const text = value === undefined ? 'still being read' : cellText(value) || 'nothing'
  return `${column}, row ${formatCount(row + 1)}: ${text}`
}
