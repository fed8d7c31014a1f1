import { isEqual } from '#shared/base/equal.ts'
import type { TEXT } from '#shared/operation/functions/text.ts'
import { integerArg, listArg, numberArg, textArg } from './check.ts'
import type { CodeOf } from './define.ts'

const MAX_LENGTH = 10_000_000

/** A regular expression from its text (with Unicode rules) or as it is written between slashes. */
function patternArg(name: string, value: unknown, flags: string): RegExp {
  if (value instanceof RegExp) {
    return new RegExp(value.source, [...new Set(`${value.flags.replace(/[gy]/g, '')}${flags}`)].join(''))
  }
  const source = textArg(name, value)
  try {
    return new RegExp(source, `u${flags}`)
  } catch {
    throw new SyntaxError(`${name} can't read the regular expression ${JSON.stringify(source)}`)
  }
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** How far to fill up: a length that no text has is a mistake, and would fill the memory. */
function lengthArg(name: string, value: unknown): number {
  const length = integerArg(name, value, 0)
  if (length <= MAX_LENGTH) return length
  throw new RangeError(`${name} makes texts of at most ${MAX_LENGTH} characters`)
}

function digitsArg(name: string, value: unknown): number {
  const digits = integerArg(name, value, 0)
  if (digits <= 100) return digits
  throw new RangeError(`${name} gives at most 100 digits`)
}

export const text = {
  toText,
  upper: (value: unknown) => textArg('upper', value).toUpperCase(),
  lower: (value: unknown) => textArg('lower', value).toLowerCase(),
  capitalize: (value: unknown) => {
    const [first = '', ...rest] = textArg('capitalize', value)
    return first.toUpperCase() + rest.join('')
  },
  trim: (value: unknown) => textArg('trim', value).trim(),
  split: (value: unknown, separator: unknown) => textArg('split', value).split(textArg('split', separator)),
  join: (list: unknown, separator: unknown = ', ') =>
    listArg('join', list).map(toText).join(textArg('join', separator)),
  lines: (value: unknown) => textArg('lines', value).split(/\r\n|\n|\r/),
  words: (value: unknown) => textArg('words', value).match(/\S+/g)?.slice() ?? [],
  contains: (whole: unknown, part: unknown) =>
    Array.isArray(whole)
      ? whole.some((item) => isEqual(item, part))
      : textArg('contains', whole).includes(textArg('contains', part)),
  startsWith: (value: unknown, part: unknown) =>
    textArg('startsWith', value).startsWith(textArg('startsWith', part)),
  endsWith: (value: unknown, part: unknown) => textArg('endsWith', value).endsWith(textArg('endsWith', part)),
  replace: (value: unknown, part: unknown, by: unknown) => {
    const replacement = textArg('replace', by)
    // A function, because "$" has a meaning in a replacement text.
    return textArg('replace', value).replaceAll(textArg('replace', part), () => replacement)
  },
  matches: (value: unknown, pattern: unknown) =>
    patternArg('matches', pattern, '').test(textArg('matches', value)),
  extract: (value: unknown, pattern: unknown) => {
    const found = patternArg('extract', pattern, '').exec(textArg('extract', value))
    return found ? (found.length > 1 ? (found[1] ?? null) : found[0]) : null
  },
  extractAll: (value: unknown, pattern: unknown) =>
    [...textArg('extractAll', value).matchAll(patternArg('extractAll', pattern, 'g'))].map(([all]) => all),
  padStart: (value: unknown, length: unknown, fill: unknown = ' ') =>
    textArg('padStart', value).padStart(lengthArg('padStart', length), textArg('padStart', fill)),
  padEnd: (value: unknown, length: unknown, fill: unknown = ' ') =>
    textArg('padEnd', value).padEnd(lengthArg('padEnd', length), textArg('padEnd', fill)),
  fixed: (x: unknown, digits: unknown) => numberArg('fixed', x).toFixed(digitsArg('fixed', digits)),
  percent: (x: unknown, digits: unknown = 0) =>
    `${(numberArg('percent', x) * 100).toFixed(digitsArg('percent', digits))}%`,
} satisfies CodeOf<typeof TEXT>
