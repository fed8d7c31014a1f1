/**
 * Dates as values: texts in ISO 8601 form, in the proleptic Gregorian calendar, in UTC. The clock and the time zone of
 * the machine are never asked.
 */

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/

export interface Moment {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** Milliseconds since 1970-01-01 UTC, or null where the calendar has no such moment. */
export function epochOf(moment: Moment): number | null {
  const { year, month, day, hour, minute, second, millisecond } = moment
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, millisecond)
  const back = momentOf(date.getTime())
  const same = (Object.keys(moment) as (keyof Moment)[]).every((key) => back[key] === moment[key])
  return same ? date.getTime() : null
}

export function momentOf(epoch: number): Moment {
  const date = new Date(epoch)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  }
}

/** Reads ISO text; null for anything else. Digits past milliseconds are dropped. */
export function parseIso(text: string): number | null {
  const found = ISO.exec(text.trim())
  if (!found) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = found
  const epoch = epochOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
  })
  return epoch === null ? null : epoch - offsetOf(offset)
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000
}

const TOKENS = {
  YYYY: 'year',
  MM: 'month',
  DD: 'day',
  HH: 'hour',
  mm: 'minute',
  ss: 'second',
  SSS: 'millisecond',
} as const
const TOKEN = /YYYY|MM|DD|HH|mm|ss|SSS/g
type Token = keyof typeof TOKENS
const isToken = (text: string): text is Token => Object.hasOwn(TOKENS, text)

/** Reads text by a pattern; null where it does not fit. What the pattern leaves out is the first of its kind. */
export function parsePattern(text: string, pattern: string): number | null {
  const tokens = pattern.match(TOKEN) ?? []
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(TOKEN, (token) => (token === 'YYYY' ? '(\\d{4})' : token === 'SSS' ? '(\\d{3})' : '(\\d{1,2})'))
  const found = new RegExp(`^${source}$`).exec(text.trim())
  if (!found) return null
  const moment = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }
  for (const [i, token] of tokens.entries()) if (isToken(token)) moment[TOKENS[token]] = Number(found[i + 1])
  return epochOf(moment)
}

export function formatPattern(epoch: number, pattern: string): string {
  const moment = momentOf(epoch)
  return pattern.replace(TOKEN, (token) =>
    isToken(token) ? String(moment[TOKENS[token]]).padStart(token.length, '0') : token,
  )
}

/** The same day and time some months on; a day that the month lacks becomes its last (31 January + 1 month). */
export function addMonths(epoch: number, months: number): number {
  const date = new Date(epoch)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

/** Whole months from one moment to another, negative backwards. */
export function monthsBetween(from: number, to: number): number {
  if (to < from) return 0 - monthsBetween(to, from)
  const [a, b] = [momentOf(from), momentOf(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  return addMonths(from, months) > to ? months - 1 : months
}
