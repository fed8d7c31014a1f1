import type { z } from 'zod'
import type { Json, JsonRecord } from '../base/json.ts'
import { type Issue, type IssuePlace, warningIssue } from '../chain/issue.ts'

/** The keys of a schema that a document may hold; `extra` is only how we keep the others. */
export function keysOf(schema: z.ZodObject, besides: readonly string[] = []): ReadonlySet<string> {
  return new Set([...Object.keys(schema.shape).filter((key) => key !== 'extra'), ...besides])
}

/** What a record holds under keys that are not known; undefined where there is none. */
export function extraOf(raw: JsonRecord, known: ReadonlySet<string>): JsonRecord | undefined {
  let extra: Record<string, Json> | undefined
  for (const key in raw) {
    const value = raw[key]
    if (value === undefined || known.has(key)) continue
    extra ??= {}
    extra[key] = value
  }
  return extra
}

export function unknownKeys(extra: JsonRecord, where: string, place: IssuePlace = {}): Issue {
  const keys = Object.keys(extra).map((key) => JSON.stringify(key))
  const many = keys.length > 1
  return warningIssue(
    'unknown_key',
    `${where} has ${many ? 'keys' : 'a key'} that Ergo does not know: ${keys.join(', ')}. ${many ? 'They are' : 'It is'} kept, but not used.`,
    place,
  )
}
