import { z } from 'zod'
import { err, ok, type Result } from './result.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonRecord
export type JsonRecord = { readonly [key: string]: Json }

/** Any JSON value, by zod's own JSON schema (numbers must be finite). */
export const Json: z.ZodType<Json> = z.json()
export const JsonRecord: z.ZodType<JsonRecord> = z.record(z.string(), Json)

/**
 * JSON by construction: a part of what `JSON.parse` or an oRPC message gave, whose values can be large. Walking them
 * again would cost more than parsing them did, and can find nothing.
 */
export const ParsedJson: z.ZodType<Json> = z.custom<Json>((value) => value !== undefined)
export const ParsedJsonRecord: z.ZodType<JsonRecord> = z.custom<JsonRecord>((value) => isRecord(value))

/** True for objects that are neither arrays nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** {@link isRecord} for values already known to be JSON. */
export function isJsonRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** {@link Array.isArray} for values already known to be JSON (the built-in does not narrow readonly arrays). */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The word a person would use for a JSON value's kind. */
export function kindOf(
  value: Json | undefined,
): 'nothing' | 'list' | 'record' | 'text' | 'number' | 'boolean' {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'record'
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : 'boolean'
}

/** {@link kindOf} with its article, to stand in a sentence: `a list`, `nothing`. */
export function aKindOf(value: Json | undefined): string {
  const kind = kindOf(value)
  return kind === 'nothing' ? kind : `a ${kind}`
}

/**
 * The value at a dotted path: record keys and list indices (`sample.runs.0.mass`). `undefined` where there is none.
 * Only own properties are followed, so a path never reaches a prototype.
 */
export function getPath(value: Json, path: string): Json | undefined {
  let at: Json | undefined = value
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = isJsonList(at) ? at[Number(key)] : (at as JsonRecord)[key]
  }
  return at
}

/** JSON with keys sorted at every level and no white space: equal values give equal text, whatever their key order. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) =>
    isJsonRecord(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  )
}

/** Only a number of this form can overflow: text without one need not be walked for infinite numbers. */
const MAY_OVERFLOW = /[eE]\+?\d{3}|\d{309}/

/** JSON text as a value. The error is a sentence: not JSON, or a number too large for a double (never rounded to ∞). */
export function parseJson(text: string): Result<Json, string> {
  try {
    const value: Json = JSON.parse(text)
    if (MAY_OVERFLOW.test(text) && !allFinite(value)) return err('It holds a number too large to keep.')
    return ok(value)
  } catch (error) {
    return err(`It is not JSON: ${error instanceof Error ? error.message : error}.`)
  }
}

function allFinite(value: Json): boolean {
  const stack: Json[] = [value]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at === 'number' && !Number.isFinite(at)) return false
    if (typeof at === 'object' && at !== null) for (const part of Object.values(at)) stack.push(part)
  }
  return true
}

/** A record without the keys that hold `undefined`, which JSON has no word for. */
export function definedOnly(record: { readonly [key: string]: Json | undefined }): JsonRecord {
  const kept: Record<string, Json> = {}
  for (const [key, value] of Object.entries(record)) if (value !== undefined) kept[key] = value
  return kept
}
