import { isJsonList, isJsonRecord, type Json } from '../base/json.ts'

const MAX_ITEMS = 20
const MAX_TEXT = 500
const MAX_DEPTH = 3

/** The beginning of a JSON value: the first items, keys and characters, a few levels deep. */
export function previewOf(value: Json, depth = MAX_DEPTH): Json {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
  if (isJsonList(value)) {
    return depth === 0
      ? `${value.length} items`
      : value.slice(0, MAX_ITEMS).map((item) => previewOf(item, depth - 1))
  }
  if (isJsonRecord(value)) {
    const keys = Object.keys(value)
    if (depth === 0) return `${keys.length} fields`
    return Object.fromEntries(
      keys.slice(0, MAX_ITEMS).map((key) => [key, previewOf(value[key] ?? null, depth - 1)]),
    )
  }
  return value
}
