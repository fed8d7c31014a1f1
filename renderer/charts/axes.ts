import type { Drawing, Scale } from '#shared/contract/drawing.ts'
import { formatNumber } from '../ui/format.ts'
import { fewestDigits, numberWords } from './words.ts'

export type Range = readonly [number, number]

/** How values lie along an axis. */
export interface Ruler {
  readonly at: (value: number) => number
  readonly value: (at: number) => number
}

const EVEN: Ruler = { at: (value) => value, value: (at) => at }
const POWERS: Ruler = { at: Math.log10, value: (at) => 10 ** at }

/**
 * A logarithmic axis is drawn as an even one of powers of ten: ECharts would zoom one of its own by values, so that its lowest decades
 * were gone after a step, and would let bars hang from 1.
 */
export const rulerOf = (log: boolean): Ruler => (log ? POWERS : EVEN)

/** Whether the axes of a drawing are logarithmic: only those of numbers can be. */
export const logsOf = ({ spec, x }: Drawing): { readonly x: boolean; readonly y: boolean } => ({
  x: spec.x.log && x.scale === 'number',
  y: spec.y.log,
})

/** The step that ECharts puts between ticks of a range: 1, 2, 3 or 5 times a power of ten, about five to a range. */
export function niceStep(range: number): number {
  const rough = range / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const share = rough / power
  return (share < 1.5 ? 1 : share < 2.5 ? 2 : share < 4 ? 3 : share < 7 ? 5 : 10) * power
}

/** A range that begins and ends on a tick. */
export function niceRange([from, to]: Range): Range {
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

/**
 * The whole decades around a range, as powers of ten. What stands on the axis begins a decade lower: the least of it would have no
 * height on a floor of its own value.
 */
export function logRange([from, to]: Range, stands = false): Range {
  if (!(from > 0)) return [0, 1]
  const [low, high] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))]
  if (stands) return [low - 1, Math.max(low + 1, high)]
  return low < high ? [low, high] : [low - 1, high + 1]
}

/** Whether anything in a drawing's main panel stands on its x axis. */
export const standsIn = ({ series }: Drawing): boolean =>
  series.some(({ mark, panel }) => panel === 'main' && STANDING.has(mark))

const STANDING: ReadonlySet<string> = new Set(['bars', 'bins', 'spans'])

/** Both ranges widened so that one unit is as long across as up, in a plot of this size. */
export function equalRanges(x: Range, y: Range, width: number, height: number): readonly [Range, Range] {
  const unit = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height)
  return [
    [x[0], x[0] + unit * width],
    [y[0], y[0] + unit * height],
  ]
}

const exact = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 17 })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' })
const moment = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
})
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', timeZone: 'UTC' })

/** A style has no fractions of a second: with them, a time is put together from its parts. */
const PARTS = {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZone: 'UTC',
} as const
const fineMoment = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  ...PARTS,
})
const fineClock = new Intl.DateTimeFormat(undefined, PARTS)

const DAY = 86_400_000

/** A time in full, to the millisecond. What lies within the first day is a time of day. */
export function formatTime(time: number): string {
  const ms = Math.round(time)
  const fine = ms % 1000 !== 0
  if (ms >= 0 && ms < DAY) return (fine ? fineClock : clock).format(ms)
  return ms % DAY === 0 ? day.format(ms) : (fine ? fineMoment : moment).format(ms)
}

/** All digits of a number, in the user's locale. */
export const formatExact = (value: number): string => exact.format(value)

/** A place on an axis in words, in full. */
export const placeText = (value: number, axis: Drawing['x']): string => placeWith(value, axis, formatExact)

function placeWith(value: number, axis: Drawing['x'], words: (value: number) => string): string {
  const write = (at: number, scale: Scale | undefined): string =>
    scale === 'time' ? formatTime(at) : words(at)
  if (axis.scale !== 'category') return write(value, axis.scale)
  const name = axis.names?.[Math.round(value)]
  return typeof name === 'number' ? write(name, axis.namesAre) : (name ?? '')
}

/**
 * Places on an axis in few digits, yet enough to tell what is drawn apart: names from each other, and numbers a hundredth of a tick's
 * step. `range` is what is seen of the axis, where that is not all.
 */
export function shortPlaces(
  axis: Drawing['x'],
  range: Range | null = axis.extent,
): (value: number) => string {
  const numbers = (axis.scale === 'category' ? (axis.names ?? []) : (range ?? [])).filter(
    (one) => typeof one === 'number',
  )
  const words = axis.scale === 'category' ? fewestDigits(numbers) : wordsWithin(numbers)
  return (value) => placeWith(value, axis, words)
}

/** Numbers of a range in few digits, yet enough to tell a hundredth of a tick's step. */
export function wordsWithin([from, to]: readonly number[]): (value: number) => string {
  if (from === undefined || to === undefined || !(from < to)) return formatNumber
  return numberWords(Math.max(Math.abs(from), Math.abs(to)), niceStep(to - from) / 100)
}
