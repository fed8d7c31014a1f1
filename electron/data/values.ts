import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBValue,
  DuckDBVariantValue,
} from '@duckdb/node-api'
import type { Json } from '#shared/base/json.ts'
import { isJsonText } from './types.ts'

/** Reads a number's text; text stays text where a JavaScript number would lose digits. */
function exactNumber(text: string): Json {
  const digits = text.replace(/^-?0*\.?0*|\./g, '').replace(/0+$/, '')
  return digits.length <= 15 ? Number(text) : text
}

function integer(value: bigint): Json {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : String(value)
}

/** A duration by ISO 8601. Months, days and seconds are kept apart: none is a fixed number of another. */
function duration({ months, days, micros }: DuckDBIntervalValue): string {
  const sign = micros < 0n ? '-' : ''
  const whole = micros < 0n ? -micros : micros
  const fraction = String(whole % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const seconds = `${sign}${whole / 1_000_000n}${fraction ? `.${fraction}` : ''}`
  const date = `${months ? `${months}M` : ''}${days ? `${days}D` : ''}`
  const time = micros === 0n ? '' : `T${seconds}S`
  return date || time ? `P${date}${time}` : 'PT0S'
}

function timestamp(value: DuckDBValue): string | undefined {
  if (value instanceof DuckDBTimestampTZValue) {
    const utc = new DuckDBTimestampValue(value.micros)
    return value.isFinite ? `${String(utc).replace(' ', 'T')}Z` : String(utc)
  }
  return value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
    ? String(value).replace(' ', 'T')
    : undefined
}

function map(value: DuckDBMapValue): Json {
  const entries = value.entries.map((entry) => ({ key: jsonOf(entry.key), value: jsonOf(entry.value) }))
  const named = entries.flatMap(({ key, value }): [string, Json][] =>
    typeof key === 'string' ? [[key, value]] : [],
  )
  return named.length === entries.length ? Object.fromEntries(named) : entries
}

/**
 * A value of DuckDB as plain JSON, without loss:
 * - whole and decimal numbers are numbers where a JavaScript number holds them exactly, else text;
 * - `NaN`, `Infinity` and `-Infinity`, which JSON has no number for, are those words as text;
 * - dates, times, timestamps and intervals are ISO 8601 text, those with a time zone in UTC with a `Z`;
 * - bytes are base64; lists, structs and maps are nested, a union is `{tag: value}`; all else is DuckDB's text.
 */
export function jsonOf(value: DuckDBValue): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return integer(value)
  if (value instanceof DuckDBDecimalValue) return exactNumber(String(value))
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(jsonOf)
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, part]) => [name, jsonOf(part)]))
  }
  if (value instanceof DuckDBMapValue) return map(value)
  if (value instanceof DuckDBUnionValue) return { [value.tag]: jsonOf(value.value) }
  if (value instanceof DuckDBVariantValue) return jsonOf(value.value)
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64')
  if (value instanceof DuckDBIntervalValue) return duration(value)
  if (value instanceof DuckDBDateValue && !value.isFinite) return value.days > 0 ? 'infinity' : '-infinity'
  return timestamp(value) ?? String(value)
}

/** A whole number in JSON text; it stays text where a JavaScript number would be another one. */
function exactly(_key: string, value: Json, context?: { readonly source?: string }): Json {
  const source = context?.source ?? ''
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !/^-?\d+$/.test(source)) return value
  return String(value) === source ? value : source
}

/** JSON text as what it says. Text in a file that only claims to be JSON stays text. */
function parsed(value: DuckDBValue): Json {
  if (typeof value !== 'string') return null
  try {
    return JSON.parse(value, /\d{16}/.test(value) ? exactly : undefined)
  } catch {
    return value
  }
}

/** How the values of a column become JSON. */
export function converterFor(type: DuckDBType): (value: DuckDBValue) => Json {
  if (isJsonText(type)) return parsed
  if (type.typeId === DuckDBTypeId.GEOMETRY) return (value) => (value === null ? null : String(value))
  return jsonOf
}
