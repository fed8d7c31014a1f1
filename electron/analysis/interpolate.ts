import { itemAt } from '#shared/base/item.ts'

/** Between which points x lies: the index of the one before, never the last. Ascending x, by halving. */
export function before(x: ArrayLike<number>, at: number): number {
  let [low, high] = [0, x.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (itemAt(x, middle) <= at) low = middle
    else high = middle - 1
  }
  return low
}

export type Interpolation = (at: number) => number

/** Straight lines between points with ascending x. */
export function linear(x: Float64Array, y: Float64Array): Interpolation {
  return (at) => {
    const i = before(x, at)
    const share = (at - itemAt(x, i)) / (itemAt(x, i + 1) - itemAt(x, i))
    // Both ends exact, also where the difference would overflow or round.
    return itemAt(y, i) * (1 - share) + itemAt(y, i + 1) * share
  }
}

/**
 * A natural cubic spline through points with ascending x (C. de Boor, "A Practical Guide to Splines", 1978): slope and bend are
 * continuous, the bend is 0 at the ends. The bends solve a tridiagonal system, by elimination and back substitution.
 */
export function cubicSpline(x: Float64Array, y: Float64Array): Interpolation {
  const bends = bendsOf(x, y)
  return (at) => {
    const i = before(x, at)
    const [x0, x1] = [itemAt(x, i), itemAt(x, i + 1)]
    const width = x1 - x0
    const [a, b] = [(x1 - at) / width, (at - x0) / width]
    const cubic = (a ** 3 - a) * itemAt(bends, i) + (b ** 3 - b) * itemAt(bends, i + 1)
    return a * itemAt(y, i) + b * itemAt(y, i + 1) + (cubic * width ** 2) / 6
  }
}

function bendsOf(x: Float64Array, y: Float64Array): Float64Array {
  const last = x.length - 1
  const factors = new Float64Array(x.length)
  const bends = new Float64Array(x.length)
  for (let i = 1; i < last; i++) {
    const left = itemAt(x, i) - itemAt(x, i - 1)
    const right = itemAt(x, i + 1) - itemAt(x, i)
    const pivot = 2 * (left + right) - left * itemAt(factors, i - 1)
    factors[i] = right / pivot
    const turn = (itemAt(y, i + 1) - itemAt(y, i)) / right - (itemAt(y, i) - itemAt(y, i - 1)) / left
    bends[i] = (6 * turn - left * itemAt(bends, i - 1)) / pivot
  }
  for (let i = last - 1; i > 0; i--) {
    bends[i] = itemAt(bends, i) - itemAt(factors, i) * itemAt(bends, i + 1)
  }
  return bends
}

/** How far below an edge a point still counts as on it, in steps: decimals that are equal as they are written differ by this. */
const ON_EDGE = 1e-9

/**
 * Means of the points around each place, up to halfway to its neighbours and half a step beyond the first and the last; NaN where
 * there is none. A point halfway counts for the place above it. The places share their edges, so that none takes or misses a point
 * that rounding moves across one.
 */
export function binMeans(x: Float64Array, y: Float64Array, grid: Float64Array, step: number): Float64Array {
  const last = grid.length - 1
  const largest = Math.max(Math.abs(itemAt(grid, 0)), Math.abs(itemAt(grid, last)))
  const slack = ON_EDGE * step + 4 * Number.EPSILON * largest
  const edge = (i: number): number => {
    if (i === 0) return itemAt(grid, 0) - step / 2 - slack
    if (i > last) return itemAt(grid, last) + step / 2 - slack
    return (itemAt(grid, i - 1) + itemAt(grid, i)) / 2 - slack
  }
  let next = 0
  while (next < x.length && itemAt(x, next) < edge(0)) next += 1
  return grid.map((_, i) => {
    const [first, end] = [next, edge(i + 1)]
    let sum = 0
    for (; next < x.length && itemAt(x, next) < end; next++) sum += itemAt(y, next)
    return next > first ? sum / (next - first) : Number.NaN
  })
}
