import { isEqual } from '#shared/base/equal.ts'
import { getPath, type Json, kindOf } from '#shared/base/json.ts'
import type { RECORDS } from '#shared/operation/functions/records.ts'
import { functionArg, listArg, recordArg, textArg } from './check.ts'
import type { CodeOf } from './define.ts'

/** Records are made of entries, never by assignment, so that a field called `__proto__` is one like any other. */
const fieldsOf = (name: string, record: unknown): [string, unknown][] =>
  Object.entries(recordArg(name, record))

const namesArg = (name: string, fields: unknown): string[] =>
  listArg(name, fields).map((field) => textArg(name, field))

export const records = {
  get: (value: unknown, path: unknown, otherwise: unknown = null) =>
    getPath(value as Json, textArg('get', path)) ?? otherwise,
  has: (record: unknown, field: unknown) => Object.hasOwn(recordArg('has', record), textArg('has', field)),
  keys: (record: unknown) => Object.keys(recordArg('keys', record)),
  values: (record: unknown) => Object.values(recordArg('values', record)),
  pairs: (record: unknown) => fieldsOf('pairs', record),
  fromPairs: (pairs: unknown) =>
    Object.fromEntries(
      listArg('fromPairs', pairs).map((pair) => {
        const [key, value] = listArg('fromPairs', pair)
        return [textArg('fromPairs', key), value]
      }),
    ),
  pick: (record: unknown, fields: unknown) => {
    const wanted = new Set(namesArg('pick', fields))
    return Object.fromEntries(fieldsOf('pick', record).filter(([name]) => wanted.has(name)))
  },
  omit: (record: unknown, fields: unknown) => {
    const unwanted = new Set(namesArg('omit', fields))
    return Object.fromEntries(fieldsOf('omit', record).filter(([name]) => !unwanted.has(name)))
  },
  merge: (...all: unknown[]) => Object.fromEntries(all.flatMap((record) => fieldsOf('merge', record))),
  mapValues: (record: unknown, change: unknown) => {
    const call = functionArg('mapValues', change)
    return Object.fromEntries(fieldsOf('mapValues', record).map(([name, value]) => [name, call(value, name)]))
  },
  equals: (a: unknown, b: unknown) => isEqual(a, b),
  coalesce: (...all: unknown[]) => all.find((value) => value !== null && value !== undefined) ?? null,
  isEmpty: (value: unknown) => {
    if (value === null || value === undefined || value === '') return true
    return typeof value === 'object' && Object.keys(value).length === 0
  },
  kind: (value: unknown) => kindOf(value as Json),
} satisfies CodeOf<typeof RECORDS>
