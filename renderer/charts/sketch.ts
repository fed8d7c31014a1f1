import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { logRange, logsOf, standsIn } from './axes.ts'

interface SketchMark {
  /** Which of the chart's series. */
  readonly series: number
  /** An SVG path. */
  readonly path: string
  readonly filled: { readonly opacity: number; readonly bare?: boolean } | undefined
}

interface Size {
  readonly width: number
  readonly height: number
}

type Place = (value: number) => number

function along([from, to]: readonly [number, number], log: boolean, first: number, last: number): Place {
  const at = (value: number): number => (log ? Math.log10(value) : value)
  const [a, b] = [at(from), at(to)]
  return (value) => (b === a ? (first + last) / 2 : first + ((at(value) - a) / (b - a)) * (last - first))
}

const n = (value: number): string => value.toFixed(1)
const rect = (x: number, y: number, width: number, height: number): string =>
  `M${n(x)},${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`
const dot = (x: number, y: number): string => rect(x - 1, y - 1, 2, 2)

/** Most cells of a heat map that are drawn, each with its own darkness. */
const MOST_CELLS = 400

/** A chart in a few strokes: of the main panel, without axes. */
export function sketchOf(drawing: Drawing, { width, height }: Size): SketchMark[] {
  const { x, y } = drawing
  const logs = logsOf(drawing)
  const pad = x.scale === 'category' ? 0.5 : 0
  const [from, to] = x.extent ?? [0, 1]
  const across = along([from - pad, to + pad], logs.x, 2, width - 2)
  const [low, high] = y.extent ?? [0, 1]
  const ground = logs.y && standsIn(drawing) ? 10 ** logRange([low, high], true)[0] : low
  const up = along([ground, high], logs.y, height - 2, 2)
  return drawing.series.flatMap((one, series) => {
    if (one.panel === 'below') return []
    if (one.mark === 'cells') return cellsOf(one, series, drawing, { width, height })
    return [{ series, path: pathOf(one, across, up, drawing, up(logs.y ? ground : 0)), filled: fillOf(one) }]
  })
}

function fillOf({ mark }: DrawnSeries): SketchMark['filled'] {
  if (mark === 'line') return undefined
  return { opacity: mark === 'points' ? 1 : 0.4 }
}

function pathOf(one: DrawnSeries, across: Place, up: Place, drawing: Drawing, floor: number): string {
  const { series, x } = drawing
  const log = logsOf(drawing).y
  const beside = series.filter((other) => other.mark === one.mark)
  const wide = (Math.abs(across(1) - across(0)) * 0.75) / beside.length
  const shift = x.names ? (beside.indexOf(one) - beside.length / 2) * wide : 0
  let open = false
  return one.x
    .map((at, i) => {
      const value = one.y[i] ?? null
      if (value === null || (log && value <= 0)) {
        open = false
        return ''
      }
      const [left, top] = [across(at), up(value)]
      switch (one.mark) {
        case 'line': {
          const step = `${open ? 'L' : 'M'}${n(left)},${n(top)}`
          open = true
          return step
        }
        case 'bars':
          return rect(left + shift, Math.min(top, floor), Math.max(1, wide), Math.abs(floor - top))
        case 'bins':
        case 'spans': {
          const right = across(one.until?.[i] ?? at)
          return rect(left, top, Math.max(1, right - left), floor - top)
        }
        case 'boxes': {
          const [low, a, median, b, high] = (one.boxes?.[i] ?? [0, 0, 0, 0, 0]).map(up)
          if (
            low === undefined ||
            a === undefined ||
            median === undefined ||
            b === undefined ||
            high === undefined
          )
            return ''
          const [start, middle] = [left + shift, left + shift + wide / 2]
          return `M${n(middle)},${n(low)}V${n(a)}M${n(middle)},${n(b)}V${n(high)}M${n(start)},${n(median)}h${n(wide)}${rect(start, b, wide, a - b)}`
        }
        default:
          return dot(left, top)
      }
    })
    .join('')
}

function cellsOf(one: DrawnSeries, series: number, { x, y }: Drawing, { width, height }: Size): SketchMark[] {
  const [columns, rows] = [x.names?.length || 1, y.names?.length || 1]
  const values = (one.value ?? []).map((value) => value ?? 0)
  const [least, most] = [Math.min(...values.slice(0, MOST_CELLS)), Math.max(...values.slice(0, MOST_CELLS))]
  const step = Math.ceil(one.x.length / MOST_CELLS)
  return one.x.flatMap((at, i) => {
    if (i % step !== 0) return []
    const [w, h] = [width / columns, height / rows]
    const share = most > least ? ((values[i] ?? 0) - least) / (most - least) : 1
    const path = rect(at * w, height - ((one.y[i] ?? 0) + 1) * h, w, h)
    return [{ series, path, filled: { opacity: 0.15 + 0.85 * share, bare: true } }]
  })
}
