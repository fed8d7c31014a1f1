import type { Drawing } from '#shared/contract/drawing.ts'
import { type Scheme, TOKENS } from '../ui/tokens.ts'
import {
  equalRanges,
  logRange,
  logsOf,
  niceRange,
  niceStep,
  type Range,
  rulerOf,
  shortPlaces,
  standsIn,
} from './axes.ts'
import { FONT, LEGEND, legendLines, widest } from './room.ts'
import { evenTicks, logTicks, type TickText } from './ticks.ts'

export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** What is seen of the axes in their own numbers, which of a logarithmic one are powers of ten; what is absent is seen whole. */
export interface Seen {
  readonly x?: Range | undefined
  readonly y?: Range | undefined
}

export interface View {
  readonly scheme: Scheme
  readonly size: ChartSize
  readonly seen?: Seen | undefined
  /** A picture by itself, of which nothing can be brought into sight later. */
  readonly picture?: boolean
}

const NO_EXTENT: Range = [0, 1]

/** A low place has room for the plot, but not for titles too. */
export const isLow = ({ height }: ChartSize): boolean => height < 200

/** Series whose items are pointed at one by one. */
export const isPointed = ({ series }: Drawing): boolean =>
  series.every((one) => ['points', 'boxes', 'cells'].includes(one.mark))

export const legendNames = ({ series }: Drawing): string[] => [...new Set(series.map((one) => one.name))]
export const signWidth = (drawing: Drawing): number => (isPointed(drawing) ? 12 : 24)

/** Pixels that a picture needs for the lines of its legend after the first. */
export const legendRoom = (drawing: Drawing, width: number): number =>
  drawing.series.length > 1
    ? (legendLines(legendNames(drawing), width, signWidth(drawing)) - 1) * LEGEND.line
    : 0

/** What the axes reach from and to, in their own numbers: fixed, so that zooming never moves them. */
export function rangesOf(drawing: Drawing, view: View): { x: Range; y: Range; below: Range } {
  const { spec } = drawing
  const logs = logsOf(drawing)
  const yExtent = drawing.y.extent ?? NO_EXTENT
  const y = logs.y ? logRange(yExtent, standsIn(drawing)) : niceRange(yExtent)
  const below = niceRange(drawing.below?.extent ?? NO_EXTENT)
  const extent = drawing.x.extent ?? NO_EXTENT
  if (drawing.x.scale === 'time')
    return { x: extent[0] === extent[1] ? [extent[0] - 1, extent[1] + 1] : extent, y, below }
  const counted = drawing.series.some((one) => one.mark === 'bins' || one.mark === 'spans')
  const x = logs.x ? logRange(extent) : counted ? extent : niceRange(extent)
  if (!spec.equal) return { x, y, below }
  const margins = marginsOf(drawing, view, { x: [x], y: [y], below: [below] })
  const { width, height } = view.size
  const plot = [
    Math.max(40, width - margins.left - margins.right),
    Math.max(40, height - margins.top - margins.bottom),
  ] as const
  const [wide, high] = equalRanges(x, y, ...plot)
  return { x: wide, y: high, below }
}

const LABEL = 11

/** Pixels that the labels of an axis of numbers take in these ranges. */
function labelRoom(ranges: readonly Range[], log: boolean): number {
  const texts = ranges.flatMap((range) => {
    if (log) {
      const { at, text } = logTicks(range)
      return at.map(text)
    }
    const step = niceStep(range[1] - range[0])
    const text = evenTicks(range)
    const first = Math.ceil(range[0] / step)
    return Array.from({ length: 8 }, (_, i) => text((first + i) * step))
  })
  return widest(texts, LABEL)
}

interface Margins {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
  /** From the y axis to the middle of its title. */
  readonly title: number
}

/** The ranges of each axis whose labels need room: all of it, and what is seen. */
interface Labelled {
  readonly x: readonly Range[]
  readonly y: readonly Range[]
  readonly below: readonly Range[]
}

/** Pixels around the plot, with room for its labels. */
function marginsOf(drawing: Drawing, { size, picture }: View, { x, y, below }: Labelled): Margins {
  const { spec, series } = drawing
  const low = isLow(size)
  const lines = picture ? legendRoom(drawing, size.width) : 0
  const head = (spec.title && !low ? 28 : 8) + (series.length > 1 ? 28 : 0) + lines
  const logs = logsOf(drawing)
  const across = drawing.x.scale === 'number' ? labelRoom(x, logs.x) : 0
  const main = drawing.y.scale === 'category' ? 0 : labelRoom(y, logs.y)
  const labels = drawing.below ? Math.max(main, labelRoom(below, false)) : main
  const title = Math.max(56, labels + 20)
  return {
    top: head + 4,
    // The last label is about the end of the axis.
    right: series[0]?.mark === 'cells' ? 96 : Math.max(36, across / 2 + 8),
    bottom: spec.x.title && !low ? 44 : 28,
    left: spec.y.title ? title + 20 : Math.max(60, labels + 16),
    title,
  }
}

