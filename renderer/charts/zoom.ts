import { z } from 'zod'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import { logsOf, type Range, rulerOf } from './axes.ts'
import type { EChartsType } from './echarts.ts'
import type { Seen } from './frame.ts'

/** What ECharts tells of its zooms: the share of an axis that is seen, per cent, and its values. */
const Zooms = z.object({
  dataZoom: z.array(
    z.object({
      // Absent until something has been zoomed.
      start: z.number().catch(0),
      end: z.number().catch(100),
      startValue: z.coerce.number().catch(Number.NaN),
      endValue: z.coerce.number().catch(Number.NaN),
    }),
  ),
})

const ALL = 99.999

/** What is seen of the axes, in their own numbers; undefined where that is all. */
export function seenOf(option: unknown): Seen | undefined {
  const zooms = Zooms.safeParse(option).data?.dataZoom ?? []
  const [x, y] = zooms
  if (!x || zooms.every(({ start, end }) => end - start >= ALL)) return undefined
  const range = ({ startValue: from, endValue: to }: typeof x): Range => [
    Math.min(from, to),
    Math.max(from, to),
  ]
  return { x: range(x), ...(y ? { y: range(y) } : {}) }
}

/** What is seen, in the values of the data. */
export function windowOf(seen: Seen | undefined, drawing: Drawing): DrawQuery['window'] {
  if (!seen?.x) return undefined
  const logs = logsOf(drawing)
  const values = ([from, to]: Range, log: boolean): [number, number] => {
    const ruler = rulerOf(log)
    return [ruler.value(from), ruler.value(to)]
  }
  return { x: values(seen.x, logs.x), ...(seen.y ? { y: values(seen.y, logs.y) } : {}) }
}

function change(chart: EChartsType, of: (start: number, end: number, y: boolean) => [number, number]): void {
  const zooms = Zooms.safeParse(chart.getOption()).data?.dataZoom ?? []
  const batch = zooms.map(({ start, end }, dataZoomIndex) => {
    const [from, to] = of(start, end, dataZoomIndex > 0)
    return { dataZoomIndex, start: Math.max(0, from), end: Math.min(100, to) }
  })
  chart.dispatchAction({ type: 'dataZoom', batch })
}

/** Makes the seen part of the axes so many times as long, about its middle. */
export function zoomed(chart: EChartsType, factor: number): void {
  change(chart, (start, end) => {
    const [middle, half] = [(start + end) / 2, ((end - start) / 2) * factor]
    return [middle - half, middle + half]
  })
}

/** Moves along x by a share of what is seen. */
export function moved(chart: EChartsType, share: number): void {
  change(chart, (start, end, y) => {
    const by = y ? 0 : Math.max(-start, Math.min(100 - end, (end - start) * share))
    return [start + by, end + by]
  })
}
