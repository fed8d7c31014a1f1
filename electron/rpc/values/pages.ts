import { fail } from '#shared/base/errors.ts'
import { isJsonList, isJsonRecord, type Json } from '#shared/base/json.ts'
import type { BytesPage, JsonPage, TextPage } from '#shared/contract/values.ts'
import type { BytesValue } from '#shared/operation/value.ts'
import { previewOfJson } from '../preview.ts'

/** Four characters of base64 stand for three bytes, so that a part is found without decoding what is before it. */
const GROUP = { characters: 4, bytes: 3 } as const

/** Part of some bytes. */
export function bytesPage({ base64, size }: BytesValue, offset: number, limit: number): BytesPage {
  const first = Math.floor(offset / GROUP.bytes)
  const last = Math.ceil((offset + limit) / GROUP.bytes)
  const groups = Buffer.from(base64.slice(first * GROUP.characters, last * GROUP.characters), 'base64')
  const from = offset - first * GROUP.bytes
  return { base64: groups.subarray(from, from + limit).toString('base64'), offset, size }
}

/** Part of a value's text. Numbers and the like have their JSON; lists and records theirs, indented. */
export function textPage(json: Json, offset: number, limit: number): TextPage {
  const text = textOf(json)
  // Half of a pair of surrogates is no character: both are left to the next page, wherever that is asked to begin.
  const start = isWithinPair(text, offset) ? offset - 1 : offset
  let end = Math.min(text.length, offset + limit)
  if (isWithinPair(text, end) && end - start > 1) end -= 1
  return { text: text.slice(start, end), offset: start, size: text.length }
}

function isWithinPair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

/** What lies at a place of a value: itself in small and a page of its children. Error: `value_missing`. */
export function jsonPage(
  json: Json,
  path: readonly (string | number)[],
  offset: number,
  limit: number,
): JsonPage {
  const at = jsonAt(json, path)
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

/** The value at a place. Error: `value_missing`. */
export const jsonAt = (json: Json, path: readonly (string | number)[]): Json =>
  path.reduce<Json>((value, key) => childOf(value, key), json)

/** Which child of a value a key names, and how many children that has. Error: `value_missing`. */
export function placeIn(json: Json, key: string | number): { index: number; size: number } {
  const child = childOf(json, key)
  const index = isJsonRecord(json) ? Object.keys(json).indexOf(String(key)) : Number(key)
  const size = isJsonList(child) ? child.length : isJsonRecord(child) ? Object.keys(child).length : 0
  return { index, size }
}

/** A text itself; the indented JSON of anything else, kept while somebody leafs through it. */
export function textOf(json: Json): string {
  if (typeof json === 'string') return json
  if (typeof json !== 'object' || json === null) return JSON.stringify(json)
  const known = texts.get(json)
  const text = known ?? JSON.stringify(json, null, 2)
  if (known === undefined) texts.set(json, text)
  return text
}

const texts = new WeakMap<object, string>()

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
