import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { type Scheme, TOKENS } from '../ui/tokens.ts'
import { logsOf, niceRange, type Range, wordsWithin } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import { frameOf, isLow, isPointed, legendNames, rangesOf, signWidth, type View } from './frame.ts'
import { looksOf } from './looks.ts'
import { readOut } from './readOut.ts'
import { FONT, LEGEND } from './room.ts'
import { allSeries } from './series.ts'

const NO_EXTENT: Range = [0, 1]

/**
 * The series of a part of a drawing, each in the place that it has in the whole, without points where the part has none of it: a series
 * keeps its looks, and ECharts what it knows of it, wherever one zooms to.
 */
export function inPlace(part: readonly DrawnSeries[], whole: readonly DrawnSeries[]): DrawnSeries[] {
  const left = [...part]
  return whole.map((one) => {
    const at = left.findIndex(({ layer, name }) => layer === one.layer && name === one.name)
    const [found] = at < 0 ? [] : left.splice(at, 1)
    return found ?? emptied(one)
  })
}

const emptied = ({ layer, name, mark, panel, error, until }: DrawnSeries): DrawnSeries => ({
  layer,
  name,
  mark,
  panel,
  x: [],
  y: [],
  ...(error ? { error: [] } : {}),
  ...(until ? { until: [] } : {}),
  total: 0,
  sampled: false,
})

/** A drawing as ECharts' option: all of its looks, for one theme and size. `whole` is the drawing without a window, which sets the axes. */
export function optionOf(part: Drawing, whole: Drawing, view: View): EChartsCoreOption {
  const { scheme, size, picture = false } = view
  const tokens = TOKENS[scheme]
  const { spec } = whole
  const drawing: Drawing = { ...part, series: inPlace(part.series, whole.series) }
  const cells = whole.series[0]?.mark === 'cells'
  const two = whole.below !== undefined
  const low = isLow(size)
  const looks = looksOf(whole.series, scheme)
  const logs = logsOf(whole)
  const both = spec.equal || whole.series.every((one) => one.mark === 'points')
  const zoom = { type: 'inside', filterMode: 'none', minSpan: 0.01 }
  const pointed = isPointed(whole)
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
      // A picture has no pages to turn: all names are on it.
      type: picture ? 'plain' : 'scroll',
      top: spec.title && !low ? 30 : 6,
      left: LEGEND.left,
      right: LEGEND.left,
      padding: LEGEND.inside,
      itemGap: LEGEND.gap,
      itemWidth: signWidth(whole),
      itemHeight: 12,
      icon: undefined,
      textStyle: { color: tokens.text, fontFamily: FONT, fontSize: LEGEND.font },
      pageTextStyle: { color: tokens.muted },
      pageIconColor: tokens.edge,
      inactiveColor: tokens.edge,
      data: legendNames(whole),
    },
    ...frameOf(whole, view),
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
    series: allSeries(looks, {
      drawing,
      soft: tokens['accent-soft'],
      floor: logs.y ? rangesOf(whole, view).y[0] : 0,
    }),
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
  const range = Number.isFinite(min) ? niceRange([min, max]) : NO_EXTENT
  const words = wordsWithin(range)
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
    text: [words(range[1]), words(range[0])],
    name: spec.below,
    inRange: { color: [tokens['accent-soft'], tokens.accent] },
    textStyle: { color: tokens.muted, fontSize: 11 },
  }
}
