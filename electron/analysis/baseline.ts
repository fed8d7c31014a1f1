import airPls from 'ml-airpls'
import { Matrix, solve } from 'ml-matrix'
import { matrixCholeskySolver } from 'ml-spectra-processing'
import { itemAt } from '#shared/base/item.ts'

/** A baseline under a curve; `converged` is false where the search was cut short. */
export interface Baseline {
  readonly values: Float64Array
  readonly converged: boolean
}

const MAX_ITERATIONS = 100

const asymmetric = (y: Float64Array, values: Float64Array, p: number): Float64Array<ArrayBuffer> =>
  Float64Array.from(y, (value, i) => (value > itemAt(values, i) ? p : 1 - p))

/** A movement that no longer counts: where data lie on the baseline, rounding moves them to either side for ever. */
const restOf = (y: Float64Array): number =>
  1e-9 * y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

const isSame = (a: Float64Array, b: Float64Array, within: number): boolean =>
  a.every((value, i) => Math.abs(value - itemAt(b, i)) <= within)

/** λDᵀD of second differences, as the upper triangle in triplets [row, column, value] with each row's diagonal first. */
function roughness(length: number, lambda: number): number[][] {
  const diagonal = new Float64Array(length)
  const first = new Float64Array(length)
  for (let i = 0; i + 2 < length; i++) {
    diagonal[i] = itemAt(diagonal, i) + lambda
    diagonal[i + 1] = itemAt(diagonal, i + 1) + 4 * lambda
    diagonal[i + 2] = itemAt(diagonal, i + 2) + lambda
    first[i] = itemAt(first, i) - 2 * lambda
    first[i + 1] = itemAt(first, i + 1) - 2 * lambda
  }
  const triplets: number[][] = []
  for (let i = 0; i < length; i++) {
    triplets.push([i, i, itemAt(diagonal, i)])
    if (i + 1 < length) triplets.push([i, i + 1, itemAt(first, i)])
    if (i + 2 < length) triplets.push([i, i + 2, lambda])
  }
  return triplets
}

/**
 * Asymmetric least squares (P. H. C. Eilers, Anal. Chem. 75 (2003) 3631–3636; P. H. C. Eilers and H. F. M. Boelens, Leiden
 * University 2005): z minimises Σ w(y − z)² + λ Σ (second difference of z)², with w = p above z and 1 − p below, until no weight
 * changes or z rests. Evenly spaced points, three or more.
 */
export function asymmetricLeastSquares(y: Float64Array, lambda: number, p: number): Baseline {
  const penalty = roughness(y.length, lambda)
  const rest = restOf(y)
  let weights = new Float64Array(y.length).fill(1)
  let values = y
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const system = penalty.map(([row = 0, column = 0, value = 0]) => [
      row,
      column,
      row === column ? value + itemAt(weights, row) : value,
    ])
    const solver = matrixCholeskySolver(system, y.length)
    if (!solver) throw new Error('A positive definite matrix had no Cholesky factor.')
    const before = values
    values = Float64Array.from(solver(y.map((value, j) => value * itemAt(weights, j))))
    const next = asymmetric(y, values, p)
    if (isSame(next, weights, 0) || isSame(values, before, rest)) return { values, converged: true }
    weights = next
  }
  return { values, converged: false }
}

/**
 * Adaptive iteratively reweighted penalised least squares (Z.-M. Zhang, S. Chen and Y.-Z. Liang, Analyst 135 (2010) 1138–1146), as
 * `ml-airpls` has it. Evenly spaced points.
 */
export function adaptive(x: Float64Array, y: Float64Array, lambda: number): Baseline {
  const { baseline, iteration } = airPls(x, y, { lambda, maxIterations: MAX_ITERATIONS })
  return { values: Float64Array.from(baseline), converged: iteration < MAX_ITERATIONS }
}

/**
 * A polynomial by least squares with weights p above it and 1 − p below, until none changes: an expectile (W. K. Newey and J. L.
 * Powell, Econometrica 55 (1987) 819–847). Any spacing; more points than the degree.
 */
export function polynomial(x: Float64Array, y: Float64Array, degree: number, p: number): Baseline {
  const basis = legendre(x, degree)
  const rest = restOf(y)
  let weights = new Float64Array(y.length).fill(1)
  let values = y
  for (let i = 0; i < MAX_ITERATIONS; i++) {
    const before = values
    values = fitted(basis, y, weights)
    const next = asymmetric(y, values, p)
    if (isSame(next, weights, 0) || isSame(values, before, rest)) return { values, converged: true }
    weights = next
  }
  return { values, converged: false }
}

/** Legendre polynomials of degrees 0 to `degree` over the range of x: powers would be all but alike. */
function legendre(x: Float64Array, degree: number): Float64Array[] {
  const [low, high] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  const scaled = x.map((value) => (2 * value - low - high) / (high - low))
  const basis = [new Float64Array(x.length).fill(1), scaled]
  for (let k = 1; k < degree; k++) {
    const [one, two] = [itemAt(basis, k), itemAt(basis, k - 1)]
    basis.push(scaled.map((at, i) => ((2 * k + 1) * at * itemAt(one, i) - k * itemAt(two, i)) / (k + 1)))
  }
  return basis.slice(0, degree + 1)
}

/** The weighted least-squares fit of y by the basis. */
function fitted(basis: readonly Float64Array[], y: Float64Array, weights: Float64Array): Float64Array {
  const inner = (a: Float64Array, b: Float64Array): number =>
    a.reduce((sum, value, i) => sum + itemAt(weights, i) * value * itemAt(b, i), 0)
  const normal = new Matrix(basis.map((one) => basis.map((other) => inner(one, other))))
  const shares = solve(normal, Matrix.columnVector(basis.map((one) => inner(one, y)))).to1DArray()
  return y.map((_, i) => basis.reduce((sum, one, k) => sum + itemAt(shares, k) * itemAt(one, i), 0))
}

/**
 * Straight lines along the underside of the curve, as a rubber band would lie: the lower half of the convex hull (A. M. Andrew,
 * Inf. Process. Lett. 9 (1979) 216–219). Ascending x at any spacing.
 */
export function rubberBand(x: Float64Array, y: Float64Array): Baseline {
  const hull: number[] = []
  for (let i = 0; i < x.length; i++) {
    while (
      hull.length > 1 &&
      !turnsUp(x, y, itemAt(hull, hull.length - 2), itemAt(hull, hull.length - 1), i)
    ) {
      hull.pop()
    }
    hull.push(i)
  }
  const values = new Float64Array(x.length)
  let part = 0
  for (let i = 0; i < x.length; i++) {
    while (part + 2 < hull.length && itemAt(hull, part + 1) < i) part += 1
    const [a, b] = [itemAt(hull, part), itemAt(hull, part + 1)]
    const share = (itemAt(x, i) - itemAt(x, a)) / (itemAt(x, b) - itemAt(x, a))
    values[i] = itemAt(y, a) * (1 - share) + itemAt(y, b) * share
  }
  return { values, converged: true }
}

/** Whether the way from a over b to c turns to the left. */
function turnsUp(x: Float64Array, y: Float64Array, a: number, b: number, c: number): boolean {
  const ab = (itemAt(y, b) - itemAt(y, a)) * (itemAt(x, c) - itemAt(x, b))
  const bc = (itemAt(y, c) - itemAt(y, b)) * (itemAt(x, b) - itemAt(x, a))
  return bc > ab
}
