import { fail } from '#shared/base/errors.ts'
import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import type { JsonPage, TextPage } from '#shared/contract/values.ts'
import { previewOfJson } from '../preview.ts'

/** Part of a value's text. Numbers and the like have their JSON; lists and records theirs, indented. */
export function textPage(json: Json, offset: number, limit: number): TextPage {
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2)
  // Half of a pair of surrogates is no character: leave it to the next page.
  let end = Math.min(text.length, offset + limit)
  if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) && end - offset > 1) end -= 1
  return { text: text.slice(offset, end), offset, size: text.length }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

/** What lies at a place of a value: itself in small and a page of its children. Error: `value_missing`. */
export function jsonPage(
  json: Json,
  path: readonly (string | number)[],
  offset: number,
  limit: number,
): JsonPage {
  const at = path.reduce<Json>((value, key) => childOf(value, key), json)
  const self = previewOfJson(at)
  if (isJsonList(at)) {
    const items = at.slice(offset, offset + limit)
    const entries = items.map((item, i) => ({ key: offset + i, value: previewOfJson(item) }))
    return { self, entries, offset, size: at.length }
  }
  if (!isJsonRecord(at)) return { self, entries: [], offset, size: 0 }
  const keys = Object.keys(at)
  const entries = keys
    .slice(offset, offset + limit)
    .map((key) => ({ key, value: previewOfJson(at[key] ?? null) }))
  return { self, entries, offset, size: keys.length }
}

function childOf(value: Json, key: string | number): Json {
  const child = isJsonList(value)
    ? value[Number(key)]
    : isJsonRecord(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined
  return child === undefined
    ? fail('value_missing', `The value has nothing at "${key}": it is not the one that was shown.`)
    : child
}
