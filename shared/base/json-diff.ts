import { isJsonList, isJsonRecord, type Json } from './json.ts'

/** A place where two values differ. `path` is dotted, empty for the values themselves; undefined: nothing is there. */
export interface JsonDifference {
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/**
 * Where two values differ, at most `limit` places, in the order of the first value: lists are compared item by item at the
 * same place, records key by key; anything else as a whole.
 */
export function jsonDifferences(
  before: Json | undefined,
  after: Json | undefined,
  limit: number,
): JsonDifference[] {
  const found: JsonDifference[] = []
  const walk = (a: Json | undefined, b: Json | undefined, path: string): void => {
    if (found.length >= limit || Object.is(a, b)) return
    const keys = keysOf(a, b)
    if (!keys) {
      found.push({ path, before: a, after: b })
      return
    }
    for (const key of keys) {
      if (found.length >= limit) return
      walk(childOf(a, key), childOf(b, key), path === '' ? key : `${path}.${key}`)
    }
  }
  walk(before, after, '')
  return found
}

/** Where to go on, for two lists or two records; undefined for anything else. */
function keysOf(a: Json | undefined, b: Json | undefined): string[] | undefined {
  if (isJsonList(a) && isJsonList(b))
    return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => String(at))
  if (isJsonRecord(a) && isJsonRecord(b)) return [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return undefined
}

function childOf(value: Json | undefined, key: string): Json | undefined {
  if (isJsonList(value)) return value[Number(key)]
  return isJsonRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
