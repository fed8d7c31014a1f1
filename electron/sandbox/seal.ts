import { fail } from '#shared/base/errors.ts'
import type { Json } from '#shared/base/json.ts'
import type { TextKind } from './text.ts'

/** Deeper results are refused, which also ends the walk through one that contains itself. */
const MAX_DEPTH = 500

/**
 * A larger result is refused: a part that stands in it many times is copied each time, so a small program can give one
 * that no memory holds.
 */
const MAX_VALUES = 5_000_000
let left = MAX_VALUES

/** Returns the object it is given, so that a derived class can add a private field to an object that is there. */
class Same {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: returning another object is what this class is for
    return object
  }
}

/**
 * Marks objects as sealed by a private field: asking costs a few nanoseconds and the collector nothing, where a
 * WeakSet with a million members costs both.
 */
class Seal extends Same {
  #sealed = true

  static has(object: object): boolean {
    return #sealed in object && object.#sealed
  }
}

function mark<T extends object>(object: T): T {
  new Seal(object)
  return Object.freeze(object)
}

/** True for a value that is plain JSON and deeply frozen: made here, or checked here before. */
export function isSealed(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Seal.has(value)
}

/**
 * Freezes our own plain JSON in place, deeply, before evaluated text sees it. What is sealed already is not walked
 * again.
 */
export function sealOwn(value: unknown): void {
  if (typeof value !== 'object' || value === null || Seal.has(value)) return
  if (Array.isArray(value)) for (const item of value) sealOwn(item)
  else for (const item of Object.values(value)) sealOwn(item)
  if (Object.isExtensible(value)) mark(value)
}

/**
 * What evaluated text has given, as plain JSON, deeply frozen. Sealed parts are passed on as they are. The rest is
 * copied, each property read once, so nothing that is alive (getters, shared references) can stay in the result.
 *
 * Errors: `expression_failed` for what is no JSON, `not_finite` for NaN and ±Infinity, both naming the place.
 */
export function seal(value: unknown, kind: TextKind = 'expression'): Json {
  if (value === undefined && kind === 'script') {
    fail(
      'expression_failed',
      'The script gave nothing: end it with `return` and what it gives, or `return null`.',
    )
  }
  left = MAX_VALUES
  return sealAt(value, null, 0)
}

/** The way from the whole to a part, innermost first: built on the way down, spelled only when something is wrong. */
interface Path {
  readonly key: string | number
  readonly up: Path | null
}

/** What stays as it is. Most parts of a result do, and need no {@link Path}, whose making would cost more than they. */
function isPlain(value: unknown): value is Json {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value)
    case 'string':
    case 'boolean':
      return true
    case 'object':
      return value === null || Seal.has(value)
    default:
      return false
  }
}

/** −0 has no form in JSON text; stored and live results must be the same. */
const withoutSign = (value: Json): Json => (value === 0 ? 0 : value)

function sealAt(value: unknown, path: Path | null, depth: number): Json {
  if (isPlain(value)) return withoutSign(value)
  if (typeof value === 'number') return notFinite(value, path)
  return typeof value === 'object' && value !== null ? sealObject(value, path, depth) : refuse(value, path)
}

/** Fields that are hidden or named by symbols are left out, as they are wherever data are written as text. */
function sealObject(value: object, path: Path | null, depth: number): Json {
  if (depth > MAX_DEPTH) {
    fail(
      'expression_failed',
      `The result contains itself or is nested more than ${MAX_DEPTH} levels deep, so it can't be kept as data.`,
    )
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) return refuse(value, path)
    spend(value.length + 1)
    const list: Json[] = []
    for (let i = 0; i < value.length; i += 1) {
      const item: unknown = value[i]
      list.push(isPlain(item) ? withoutSign(item) : sealAt(item, { key: i, up: path }, depth + 1))
    }
    return mark(list)
  }
  if (prototype !== Object.prototype && prototype !== null) return refuse(value, path)
  const source = value as Readonly<Record<string, unknown>>
  const record: Record<string, Json> = {}
  const keys = Object.keys(source)
  spend(keys.length + 1)
  for (const key of keys) {
    const item = source[key]
    const part = isPlain(item) ? withoutSign(item) : sealAt(item, { key, up: path }, depth + 1)
    if (key === '__proto__') {
      Object.defineProperty(record, key, {
        value: part,
        enumerable: true,
        writable: true,
        configurable: true,
      })
    } else record[key] = part
  }
  return mark(record)
}

function spend(values: number): void {
  left -= values
  if (left < 0) {
    fail(
      'expression_failed',
      `The result holds more than ${MAX_VALUES} values: filter or summarise it, or use a table.`,
    )
  }
}

/** Where a part stands, as one would write it: `items[3].mass`, or nothing for the whole. */
function spell(path: Path | null): string {
  let text = ''
  for (let at = path; at !== null; at = at.up) {
    text = typeof at.key === 'number' ? `[${at.key}]${text}` : `${at.up ? '.' : ''}${at.key}${text}`
  }
  return text
}

function subject(path: Path | null): string {
  return path ? `The result at ${spell(path)}` : 'The result'
}

function notFinite(value: number, path: Path | null): never {
  const what = Number.isNaN(value) ? 'not a number (NaN)' : value > 0 ? 'infinite' : 'minus infinite'
  fail('not_finite', `${subject(path)} is ${what}: check for a division by zero or a missing value.`, {
    ...(path ? { path: spell(path) } : {}),
  })
}

function refuse(value: unknown, path: Path | null): never {
  const { what, instead } = wordsFor(value)
  fail('expression_failed', `${subject(path)} is ${what}, which is not data: ${instead}.`, {
    ...(path ? { path: spell(path) } : {}),
  })
}

function wordsFor(value: unknown): { what: string; instead: string } {
  switch (typeof value) {
    case 'undefined':
      return {
        what: 'nothing (undefined)',
        instead: 'check the names of fields, or write `?? null` if it may be absent',
      }
    case 'function':
      return { what: 'a function', instead: 'call it, with its arguments in parentheses' }
    case 'symbol':
      return { what: 'a symbol', instead: 'use a text' }
    case 'bigint':
      return { what: 'a BigInt', instead: 'turn it into a number with Number(…) or a text with String(…)' }
  }
  if (value instanceof Map)
    return {
      what: 'a Map',
      instead: 'turn it into a record with Object.fromEntries(…) or a list with [...map]',
    }
  if (value instanceof Set) return { what: 'a Set', instead: 'turn it into a list with [...set]' }
  return {
    what: 'an object of a class',
    instead: 'give a number, a text, a list, a record, true, false or null',
  }
}
