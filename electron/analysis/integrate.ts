import { itemAt } from '#shared/base/item.ts'
/** ∫ of the straight lines between points with ascending x, from a to b (a ≤ b), both within the points. */
export function trapezoid(x: Float64Array, y: Float64Array, a: number, b: number): number {
  let sum = 0
  for (let i = 0; i + 1 < x.length; i++) {
    const [x0, x1] = [itemAt(x, i), itemAt(x, i + 1)]
    const [from, to] = [Math.max(a, x0), Math.min(b, x1)]
    if (!(from < to)) continue
    const slope = (itemAt(y, i + 1) - itemAt(y, i)) / (x1 - x0)
    // The middle's height is the mean: exact for a line, clipped or not.
    sum += (itemAt(y, i) + slope * ((from + to) / 2 - x0)) * (to - from)
  }
  return sum
}

/**
 * ∫ by Simpson's rule for any spacing: a parabola through each three points, over both of their intervals; an interval that is
 * left over takes the parabola through the last three points. Exact for polynomials of degree 2 (3 where evenly spaced in
 * pairs). Needs three points; x ascends, a ≤ b lie within.
 */
export function simpson(x: Float64Array, y: Float64Array, a: number, b: number): number {
  let sum = 0
  for (let i = 0; i + 1 < x.length; i += 2) {
    const first = Math.min(i, x.length - 3)
    const from = Math.max(a, itemAt(x, i))
    const to = Math.min(b, itemAt(x, Math.min(i + 2, x.length - 1)))
    if (from < to) sum += parabolaArea(x, y, first, from, to)
  }
  return sum
}

/** The parabola through the points i, i + 1 and i + 2, in Newton's form about the middle of the limits. */
function parabolaArea(x: Float64Array, y: Float64Array, i: number, from: number, to: number): number {
  const [x0, x1, x2] = [itemAt(x, i), itemAt(x, i + 1), itemAt(x, i + 2)]
  const slope = (itemAt(y, i + 1) - itemAt(y, i)) / (x1 - x0)
  const next = (itemAt(y, i + 2) - itemAt(y, i + 1)) / (x2 - x1)
  const bend = (next - slope) / (x2 - x0)
  const middle = (from + to) / 2
  const width = to - from
  const height = itemAt(y, i) + slope * (middle - x0) + bend * (middle - x0) * (middle - x1)
  return width * (height + (bend * width * width) / 12)
}
