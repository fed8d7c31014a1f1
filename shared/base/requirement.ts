import type { z } from 'zod'
import { isRecord } from './json.ts'

type ZodIssue = z.core.$ZodIssue

const WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a record',
  record: 'a record',
  null: 'nothing',
  undefined: 'nothing',
}

const FORMATS: Readonly<Record<string, string>> = {
  url: 'a web address',
  email: 'an e-mail address',
  datetime: 'a date with a time',
  date: 'a date',
  time: 'a time',
  uuid: 'a UUID',
}

function wordFor(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite'
  if (typeof value === 'number' && !Number.isInteger(value)) return String(value)
  if (typeof value === 'boolean') return String(value)
  return WORDS[Array.isArray(value) ? 'array' : typeof value] ?? 'something else'
}

/** The value at a path of keys and indices. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) {
    if (Array.isArray(at)) at = at[Number(key)]
    else at = isRecord(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined
  }
  return at
}

/** A size that a text, a list or a number must keep to. */
function limit(origin: string, least: boolean, inclusive: boolean, bound: number | bigint): string {
  if (origin === 'number' || origin === 'int' || origin === 'bigint') {
    if (least) return inclusive ? `must be at least ${bound}` : `must be more than ${bound}`
    return inclusive ? `must be at most ${bound}` : `must be less than ${bound}`
  }
  const things = origin === 'string' ? 'character' : 'item'
  if (least && Number(bound) === 1)
    return origin === 'string' ? 'must not be empty' : 'needs at least one item'
  return `must have at ${least ? 'least' : 'most'} ${bound} ${things}${Number(bound) === 1 ? '' : 's'}`
}

/** The words for what a schema asks: `must be a number, not a text`. `input` is what was parsed. */
function demand(issue: ZodIssue, input: unknown): string {
  const value = valueAt(input, issue.path)
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = WORDS[issue.expected] ?? issue.expected
      return value === undefined
        ? `is missing: it must be ${wanted}`
        : `must be ${wanted}, not ${wordFor(value)}`
    }
    case 'invalid_value':
      return `must be ${issue.values.map((option) => JSON.stringify(option)).join(' or ')}`
    case 'too_small':
      return limit(issue.origin, true, issue.inclusive ?? true, issue.minimum)
    case 'too_big':
      return limit(issue.origin, false, issue.inclusive ?? true, issue.maximum)
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_format':
      return FORMATS[issue.format] ? `must be ${FORMATS[issue.format]}` : 'is not written as it must be'
    case 'unrecognized_keys':
      return `has unknown keys: ${issue.keys.join(', ')}`
    case 'invalid_key':
      return 'is not a key that is allowed here'
    case 'invalid_union': {
      const ways = issue.errors.map((errors) => errors[0]).filter((first) => first?.code === 'invalid_type')
      const wanted = [...new Set(ways.map((first) => WORDS[first?.expected ?? ''] ?? first?.expected))]
      return wanted.length > 1 && wanted.length <= 4
        ? `must be ${wanted.join(' or ')}, not ${wordFor(value)}`
        : 'is not one of the forms that are allowed here'
    }
    default:
      return ''
  }
}

/** One fault that a schema found: the path to it, and a sentence that begins with `name`. */
export interface Fault {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/**
 * What a schema found wrong, as plain sentences. `nameOf` gives the words for the place, e.g. a form's label; a fault
 * that the schema itself words (`.refine`) is given as it is worded.
 */
export function faultsOf(
  error: z.ZodError,
  input: unknown,
  nameOf: (path: readonly PropertyKey[]) => string,
): Fault[] {
  return error.issues.map((issue) => {
    const words = demand(issue, input)
    return { path: issue.path, message: words ? `${nameOf(issue.path)} ${words}.` : issue.message }
  })
}

/** A path as people write it: `operands[0]`, `cases.low`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key),
    '',
  )
}
