import { isJsonList, isJsonRecord, type Json, kindOf } from '#shared/base/json.ts'
import { type JsonPreview, PREVIEW, type ValuePreview } from '#shared/contract/preview.ts'
import type { Value } from '#shared/operation/value.ts'

/** A value in small, from what it carries itself: a table comes without rows, which lie on disk. */
export function previewOfValue(value: Value): ValuePreview {
  switch (value.kind) {
    case 'json':
      return previewOfJson(value.json)
    case 'table':
      return {
        kind: 'table',
        columns: value.columns.slice(0, PREVIEW.columns),
        columnCount: value.columns.length,
        rowCount: value.rowCount,
        rows: [],
      }
    case 'chart':
      return JSON.stringify(value.spec).length <= PREVIEW.jsonCharacters
        ? { kind: 'chart', spec: value.spec }
        : { kind: 'chart' }
    case 'file':
      return { kind: 'file', path: value.path, size: value.size }
    case 'bytes':
      return { kind: 'bytes', size: value.size, head: hexOf(value.base64) }
    case 'large':
      return previewOfLarge(value.of, value.preview, value.size)
  }
}

function previewOfLarge(of: 'json' | 'chart' | 'bytes', preview: Json, size: number): ValuePreview {
  if (of === 'chart') return { kind: 'chart' }
  if (of === 'bytes') return { kind: 'bytes', size, head: '' }
  return { kind: 'json', type: kindOf(preview), text: beginning(preview), partial: true }
}

/** A JSON value in small. */
export function previewOfJson(json: Json): JsonPreview {
  const text = beginning(json)
  const whole = isShort(json)
  const spark = isJsonList(json) ? sparkOf(json) : undefined
  return {
    kind: 'json',
    type: kindOf(json),
    text,
    partial: !whole,
    ...(whole ? { json } : {}),
    ...(sizeOf(json) === undefined ? {} : { size: sizeOf(json) }),
    ...(spark ? { spark } : {}),
  }
}

function sizeOf(json: Json): number | undefined {
  if (typeof json === 'string' || isJsonList(json)) return json.length
  return isJsonRecord(json) ? Object.keys(json).length : undefined
}

/** Whether the value's text is within the limit, without writing all of a long one. */
function isShort(json: Json): boolean {
  let left: number = PREVIEW.jsonCharacters
  const spend = (part: Json): boolean => {
    if (left <= 0) return false
    if (isJsonList(part)) return take(2 + part.length) && part.every(spend)
    if (isJsonRecord(part))
      return Object.entries(part).every(([key, value]) => take(key.length + 4) && spend(value))
    return take(typeof part === 'string' ? part.length + 2 : String(part).length)
  }
  const take = (characters: number): boolean => {
    left -= characters
    return left >= 0
  }
  return spend(json)
}

/** The first characters: of a text its own, of anything else those of its JSON. */
function beginning(json: Json): string {
  if (typeof json === 'string') return json.slice(0, PREVIEW.characters)
  let text = ''
  const write = (part: Json): void => {
    if (text.length >= PREVIEW.characters) return
    if (isJsonList(part)) {
      text += '['
      writeAll(part.entries(), (item) => write(item))
      text += ']'
    } else if (isJsonRecord(part)) {
      text += '{'
      writeAll(Object.entries(part).entries(), ([key, value]) => {
        text += `${JSON.stringify(key)}: `
        write(value)
      })
      text += '}'
    } else text += typeof part === 'string' ? JSON.stringify(part.slice(0, PREVIEW.characters)) : String(part)
  }
  const writeAll = <Item>(items: Iterable<[number, Item]>, one: (item: Item) => void): void => {
    for (const [i, item] of items) {
      if (text.length >= PREVIEW.characters) return
      if (i > 0) text += ', '
      one(item)
    }
  }
  write(json)
  return text.slice(0, PREVIEW.characters)
}

/** Evenly drawn numbers of a list that holds only numbers, or undefined. */
export function sparkOf(list: readonly Json[]): number[] | undefined {
  if (list.length < 3) return undefined
  const count = Math.min(list.length, PREVIEW.spark)
  const drawn: number[] = []
  for (let i = 0; i < count; i++) {
    const item = list[Math.round((i * (list.length - 1)) / (count - 1))]
    if (typeof item !== 'number') return undefined
    drawn.push(item)
  }
  return drawn
}

function hexOf(base64: string): string {
  return Buffer.from(base64.slice(0, 64), 'base64').subarray(0, 32).toString('hex')
}
