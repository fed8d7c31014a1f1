import { z } from 'zod'
import type { DrawQuery } from '#shared/contract/drawing.ts'
import type { EChartsType } from './echarts.ts'

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

/** The window that is seen; undefined where that is all. */
export function windowOf(option: unknown): DrawQuery['window'] {
  const zooms = Zooms.safeParse(option).data?.dataZoom ?? []
  const [x, y] = zooms
  if (!x || zooms.every(({ start, end }) => end - start >= ALL)) return undefined
  const range = (from: number, to: number): [number, number] => [Math.min(from, to), Math.max(from, to)]
  return {
    x: range(x.startValue, x.endValue),
    ...(y ? { y: range(y.startValue, y.endValue) } : {}),
  }
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
