import { isJsonList, isJsonRecord, type Json, type JsonRecord } from '#shared/base/json.ts'

/** A number with at most six significant digits, as it is shown in small. */
export function smallNumber(value: number): string {
  const rounded = Number(value.toPrecision(6))
  const size = Math.abs(rounded)
  return size !== 0 && (size >= 1e9 || size < 1e-4) ? rounded.toExponential() : String(rounded)
}

/** A duration in the unit that suits it, e.g. `12 ms`, `1.2 s`, `3 min 4 s`. */
export function duration(ms: number): string {
  if (ms < 1) return '< 1 ms'
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const minutes = Math.floor(ms / 60_000)
  return `${minutes} min ${Math.round((ms - minutes * 60_000) / 1000)} s`
}

/** A size in the unit that suits it (powers of 1000), e.g. `812 B`, `1.4 MB`. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let at = 0
  let left = size
  while (left >= 999.5 && at < units.length - 1) {
    left /= 1000
    at += 1
  }
  return `${at === 0 ? left : left.toFixed(1)} ${units[at]}`
}

/** A time on the user's clock, to the minute, e.g. `2025-03-01 14:05`. */
export function dateTime(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A value on one line: what matters of it, e.g. `1204 × 6` for a table, the first items of a list. */
export function brief(value: Json): string {
  const table = tableIn(value)
  if (table) return `${table.rowCount} × ${table.columns.length}`
  if (typeof value === 'number') return smallNumber(value)
  if (typeof value === 'string') return value
  if (isJsonList(value)) return `${value.length} ${value.length === 1 ? 'item' : 'items'}: ${items(value)}`
  if (isJsonRecord(value)) {
    const [only, ...others] = Object.keys(value)
    if (others.length === 0 && (only === 'file' || only === 'chart' || only === 'bytes'))
      return special(value)
    return Object.entries(value)
      .slice(0, 8)
      .map(([key, part]) => `${key}: ${inner(part)}`)
      .join(', ')
  }
  return String(value)
}

const items = (list: readonly Json[]): string => list.slice(0, 8).map(inner).join(', ')

function inner(value: Json): string {
  if (isJsonList(value)) return `[${value.length}]`
  return isJsonRecord(value) ? '{…}' : brief(value)
}

function special(value: JsonRecord): string {
  if (isJsonRecord(value.file)) return `file ${value.file.path}`
  if (isJsonRecord(value.bytes)) return `${value.bytes.size} bytes`
  return 'chart'
}

export interface PrintedTable {
  readonly columns: readonly string[]
  readonly rowCount: number
  readonly rows: readonly JsonRecord[]
}

/** The table that a printed value is, if it is one. */
export function tableIn(value: Json): PrintedTable | null {
  const table = isJsonRecord(value) && Object.keys(value).length === 1 ? value.table : undefined
  if (!isJsonRecord(table) || !isJsonList(table.columns) || !isJsonList(table.rows)) return null
  const columns = table.columns.map((column) => (isJsonRecord(column) ? String(column.name) : ''))
  return { columns, rowCount: Number(table.rowCount), rows: table.rows.filter(isJsonRecord) }
}

const MAX_CELL = 40
const MAX_LAST_CELL = 120

/** Rows under their headings in columns; columns of numbers to the right. */
export function textTable(headings: readonly string[], rows: readonly (readonly Json[])[]): string[] {
  const last = headings.length - 1
  const cells = rows.map((row) => row.map((value, i) => cell(value, i === last ? MAX_LAST_CELL : MAX_CELL)))
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const numeric = headings.map(
    (_, i) => rows.length > 0 && rows.every((row) => row[i] === null || typeof row[i] === 'number'),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => (numeric[i] ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(headings), ...cells.map(line)]
}

function cell(value: Json, width: number): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : brief(value)
  const flat = text.replace(/\s+/g, ' ')
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat
}

/** A value over as many lines as it takes: a table as columns, other JSON indented. */
export function whole(value: Json): string[] {
  const table = tableIn(value)
  if (!table) return (typeof value === 'string' ? value : JSON.stringify(value, null, 2)).split('\n')
  const rows = table.rows.map((row) => table.columns.map((name) => row[name] ?? null))
  const more = table.rowCount - rows.length
  return [...textTable(table.columns, rows), ...(more > 0 ? [`… ${more} more rows`] : [])]
}
