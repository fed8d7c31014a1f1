import { formatNumber } from '../ui/format.ts'
import { niceStep, type Range } from './axes.ts'
import { exponentOf, numberWords } from './words.ts'

/** Words for the ticks of an axis, in the axis' own numbers. */
export type TickText = (at: number) => string

/**
 * Words for ticks that lie on an even axis from one number to another, with enough digits to tell them apart. Where the axis ends
 * between two ticks ECharts has one with more digits than those, which says nothing.
 */
export function evenTicks([from, to]: Range): TickText {
  const step = niceStep(to - from)
  const words = numberWords(Math.max(Math.abs(from), Math.abs(to)), step)
  const unit = 10 ** exponentOf(step)
  return (at) => {
    const units = at / unit
    return Math.abs(units - Math.round(units)) < 1e-3 ? words(Math.round(units) * unit) : ''
  }
}

export interface LogTicks {
  /** Powers of ten, ascending. */
  readonly at: readonly number[]
  readonly text: TickText
}

/** Most labels of whole decades. */
const DECADES = 10
/** So few decades have ticks within them as well. */
const FEW = 3

/** Ticks of a logarithmic axis between two powers of ten: whole decades, of few also 2 and 5, and within one, even steps. */
export function logTicks([from, to]: Range): LogTicks {
  if (to - from < 1) return stepsWithin(from, to)
  const [first, last] = [Math.ceil(from - 1e-9), Math.floor(to + 1e-9)]
  const every = Math.max(1, Math.ceil((last - first) / DECADES))
  const decades = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every)
  if (to - from > FEW) return { at: decades, text: powerText }
  const at = [first - 1, ...decades]
    .flatMap((decade) => [decade, decade + Math.log10(2), decade + Math.log10(5)])
    .filter((one) => one >= from - 1e-9 && one <= to + 1e-9)
  return { at, text: powerText }
}

const powerText: TickText = (at) => formatNumber(10 ** at)

function stepsWithin(from: number, to: number): LogTicks {
  const [low, high] = [10 ** from, 10 ** to]
  const step = niceStep(high - low)
  const first = Math.ceil(low / step)
  const count = Math.max(0, Math.floor(high / step) - first + 1)
  const words = numberWords(high, step)
  const unit = 10 ** exponentOf(step)
  return {
    at: Array.from({ length: count }, (_, i) => Math.log10((first + i) * step)),
    text: (at) => words(Math.round(10 ** at / unit) * unit),
  }
}
