import type { Drawing, Scale } from '#shared/contract/drawing.ts'
import { formatNumber } from '../ui/format.ts'

type Range = readonly [number, number]

/** The step that ECharts puts between ticks of a range: 1, 2, 3 or 5 times a power of ten, about five to a range. */
function niceStep(range: number): number {
  const rough = range / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const share = rough / power
  return (share < 1.5 ? 1 : share < 2.5 ? 2 : share < 4 ? 3 : share < 7 ? 5 : 10) * power
}

/** A range that begins and ends on a tick. */
export function niceRange([from, to]: Range, log: boolean): Range {
  if (log) {
    const [low, high] = [10 ** Math.floor(Math.log10(from)), 10 ** Math.ceil(Math.log10(to))]
    return low < high ? [low, high] : [low / 10, high * 10]
  }
  if (from === to) return from === 0 ? [-1, 1] : [from - Math.abs(from) / 2, to + Math.abs(to) / 2]
  const ends = (step: number): Range => [Math.floor(from / step) * step, Math.ceil(to / step) * step]
  const first = ends(niceStep(to - from))
  // The range has grown, and ECharts sets its ticks by what it is now.
  const step = niceStep(first[1] - first[0])
  const [low, high] = ends(step)
  // Without the rounding of the decimals a limit could read 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step)))
  const round = (value: number): number => (digits > 20 ? value : Number(value.toFixed(digits)))
  return [round(low), round(high)]
}

/** Both ranges widened so that one unit is as long across as up, in a plot of this size. */
export function equalRanges(x: Range, y: Range, width: number, height: number): readonly [Range, Range] {
  const unit = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height)
  return [
    [x[0], x[0] + unit * width],
    [y[0], y[0] + unit * height],
  ]
}

/** A tick in words; where an axis ends between two ticks, ECharts has one with many digits, which says nothing. */
export const tickText = (value: number): string =>
  Number(value.toPrecision(10)) === value ? formatNumber(value) : ''

const exact = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 17 })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', timeZone: 'UTC' })

const DAY = 86_400_000

/** A time in full. What lies within the first day is a time of day. */
export function formatTime(ms: number): string {
  const rest = ms % 1000 === 0 ? '' : `.${String(Math.round(((ms % 1000) + 1000) % 1000)).padStart(3, '0')}`
  if (ms >= 0 && ms < DAY) return clock.format(ms) + rest
  return ms % DAY === 0 ? day.format(ms) : moment.format(ms) + rest
}

/** All digits of a number, in the user's locale. */
export const formatExact = (value: number): string => exact.format(value)

/** A place on an axis in words: `short` with at most six digits, else in full. */
export function placeText(value: number, axis: Drawing['x'], short = false): string {
  const number = (at: number, scale: Scale | undefined): string =>
    scale === 'time' ? formatTime(at) : short ? formatNumber(at) : formatExact(at)
  if (axis.scale !== 'category') return number(value, axis.scale)
  const name = axis.names?.[Math.round(value)]
  return typeof name === 'number' ? number(name, axis.namesAre) : (name ?? '')
}
