import type { DATES } from '#shared/operation/functions/dates.ts'
import { addMonths, formatPattern, momentOf, monthsBetween, parseIso, parsePattern } from './calendar.ts'
import { integerArg, numberArg, textArg } from './check.ts'
import type { CodeOf } from './define.ts'

const DAY = 86_400_000
/** Milliseconds of the units that are always the same length. */
const FIXED: Readonly<Record<string, number>> = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: DAY,
  weeks: 7 * DAY,
}
/** Months of the units that are not. */
const CALENDAR: Readonly<Record<string, number>> = { months: 1, years: 12 }
const FIRST = parseIso('0000-01-01') ?? 0
const LAST = parseIso('9999-12-31T23:59:59.999Z') ?? 0

function dateArg(name: string, value: unknown): number {
  const text = textArg(name, value)
  const epoch = parseIso(text)
  if (epoch !== null) return epoch
  throw new TypeError(
    `${name} can't read ${JSON.stringify(text)} as a date: it takes 2024-03-01 or 2024-03-01T14:05:00; for another form use parseDate(text, pattern)`,
  )
}

function iso(name: string, epoch: number): string {
  if (epoch >= FIRST && epoch <= LAST) return new Date(epoch).toISOString()
  throw new RangeError(`${name} gives a date outside the years 0 to 9999`)
}

function unitArg(name: string, value: unknown): { fixed: number; months: number } {
  const unit = textArg(name, value)
  const plural = unit.endsWith('s') ? unit : `${unit}s`
  const [fixed = 0, months = 0] = [FIXED[plural], CALENDAR[plural]]
  if (fixed > 0 || months > 0) return { fixed, months }
  throw new TypeError(
    `${name} knows no unit ${JSON.stringify(unit)}: it knows ${[...Object.keys(FIXED), ...Object.keys(CALENDAR)].join(', ')}`,
  )
}

/** 1 is Monday, 7 Sunday (ISO 8601). */
const weekdayOf = (epoch: number): number => ((((Math.floor(epoch / DAY) + 3) % 7) + 7) % 7) + 1

export const dates = {
  parseDate: (text: unknown, pattern?: unknown) => {
    if (pattern === undefined) return iso('parseDate', dateArg('parseDate', text))
    const [source, form] = [textArg('parseDate', text), textArg('parseDate', pattern)]
    const epoch = parsePattern(source, form)
    if (epoch !== null) return iso('parseDate', epoch)
    throw new TypeError(
      `parseDate can't read ${JSON.stringify(source)} by the pattern ${JSON.stringify(form)}`,
    )
  },
  isDate: (value: unknown) => typeof value === 'string' && parseIso(value) !== null,
  formatDate: (date: unknown, pattern: unknown) =>
    formatPattern(dateArg('formatDate', date), textArg('formatDate', pattern)),
  dateParts: (date: unknown) => {
    const epoch = dateArg('dateParts', date)
    const moment = momentOf(epoch)
    const newYear = dateArg('dateParts', `${String(moment.year).padStart(4, '0')}-01-01`)
    return { ...moment, weekday: weekdayOf(epoch), dayOfYear: Math.floor((epoch - newYear) / DAY) + 1 }
  },
  dateDiff: (from: unknown, to: unknown, unit: unknown = 'days') => {
    const [start, end] = [dateArg('dateDiff', from), dateArg('dateDiff', to)]
    const { fixed, months } = unitArg('dateDiff', unit)
    return months > 0 ? Math.trunc(monthsBetween(start, end) / months) : (end - start) / fixed
  },
  dateAdd: (date: unknown, amount: unknown, unit: unknown = 'days') => {
    const start = dateArg('dateAdd', date)
    const { fixed, months } = unitArg('dateAdd', unit)
    if (months > 0) return iso('dateAdd', addMonths(start, integerArg('dateAdd', amount, -120_000) * months))
    return iso('dateAdd', start + Math.round(numberArg('dateAdd', amount) * fixed))
  },
  startOf: (date: unknown, unit: unknown) => {
    const epoch = dateArg('startOf', date)
    const { fixed, months } = unitArg('startOf', unit)
    if (fixed === 7 * DAY) return iso('startOf', Math.floor(epoch / DAY) * DAY - (weekdayOf(epoch) - 1) * DAY)
    if (fixed > 0) return iso('startOf', Math.floor(epoch / fixed) * fixed)
    const { year, month } = momentOf(epoch)
    return `${String(year).padStart(4, '0')}-${months === 12 ? '01' : String(month).padStart(2, '0')}-01T00:00:00.000Z`
  },
  toEpoch: (date: unknown) => dateArg('toEpoch', date),
  fromEpoch: (milliseconds: unknown) => iso('fromEpoch', numberArg('fromEpoch', milliseconds)),
} satisfies CodeOf<typeof DATES>
