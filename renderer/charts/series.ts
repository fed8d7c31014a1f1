import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { logsOf, type Ruler, rulerOf } from './axes.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Look } from './looks.ts'
import { BAR_LAYOUT, box, cell, errorBar, outlier, span } from './shapes.ts'

type Option = Record<string, unknown>

/** What series are drawn on: its grounds and the floor of what stands on the axis. */
export interface Ground {
  readonly drawing: Drawing
  readonly soft: string
  /** What stands on the axis begins here, in the axis' own numbers. */
  readonly floor: number
}

/** A ground and a series' own axes. Series of the lower panel have an even y axis. */
interface Place extends Ground {
  readonly i: number
  readonly looks: readonly Look[]
  readonly across: Ruler
  /** Null for what has no place. */
  readonly up: (value: number | null | undefined) => number | null
}

/** Points that still get a symbol each on a line. */
const FEW = 60
const MANY = 1500

const heightsOf = (one: DrawnSeries, { across, up }: Place): [number, number | null][] =>
  one.x.map((x, i) => [across.at(x), up(one.y[i])])

const dashOf = ({ dash }: Look): readonly number[] => (dash === 'solid' ? [] : dash)

/** The number of the series, which tells what is read out, and a word for what else is drawn of it. */
const idOf = ({ i }: Place, part = ''): string => `${i} ${part}`.trim()

const common = (one: DrawnSeries, look: Look, place: Place, part?: string) => ({
  id: idOf(place, part),
  name: one.name,
  itemStyle: { color: look.color },
  xAxisIndex: one.panel === 'below' ? 1 : 0,
  yAxisIndex: one.panel === 'below' ? 1 : 0,
  animation: false,
})

function errorSeries(
  one: DrawnSeries,
  look: Look,
  place: Place,
  bars?: { place: number; count: number },
): Option[] {
  const { error } = one
  if (!error) return []
  const { across, up, floor } = place
  const data = one.x.flatMap((x, i) => {
    const [y, more] = [one.y[i] ?? null, error[i] ?? null]
    if (y === null || more === null) return []
    // What reaches to 0 or below has no end on a logarithmic axis: it is drawn down to where that begins.
    const [low, high] = [up(y - more) ?? floor, up(y + more)]
    return high === null ? [] : [[across.at(x), low, high]]
  })
  const draw = errorBar(look.color, bars)
  return [
    {
      ...common(one, look, place, 'errors'),
      type: 'custom',
      clip: true,
      data,
      renderItem: (_: unknown, api: Parameters<typeof draw>[0]) => draw(api),
      encode: { x: 0, y: [1, 2] },
      tooltip: { show: false },
      silent: true,
      z: 3,
    },
  ]
}

function custom(
  one: DrawnSeries,
  look: Look,
  place: Place,
  draw: ReturnType<typeof span>,
  more: Option,
  part?: string,
): Option {
  return {
    ...common(one, look, place, part),
    type: 'custom',
    clip: true,
    renderItem: (_: unknown, api: Parameters<typeof draw>[0]) => draw(api),
    ...more,
  }
}

/** The series of ECharts for one of ours. */
function seriesOf(one: DrawnSeries, place: Place): Option[] {
  const { i, looks, drawing, soft, floor, across, up } = place
  const look = looks[i]
  if (!look) return []
  const beside = drawing.series.filter((other) => other.mark === one.mark)
  const count = drawing.x.names && drawing.spec.layers.every((layer) => layer.x === '') ? 1 : beside.length
  const at = { place: count === 1 ? 0 : beside.indexOf(one), count }
  switch (one.mark) {
    case 'line': {
      const line = {
        ...common(one, look, place),
        type: 'line',
        data: heightsOf(one, place),
        symbol: look.symbol,
        symbolSize: 5,
        showSymbol: one.x.length <= FEW,
        lineStyle: { color: look.color, type: look.dash, width: 1.75 },
        emphasis: { disabled: true },
      }
      return [line, ...errorSeries(one, look, place)]
    }
    case 'points': {
      const size = one.x.length > MANY ? 3.5 : 7
      const points = {
        ...common(one, look, place),
        type: 'scatter',
        data: heightsOf(one, place),
        symbol: look.symbol,
        symbolSize: size,
      }
      return [points, ...errorSeries(one, look, place)]
    }
    case 'bars': {
      const heights = new Map(one.x.map((x, n) => [x, up(one.y[n])]))
      const data = (drawing.x.names ?? []).map((_, x) => heights.get(x) ?? null)
      const bars = {
        ...common(one, look, place),
        type: 'bar',
        data,
        ...(look.pattern
          ? { itemStyle: { color: look.color, decal: { ...look.pattern, color: 'rgb(255 255 255 / 45%)' } } }
          : {}),
        ...BAR_LAYOUT,
        barMaxWidth: 64,
        emphasis: { disabled: true },
      }
      return [bars, ...errorSeries(one, look, place, at)]
    }
    case 'bins':
    case 'spans': {
      const data = one.x.map((x, n) => [across.at(x), across.at(one.until?.[n] ?? x), up(one.y[n] ?? 0)])
      const opacity = beside.length > 1 ? 0.35 : 0.8
      return [
        custom(one, look, place, span(look.color, dashOf(look), opacity, floor), {
          data,
          encode: { x: [0, 1], y: 2 },
        }),
      ]
    }
    case 'boxes': {
      const data = (one.boxes ?? []).map((five, n) => [one.x[n] ?? 0, ...five.map(up)])
      const boxes = custom(one, look, place, box(look.color, dashOf(look), soft, at.place, at.count), {
        data,
        encode: { x: 0, y: [1, 2, 3, 4, 5] },
      })
      const beyond = custom(
        one,
        look,
        place,
        outlier(look.color, at.place, at.count),
        { data: (one.outliers ?? []).map(([x, y]) => [x, up(y)]), encode: { x: 0, y: 1 } },
        'beyond',
      )
      return one.outliers?.length ? [boxes, beyond] : [boxes]
    }
    case 'cells': {
      const data = one.x.map((x, n) => [x, one.y[n] ?? 0, one.value?.[n] ?? null])
      return [custom(one, look, place, cell, { data, encode: { x: 0, y: 1 }, progressive: 0 })]
    }
  }
}

export function allSeries(looks: readonly Look[], ground: Ground): EChartsCoreOption['series'] & Option[] {
  const logs = logsOf(ground.drawing)
  const across = rulerOf(logs.x)
  return ground.drawing.series.flatMap((one, i) => {
    const log = logs.y && one.panel === 'main'
    const ruler = rulerOf(log)
    const up: Place['up'] = (value) =>
      value === null || value === undefined || (log && !(value > 0)) ? null : ruler.at(value)
    return seriesOf(one, { ...ground, i, looks, across, up, floor: log ? ground.floor : 0 })
  })
}
