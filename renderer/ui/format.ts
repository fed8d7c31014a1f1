/** Numbers, times and sizes as people read them, in the user's locale. */

const small = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 })
const tiny = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6, notation: 'scientific' })
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 })
const twoDigits = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })

/** At most six significant digits; powers of ten outside 0.0001 … 10⁹. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return tiny.format(value)
  return Number.isInteger(value) && size >= 1e6 ? whole.format(value) : small.format(value)
}

export const formatCount = (value: number): string => whole.format(value)

/** `3 nodes`, `1 node`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** A duration in milliseconds: `0.4 ms`, `38 ms`, `1.24 s`, `2 min 5 s`, `1 h 3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${oneDigit.format(ms)} ms`
  if (ms < 999.5) return `${whole.format(ms)} ms`
  if (ms < 59_950) return `${(ms < 10_000 ? twoDigits : oneDigit).format(ms / 1000)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${whole.format(Math.floor(minutes / 60))} h ${minutes % 60} min`
}

/** Bytes: `812 B`, `1.4 kB`, `3.2 MB` (powers of 1000). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let at = 0
  while (size >= 999.5 && at < units.length - 1) {
    size /= 1000
    at += 1
  }
  return `${at === 0 ? whole.format(size) : oneDigit.format(size)} ${units[at]}`
}

const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const STEPS: readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [60_000, 'second', 1000],
  [3_600_000, 'minute', 60_000],
  [86_400_000, 'hour', 3_600_000],
  [604_800_000, 'day', 86_400_000],
]
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/**
 * `5 minutes ago`; a date once it is more than a week away. What lies ahead is just now: the clock of who asks has not
 * ticked since.
 */
export function formatAgo(at: number, now: number): string {
  const passed = Math.max(0, now - at)
  if (passed < 10_000) return 'just now'
  for (const [limit, unit, size] of STEPS) {
    if (passed < limit) return RELATIVE.format(-Math.round(passed / size), unit)
  }
  return day.format(at)
}

export const formatMoment = (at: number): string => moment.format(at)
