import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import type { EChartsCoreOption } from './echarts.ts'
import type { Look } from './looks.ts'
import { BAR_LAYOUT, box, cell, errorBar, outlier, span } from './shapes.ts'

type Option = Record<string, unknown>

/** What series are drawn on: its grounds and the floor of what stands on the axis. */
export interface Ground {
  readonly drawing: Drawing
  readonly soft: string
  /** The lowest value of the y axis; of a logarithmic one it is above 0. */
  readonly floor: number
}

/** Points that still get a symbol each on a line. */
const FEW = 60
const MANY = 1500

const heightsOf = (one: DrawnSeries): [number, number | null][] => one.x.map((x, i) => [x, one.y[i] ?? null])

const dashOf = ({ dash }: Look): readonly number[] => (dash === 'solid' ? [] : dash)

const common = (one: DrawnSeries, look: Look) => ({
  name: one.name,
  itemStyle: { color: look.color },
  xAxisIndex: one.panel === 'below' ? 1 : 0,
  yAxisIndex: one.panel === 'below' ? 1 : 0,
  animation: false,
})

function errorSeries(one: DrawnSeries, look: Look, bars?: { place: number; count: number }): Option[] {
  const { error } = one
  if (!error) return []
  const data = one.x.flatMap((x, i) => {
    const [y, more] = [one.y[i] ?? null, error[i] ?? null]
    return y === null || more === null ? [] : [[x, y - more, y + more]]
  })
  const draw = errorBar(look.color, bars)
  return [
    {
      ...common(one, look),
      type: 'custom',
      data,
      renderItem: (_: unknown, api: Parameters<typeof draw>[0]) => draw(api),
      encode: { x: 0, y: [1, 2] },
      tooltip: { show: false },
      silent: true,
      z: 3,
    },
  ]
}

function custom(one: DrawnSeries, look: Look, draw: ReturnType<typeof span>, more: Option): Option {
  return {
    ...common(one, look),
    type: 'custom',
    renderItem: (_: unknown, api: Parameters<typeof draw>[0]) => draw(api),
    ...more,
  }
}

/** The series of ECharts for one of ours. */
function seriesOf(
  one: DrawnSeries,
  i: number,
  looks: readonly Look[],
  { drawing, soft, floor }: Ground,
): Option[] {
  const look = looks[i]
  if (!look) return []
  const beside = drawing.series.filter((other) => other.mark === one.mark)
  const place = beside.indexOf(one)
  const count = drawing.x.names && drawing.spec.layers.every((layer) => layer.x === '') ? 1 : beside.length
  const at = { place: count === 1 ? 0 : place, count }
  switch (one.mark) {
    case 'line': {
      const line = {
        ...common(one, look),
        type: 'line',
        data: heightsOf(one),
        symbol: look.symbol,
        symbolSize: 5,
        showSymbol: one.x.length <= FEW,
        lineStyle: { color: look.color, type: look.dash, width: 1.75 },
        emphasis: { disabled: true },
      }
      return [line, ...errorSeries(one, look)]
    }
    case 'points': {
      const size = one.x.length > MANY ? 3.5 : 7
      const points = {
        ...common(one, look),
        type: 'scatter',
        data: heightsOf(one),
        symbol: look.symbol,
        symbolSize: size,
      }
      return [points, ...errorSeries(one, look)]
    }
    case 'bars': {
      const heights = new Map(one.x.map((x, n) => [x, one.y[n] ?? null]))
      const data = (drawing.x.names ?? []).map((_, x) => heights.get(x) ?? null)
      const bars = {
        ...common(one, look),
        type: 'bar',
        data,
        ...(look.pattern
          ? { itemStyle: { color: look.color, decal: { ...look.pattern, color: 'rgb(255 255 255 / 45%)' } } }
          : {}),
        ...BAR_LAYOUT,
        barMaxWidth: 64,
        emphasis: { disabled: true },
      }
      return [bars, ...errorSeries(one, look, at)]
    }
    case 'bins':
    case 'spans': {
      const data = one.x.map((x, n) => [x, one.until?.[n] ?? x, one.y[n] ?? 0])
      const opacity = beside.length > 1 ? 0.35 : 0.8
      return [
        custom(one, look, span(look.color, dashOf(look), opacity, floor), {
          data,
          encode: { x: [0, 1], y: 2 },
        }),
      ]
    }
    case 'boxes': {
      const data = (one.boxes ?? []).map((five, n) => [one.x[n] ?? 0, ...five])
      const boxes = custom(one, look, box(look.color, dashOf(look), soft, at.place, at.count), {
        data,
        encode: { x: 0, y: [1, 2, 3, 4, 5] },
      })
      const beyond = custom(one, look, outlier(look.color, at.place, at.count), {
        data: (one.outliers ?? []).map((point) => [...point]),
        encode: { x: 0, y: 1 },
      })
      return one.outliers?.length ? [boxes, beyond] : [boxes]
    }
    case 'cells': {
      const data = one.x.map((x, n) => [x, one.y[n] ?? 0, one.value?.[n] ?? null])
      return [custom(one, look, cell, { data, encode: { x: 0, y: 1 }, progressive: 0 })]
    }
  }
}

export function allSeries(looks: readonly Look[], ground: Ground): EChartsCoreOption['series'] & Option[] {
  return ground.drawing.series.flatMap((one, i) => seriesOf(one, i, looks, ground))
}
