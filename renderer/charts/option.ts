import type { Drawing } from '#shared/contract/drawing.ts'
import { formatNumber } from '../ui/format.ts'
import { type Scheme, TOKENS } from '../ui/tokens.ts'
import { equalRanges, niceRange, placeText, tickText } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import { looksOf } from './looks.ts'
import { readOut } from './readOut.ts'
import { allSeries } from './series.ts'

type Range = readonly [number, number]

export interface ChartSize {
  readonly width: number
  readonly height: number
}

const FONT = "'Inter Variable', system-ui, sans-serif"
const NO_EXTENT: Range = [0, 1]

/** A low place has room for the plot, but not for titles too. */
const isLow = (height: number): boolean => height < 200

/** Pixels around the plot. */
function marginsOf(
  { spec, series }: Drawing,
  { height }: ChartSize,
): { top: number; right: number; bottom: number; left: number } {
  const low = isLow(height)
  const head = (spec.title && !low ? 28 : 8) + (series.length > 1 ? 28 : 0)
  const cells = series[0]?.mark === 'cells'
  return {
    top: head + 4,
    right: cells ? 96 : 36,
    bottom: spec.x.title && !low ? 44 : 28,
    left: spec.y.title ? 76 : 60,
  }
}

/** What the axes reach from and to: fixed, so that zooming never moves them. */
export function rangesOf(
  drawing: Drawing,
  { width, height }: ChartSize,
): { x: Range; y: Range; below: Range } {
  const { spec } = drawing
  const y = niceRange(drawing.y.extent ?? NO_EXTENT, spec.y.log)
  const below = niceRange(drawing.below?.extent ?? NO_EXTENT, false)
  const extent = drawing.x.extent ?? NO_EXTENT
  if (drawing.x.scale === 'time')
    return { x: extent[0] === extent[1] ? [extent[0] - 1, extent[1] + 1] : extent, y, below }
  const counted = drawing.series.some((one) => one.mark === 'bins' || one.mark === 'spans')
  const x = counted && !spec.x.log ? extent : niceRange(extent, spec.x.log)
  if (!spec.equal) return { x, y, below }
  const margins = marginsOf(drawing, { width, height })
  const plot = [
    Math.max(40, width - margins.left - margins.right),
    Math.max(40, height - margins.top - margins.bottom),
  ] as const
  const [wide, high] = equalRanges(x, y, ...plot)
  return { x: wide, y: high, below }
}

/** Says so where a bar stands for several rows. */
function yTitleOf({ spec, series }: Drawing): string {
  const together = series.some((one) => one.mark === 'bars' && one.total > one.x.length)
  return together && spec.combine !== 'count' ? `${COMBINED[spec.combine]} of ${spec.y.title}` : spec.y.title
}

const COMBINED = { mean: 'mean', sum: 'sum', median: 'median', min: 'least', max: 'greatest' } as const