/** Says so where a bar stands for several rows. */
function yTitleOf({ spec, series }: Drawing): string {
  const together = series.some((one) => one.mark === 'bars' && one.total > one.x.length)
  return together && spec.combine !== 'count' ? `${COMBINED[spec.combine]} of ${spec.y.title}` : spec.y.title
}

const COMBINED = { mean: 'mean', sum: 'sum', median: 'median', min: 'least', max: 'greatest' } as const

interface AxisLooks {
  readonly of: Drawing['x']
  readonly title: string
  readonly log: boolean
  readonly range: Range
  readonly seen: Range | undefined
  /** Pixels from a y axis to its title; undefined for an x axis. */
  readonly up?: number
}

/** Where ticks are, which of an even axis ECharts finds by itself, and what they say. */
function ticksOf({ of, log, range, seen = range }: AxisLooks): {
  readonly values?: readonly number[]
  readonly text?: TickText
} {
  if (log) {
    const { at, text } = logTicks(seen)
    return { values: at, text }
  }
  return of.scale === 'number' ? { text: evenTicks(seen) } : {}
}

function axisOf(looks: AxisLooks, { scheme, size }: View) {
  const tokens = TOKENS[scheme]
  const { of, title, log, range, seen, up } = looks
  const text = { color: tokens.muted, fontFamily: FONT, fontSize: LABEL }
  const names = of.scale === 'category'
  const { values, text: words } = ticksOf(looks)
  const ruler = rulerOf(log)
  const [from, to] = seen ?? range
  const pointed = shortPlaces(of, names ? null : [ruler.value(from), ruler.value(to)])
  return {
    type: names ? 'category' : of.scale === 'time' ? 'time' : 'value',
    ...(names ? { data: (of.names ?? []).map((_, i) => pointed(i)) } : { min: range[0], max: range[1] }),
    // Bars stand on it: with `min` alone they would still be drawn from 0, which is the place of 1.
    ...(log ? { startValue: range[0] } : {}),
    name: up !== undefined || !isLow(size) ? title : '',
    nameLocation: 'middle',
    nameGap: up ?? 28,
    nameTextStyle: { ...text, color: tokens.text, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: tokens.edge } },
    axisTick: { show: true, lineStyle: { color: tokens.edge }, customValues: values },
    axisLabel: {
      ...text,
      hideOverlap: true,
      customValues: values,
      ...(words ? { formatter: words } : {}),
      ...(names ? { overflow: 'truncate', width: up === undefined ? undefined : 56 } : {}),
    },
    splitLine: { show: !names, lineStyle: { color: tokens.line } },
    axisPointer: {
      label: {
        backgroundColor: tokens.text,
        color: tokens.surface,
        fontFamily: FONT,
        formatter: ({ value }: { value: unknown }) =>
          names ? String(value) : pointed(ruler.value(Number(value))),
      },
    },
  }
}

/** The plot and its axes, as far as they are seen, in ECharts' terms. `whole` is the drawing without a window, which sets them. */
export function frameOf(whole: Drawing, view: View) {
  const { spec } = whole
  const { size, seen } = view
  const ranges = rangesOf(whole, view)
  const logs = logsOf(whole)
  const margins = marginsOf(whole, view, {
    x: seen?.x ? [ranges.x, seen.x] : [ranges.x],
    y: seen?.y ? [ranges.y, seen.y] : [ranges.y],
    below: [ranges.below],
  })
  const plot = size.height - margins.top - margins.bottom
  const lower = Math.round(plot * 0.28)
  const grid = { left: margins.left, right: margins.right, outerBoundsMode: 'none' }
  const across = (title: string) =>
    axisOf({ of: whole.x, title, log: logs.x, range: ranges.x, seen: seen?.x }, view)
  const main = axisOf(
    {
      of: whole.y,
      title: yTitleOf(whole),
      log: logs.y,
      range: ranges.y,
      seen: seen?.y,
      up: margins.title,
    },
    view,
  )
  if (!whole.below) {
    return {
      grid: [{ ...grid, top: margins.top, bottom: margins.bottom }],
      xAxis: [across(spec.x.title)],
      yAxis: [main],
    }
  }
  const below = axisOf(
    {
      of: whole.below,
      title: spec.below,
      log: false,
      range: ranges.below,
      seen: undefined,
      up: margins.title,
    },
    view,
  )
  return {
    grid: [
      { ...grid, top: margins.top, height: plot - lower - 28 },
      { ...grid, top: margins.top + plot - lower, height: lower },
    ],
    xAxis: [
      { ...across(''), axisLabel: { show: false } },
      { ...across(spec.x.title), gridIndex: 1 },
    ],
    yAxis: [main, { ...below, gridIndex: 1, splitNumber: 2 }],
  }
}
