import { itemAt } from '#shared/base/item.ts'

/** How far, in steps, a point may lie off an even grid: positions rounded to a few digits do. */
const OFF_GRID = 0.25

/** The step of ascending, evenly spaced positions; `undefined` where a point lies off the grid between first and last. */
export function evenStep(x: Float64Array): number | undefined {
  const first = itemAt(x, 0)
  const step = (itemAt(x, x.length - 1) - first) / (x.length - 1)
  const off = x.findIndex((value, i) => !(Math.abs(value - first - i * step) <= OFF_GRID * step))
  return off === -1 ? step : undefined
}
