import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts'

/** Shapes that ECharts has no series for. Values of an item are numbers by their place. */
type Draw = (api: CustomSeriesRenderItemAPI) => CustomSeriesRenderItemReturn

/** How bars and boxes share a name's width; the bars themselves are laid out by the same numbers. */
export const BAR_LAYOUT = { barGap: '10%', barCategoryGap: '25%' } as const

const numberAt = (api: CustomSeriesRenderItemAPI, at: number): number => Number(api.value(at))
const pixel = (api: CustomSeriesRenderItemAPI, x: number, y: number): readonly [number, number] => {
  const [left = 0, top = 0] = api.coord([x, y])
  return [left, top]
}

const stroke = (color: string, dash: readonly number[] = []) => ({
  stroke: color,
  fill: 'none',
  lineWidth: 1.25,
  lineDash: [...dash],
})

const line = (x1: number, y1: number, x2: number, y2: number, color: string) => ({
  type: 'line' as const,
  shape: { x1, y1, x2, y2 },
  style: stroke(color),
})

/** [x, from, to]: a bar of uncertainty with its ends; `place` of `count` bars that stand side by side. */
export function errorBar(color: string, bars?: { readonly place: number; readonly count: number }): Draw {
  return (api) => {
    const [x, from, to] = [numberAt(api, 0), numberAt(api, 1), numberAt(api, 2)]
    const [left, low] = pixel(api, x, from)
    const [, high] = pixel(api, x, to)
    const at = left + (bars ? offsetOf(api, bars.place, bars.count).middle : 0)
    const end = 4
    return {
      type: 'group',
      children: [
        line(at, low, at, high, color),
        line(at - end, low, at + end, low, color),
        line(at - end, high, at + end, high, color),
      ],
    }
  }
}

function offsetOf(
  api: CustomSeriesRenderItemAPI,
  place: number,
  count: number,
): { middle: number; width: number } {
  const layout = api.barLayout({ ...BAR_LAYOUT, count })?.[place]
  return { middle: layout?.offsetCenter ?? 0, width: layout?.width ?? 8 }
}

/** [from, to, height]: a rectangle that stands on the axis; none without a height. */
export function span(color: string, dash: readonly number[], opacity: number, floor: number): Draw {
  return (api) => {
    const height = numberAt(api, 2)
    if (!Number.isFinite(height)) return null
    const [left, top] = pixel(api, numberAt(api, 0), height)
    const [right, bottom] = pixel(api, numberAt(api, 1), floor)
    return {
      type: 'rect',
      shape: { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top },
      style: { ...stroke(color, dash), fill: color, fillOpacity: opacity },
    }
  }
}

/** [x, y, value]: a cell of a heat map, to whole pixels so that neighbours touch. */
export const cell: Draw = (api) => {
  const [left, top] = pixel(api, numberAt(api, 0), numberAt(api, 1))
  const size = api.size?.([1, 1])
  const [width = 1, height = 1] = Array.isArray(size) ? size : []
  const [x, y] = [Math.floor(left - width / 2), Math.floor(top - height / 2)]
  return {
    type: 'rect',
    shape: { x, y, width: Math.ceil(left + width / 2) - x, height: Math.ceil(top + height / 2) - y },
    style: { fill: String(api.visual('color')) },
  }
}

/** [x, low, lower quartile, median, upper quartile, high]: a box with whiskers. */
export function box(
  color: string,
  dash: readonly number[],
  ground: string,
  place: number,
  count: number,
): Draw {
  return (api) => {
    const x = numberAt(api, 0)
    const [left = 0] = pixel(api, x, numberAt(api, 3))
    const [low, a, median, b, high] = [1, 2, 3, 4, 5].map((i) => pixel(api, x, numberAt(api, i))[1])
    const { middle, width } = offsetOf(api, place, count)
    const at = left + middle
    const half = Math.min(width, 64) / 2
    if (low === undefined || a === undefined || median === undefined || b === undefined || high === undefined)
      return null
    return {
      type: 'group',
      children: [
        line(at, low, at, a, color),
        line(at, b, at, high, color),
        line(at - half / 2, low, at + half / 2, low, color),
        line(at - half / 2, high, at + half / 2, high, color),
        {
          type: 'rect',
          shape: { x: at - half, y: b, width: half * 2, height: Math.max(1, a - b) },
          style: { ...stroke(color, dash), fill: ground },
        },
        { ...line(at - half, median, at + half, median, color), style: { ...stroke(color), lineWidth: 2.5 } },
      ],
    }
  }
}

/** [x, y]: a point beyond a box's whiskers. */
export function outlier(color: string, place: number, count: number): Draw {
  return (api) => {
    const [left, top] = pixel(api, numberAt(api, 0), numberAt(api, 1))
    const { middle } = offsetOf(api, place, count)
    return { type: 'circle', shape: { cx: left + middle, cy: top, r: 2.5 }, style: stroke(color) }
  }
}
