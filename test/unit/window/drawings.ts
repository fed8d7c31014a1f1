import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { ChartSpec } from '#shared/operation/chart/spec.ts'

/** Drawings as they come from the data, for tests of what is made of them. */

export const series = (more: Partial<DrawnSeries> = {}): DrawnSeries => ({
  layer: 0,
  name: 'y',
  mark: 'line',
  panel: 'main',
  x: [0, 1, 2],
  y: [1, null, 3],
  total: 3,
  sampled: false,
  ...more,
})

export const drawing = (
  list: DrawnSeries[],
  more: Partial<Drawing> = {},
  spec: { x?: { log: boolean }; y?: { log: boolean } } = {},
): Drawing => ({
  spec: ChartSpec.parse({
    title: 'T',
    x: { title: 'time', ...spec.x },
    y: { title: 'mass', ...spec.y },
    layers: [{ mark: 'line', name: 'y' }],
  }),
  x: { scale: 'number', extent: [0, 2] },
  y: { scale: 'number', extent: [1, 3] },
  series: list,
  ...more,
})
