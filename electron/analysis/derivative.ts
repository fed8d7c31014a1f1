import { itemAt } from '#shared/base/item.ts'

/**
 * dy/dx by the parabola through each point and its neighbours, at any spacing; at the ends by the parabola through the last three
 * points. Exact for polynomials of degree 2. Ascending x, three points or more.
 */
export function slopes(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((at, i) => {
    const middle = Math.min(Math.max(i, 1), x.length - 2)
    const [x0, x1, x2] = [itemAt(x, middle - 1), itemAt(x, middle), itemAt(x, middle + 1)]
    const left = (itemAt(y, middle) - itemAt(y, middle - 1)) / (x1 - x0)
    const right = (itemAt(y, middle + 1) - itemAt(y, middle)) / (x2 - x1)
    const bend = (right - left) / (x2 - x0)
    // Newton's form: y0 + left (x − x0) + bend (x − x0)(x − x1).
    return left + bend * (2 * at - x0 - x1)
  })
}

/** ∫ from the first point, by straight lines between points. */
export function runningTrapezoid(x: Float64Array, y: Float64Array): Float64Array {
  const area = new Float64Array(x.length)
  for (let i = 1; i < x.length; i++) {
    const width = itemAt(x, i) - itemAt(x, i - 1)
    area[i] = itemAt(area, i - 1) + (width * (itemAt(y, i) + itemAt(y, i - 1))) / 2
  }
  return area
}

/** Each value combined with what those before it come to. */
export function running(y: Float64Array, combine: (before: number, value: number) => number): Float64Array {
  const result = Float64Array.from(y)
  for (let i = 1; i < y.length; i++) result[i] = combine(itemAt(result, i - 1), itemAt(y, i))
  return result
}