/** A drawing as ECharts' option: all of its looks, for one theme and size. `whole` is the drawing without a window, which sets the axes. */
export function optionOf(
  drawing: Drawing,
  whole: Drawing,
  scheme: Scheme,
  size: ChartSize,
): EChartsCoreOption {
  const tokens = TOKENS[scheme]
  const { spec } = whole
  const cells = whole.series[0]?.mark === 'cells'
  const ranges = rangesOf(whole, size)
  const margins = marginsOf(whole, size)
  const two = whole.below !== undefined
  const low = isLow(size.height)
  const looks = looksOf(drawing.series, scheme)
  const plot = size.height - margins.top - margins.bottom
  const lower = Math.round(plot * 0.28)
  const text = { color: tokens.muted, fontFamily: FONT, fontSize: 11 }

  const axis = (of: Drawing['x'], title: string, log: boolean, range: Range, up: boolean) => ({
    type: of.scale === 'category' ? 'category' : of.scale === 'time' ? 'time' : log ? 'log' : 'value',
    ...(of.scale === 'category'
      ? { data: (of.names ?? []).map((_, i) => placeText(i, of, true)) }
      : { min: range[0], max: range[1] }),
    name: up || !low ? title : '',
    nameLocation: 'middle',
    nameGap: up ? 56 : 28,
    nameTextStyle: { ...text, color: tokens.text, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: tokens.edge } },
    axisTick: { show: true, lineStyle: { color: tokens.edge } },
    axisLabel: {
      ...text,
      hideOverlap: true,
      ...(of.scale === 'number' ? { formatter: tickText } : {}),
      ...(of.scale === 'category' ? { overflow: 'truncate', width: up ? 56 : undefined } : {}),
    },
    splitLine: { show: of.scale !== 'category', lineStyle: { color: tokens.line } },
    axisPointer: {
      label: {
        backgroundColor: tokens.text,
        color: tokens.surface,
        fontFamily: FONT,
        formatter: ({ value }: { value: unknown }) =>
          of.scale === 'category' ? String(value) : placeText(Number(value), of, true),
      },
    },
  })

  const grid = { left: margins.left, right: margins.right, outerBoundsMode: 'none' }
  const both = spec.equal || drawing.series.every((one) => one.mark === 'points')
  const zoom = { type: 'inside', filterMode: 'none', minSpan: 0.01 }
  const pointed = drawing.series.every((one) => ['points', 'boxes', 'cells'].includes(one.mark))
  return {
    useUTC: true,
    backgroundColor: tokens.surface,
    textStyle: { fontFamily: FONT, color: tokens.text },
    ...(spec.title && !low
      ? {
          title: {
            text: spec.title,
            left: 16,
            top: 6,
            textStyle: { fontSize: 14, fontWeight: 600, color: tokens.text },
          },
        }
      : {}),
    legend: {
      show: whole.series.length > 1,
      type: 'scroll',
      top: spec.title && !low ? 30 : 6,
      left: 12,
      right: 12,
      itemWidth: pointed ? 12 : 24,
      itemHeight: 12,
      icon: undefined,
      textStyle: { color: tokens.text, fontSize: 12 },
      pageTextStyle: { color: tokens.muted },
      pageIconColor: tokens.edge,
      inactiveColor: tokens.edge,
      data: [...new Set(whole.series.map((one) => one.name))],
    },
    grid: two
      ? [
          { ...grid, top: margins.top, height: plot - lower - 28 },
          { ...grid, top: margins.top + plot - lower, height: lower },
        ]
      : [{ ...grid, top: margins.top, bottom: margins.bottom }],
    xAxis: two
      ? [
          { ...axis(whole.x, '', spec.x.log, ranges.x, false), axisLabel: { show: false } },
          { ...axis(whole.x, spec.x.title, spec.x.log, ranges.x, false), gridIndex: 1 },
        ]
      : [axis(whole.x, spec.x.title, spec.x.log, ranges.x, false)],
    yAxis: [
      axis(whole.y, yTitleOf(whole), spec.y.log, ranges.y, true),
      ...(two && whole.below
        ? [{ ...axis(whole.below, spec.below, false, ranges.below, true), gridIndex: 1, splitNumber: 2 }]
        : []),
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: {
      trigger: pointed ? 'item' : 'axis',
      confine: true,
      backgroundColor: tokens.raised,
      borderColor: tokens.edge,
      textStyle: { color: tokens.text, fontSize: 12 },
      axisPointer: { type: pointed ? 'none' : 'line', lineStyle: { color: tokens.edge } },
      formatter: readOut(drawing, looks),
    },
    dataZoom: [
      { ...zoom, xAxisIndex: two ? [0, 1] : [0] },
      ...(both || cells ? [{ ...zoom, yAxisIndex: [0] }] : []),
    ],
    ...(cells ? { visualMap: colours(drawing, scheme) } : {}),
    series: allSeries(looks, { drawing, soft: tokens['accent-soft'], floor: spec.y.log ? ranges.y[0] : 0 }),
  }
}

/** From the ground's own colour to the accent: more is darker by day and lighter by night. */
function colours({ series, spec }: Drawing, scheme: Scheme) {
  const tokens = TOKENS[scheme]
  const values = (series[0]?.value ?? []).filter((value) => value !== null)
  const [min, max] = values.reduce(
    ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  const range = Number.isFinite(min) ? niceRange([min, max], false) : NO_EXTENT
  return {
    type: 'continuous',
    min: range[0],
    max: range[1],
    dimension: 2,
    calculable: false,
    right: 8,
    top: 'middle',
    itemWidth: 12,
    itemHeight: 120,
    text: [formatNumber(range[1]), formatNumber(range[0])],
    name: spec.below,
    inRange: { color: [tokens['accent-soft'], tokens.accent] },
    textStyle: { color: tokens.muted, fontSize: 11 },
  }
}
