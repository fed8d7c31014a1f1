import type { Json } from '#shared/base/json.ts'
import { formatNumber } from '../ui/format.ts'

/** A cell of a table in small; nothing is an empty cell. */
export function cellText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value)
}
