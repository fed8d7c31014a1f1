import type { FunctionRow } from './define.ts'

/**
 * A date is a text in ISO 8601 form, with or without a time; without an offset it is UTC. Functions that give a date
 * give `YYYY-MM-DDTHH:mm:ss.sssZ`. Units: milliseconds, seconds, minutes, hours, days, weeks, months, years.
 */
export const DATES = {
  parseDate: [
    'text, pattern?',
    'Reads a date from ISO text, or from a pattern of YYYY MM DD HH mm ss SSS.',
    'parseDate("01.03.2024 14:05", "DD.MM.YYYY HH:mm")',
    '2024-03-01T14:05:00.000Z',
  ],
  isDate: ['value', 'Whether a text is a date in ISO form.', 'isDate("2024-02-30")', false],
  formatDate: [
    'date, pattern',
    'A date as text by a pattern of YYYY MM DD HH mm ss SSS.',
    'formatDate("2024-03-01", "DD/MM/YYYY")',
    '01/03/2024',
  ],
  dateParts: [
    'date',
    'Year, month (1–12), day, hour, minute, second, millisecond, weekday (1 is Monday), dayOfYear.',
    'dateParts("2024-03-01T14:05:06.007Z")',
    {
      year: 2024,
      month: 3,
      day: 1,
      hour: 14,
      minute: 5,
      second: 6,
      millisecond: 7,
      weekday: 5,
      dayOfYear: 61,
    },
  ],
  dateDiff: [
    'from, to, unit?',
    'The time between two dates, in days unless told; whole months and years.',
    'dateDiff("2024-02-28", "2024-03-01")',
    2,
  ],
  dateAdd: [
    'date, amount, unit?',
    'A later date, by days unless told; a day that the month lacks becomes its last.',
    'dateAdd("2024-01-31", 1, "months")',
    '2024-02-29T00:00:00.000Z',
  ],
  startOf: [
    'date, unit',
    'The beginning of the unit in which a date lies; weeks begin on Monday.',
    'startOf("2024-03-17T09:30:00Z", "months")',
    '2024-03-01T00:00:00.000Z',
  ],
  toEpoch: ['date', 'Milliseconds since 1970-01-01 UTC.', 'toEpoch("1970-01-02")', 86_400_000],
  fromEpoch: [
    'milliseconds',
    'The date so many milliseconds after 1970-01-01 UTC.',
    'fromEpoch(0)',
    '1970-01-01T00:00:00.000Z',
  ],
} as const satisfies Record<string, FunctionRow>
