import type { ColumnType } from '#shared/operation/value.ts'
import { quoteName, quoteText } from '../names.ts'
import { type Decimal, hasLeadingZero, MOST_WORDS, numberSql } from '../odd-texts.ts'
import { dateSql, timeSql, timestampSql } from '../times.ts'

/** What the texts of a column may be instead. */
export interface Candidate {
  readonly what: 'numbers' | 'times'
  /** SQL that is the column's text as a value, or NULL where it is none. */
  readonly sql: string
  /** How most of a sample's times are written, unless it is by ISO 8601. */
  readonly format?: string
}

/** Times of day after a date, as instruments and spreadsheets write them. */
const CLOCKS = ['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%H:%M:%S,%f', '%I:%M %p', '%I:%M:%S %p'] as const

const ISO = /^\s*\d{4}-\d{2}-\d{2}/
const TIME =
  /^\s*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:\s+\d{1,2}:\d{1,2}(:\d{1,2}([.,]\d{1,6})?)?(\s[ap]m)?)?\s*$/i
const NUMBER: Readonly<Record<Decimal, RegExp>> = {
  '.': /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i,
  ',': /^\s*[-+]?(\d+,?\d*|,\d+)(e[-+]?\d+)?\s*$/i,
}

interface Shape {
  readonly days: readonly string[]
  /** Empty for a date alone. */
  readonly clock: string
}

/** The ways in which a text may be a date, perhaps with a time of day. */
function shapeOf(text: string): Shape {
  const found = TIME.exec(text)
  if (!found) return { days: [], clock: '' }
  const [, first = '', sign = '', second = '', third = '', seconds, fraction, half] = found
  const days: string[] = []
  const [a, b] = [Number(first), Number(second)]
  if (first.length === 4) days.push(['%Y', '%m', '%d'].join(sign))
  else if (first.length <= 2 && third.length === 4) {
    if (a <= 31 && b <= 12) days.push(['%d', '%m', '%Y'].join(sign))
    if (a <= 12 && b <= 31 && sign !== '.') days.push(['%m', '%d', '%Y'].join(sign))
  }
  if (!text.includes(':')) return { days, clock: '' }
  const rest = seconds === undefined ? '' : `:%S${fraction ? `${fraction[0]}%f` : ''}`
  return { days, clock: half === undefined ? `%H:%M${rest}` : `%I:%M${rest} %p` }
}

const countEach = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** No year of four digits is below it: `%Y` takes 25 for the year 25 after Christ, which nobody means. */
const FIRST_YEAR = "TIMESTAMP '1000-01-01'"

function formatSql(text: string, formats: readonly string[]): string {
  const value = `try_strptime(${text}, [${formats.map(quoteText).join(', ')}])`
  return `nullif(greatest(${value}, ${FIRST_YEAR}), ${FIRST_YEAR})`
}

/** Below this share of a sample a column is not looked at whole. It is lower than what counts there, as a sample may be off. */
const LEAST_SHARE = 1 / 3
/** Of formats that a sample fits less than the one that it fits most, so much is needed to be looked at too. */
const RIVAL_SHARE = 0.9

/** Dates and times in formats that the sample fits, `clocks` aside. */
function formatsIn(name: string, sample: readonly string[], withClock: boolean): Candidate[] {
  const shapes = sample.filter((text) => !ISO.test(text)).map(shapeOf)
  const days = countEach(shapes.flatMap((shape) => shape.days))
  const clocks = countEach(shapes.filter((shape) => shape.days.length > 0).map(({ clock }) => clock))
  const most = Math.max(0, ...days.values())
  const least = Math.max(sample.length * LEAST_SHARE, most * RIVAL_SHARE)
  // A format that fits at once is quick, and one that does not is slow, so that the usual one comes first.
  const usual = ['', ...CLOCKS].sort((a, b) => (clocks.get(b) ?? 0) - (clocks.get(a) ?? 0))
  return [...days]
    .filter(([, count]) => count >= least)
    .map(([day]) => {
      const formats = (withClock ? usual : ['']).map((clock) => `${day} ${clock}`.trim())
      return { what: 'times', sql: formatSql(quoteName(name), formats), format: formats[0] ?? day }
    })
}

/** What a column of text may be by a sample of it; nothing for one that is text by all appearance. */
export function candidatesIn(
  name: string,
  sample: readonly string[],
  decimals: readonly Decimal[],
): Candidate[] {
  const column = quoteName(name)
  const least = sample.length * LEAST_SHARE
  const found = formatsIn(name, sample, true)
  if (sample.filter((text) => ISO.test(text)).length >= least) {
    found.unshift({
      what: 'times',
      sql: `CASE WHEN ${column} LIKE '____-__-__%' THEN ${timestampSql(column)} END`,
    })
  }
  if (sample.some(hasLeadingZero)) return found
  for (const decimal of decimals) {
    const odd = sample.filter((text) => !NUMBER[decimal].test(text))
    if (sample.length - odd.length < least || new Set(odd).size > MOST_WORDS) continue
    found.push({ what: 'numbers', sql: numberSql(column, decimal) })
  }
  return found
}

/** The ways in which a column may become what it is told to be. The first is that of ISO 8601, or the only one. */
export function candidatesFor(name: string, sample: readonly string[], type: ColumnType): Candidate[] {
  const column = quoteName(name)
  if (type === 'integer') {
    const whole = `regexp_full_match(${column}, '\\s*[+-]?[0-9]+\\s*')`
    return [{ what: 'numbers', sql: `CASE WHEN ${whole} THEN TRY_CAST(${column} AS BIGINT) END` }]
  }
  if (type === 'time') return [{ what: 'times', sql: timeSql(column, 'time', 'TRY_CAST') }]
  const sql = type === 'date' ? dateSql(column) : timestampSql(column)
  return [{ what: 'times', sql }, ...formatsIn(name, sample, type === 'timestamp')]
}
