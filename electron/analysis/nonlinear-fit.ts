import { itemAt } from '#shared/base/item.ts'
import { allFinite, jacobianOf, lengthOf, type Model } from './jacobian.ts'
import type { Fit } from './linear-fit.ts'
import { conditionOf, covarianceOf, stepOf, type Triangle, triangleOf } from './triangle.ts'

export interface Problem {
  readonly model: Model
  readonly y: Float64Array
  readonly start: readonly number[]
  /** Bounds of each parameter; none where they are infinite or absent. */
  readonly lower?: readonly number[]
  readonly upper?: readonly number[]
  readonly maxIterations?: number
}

export interface NonlinearFit extends Fit {
  readonly iterations: number
  readonly atBound: readonly boolean[]
  /** Covariances of the parameters; 0 for one at a bound. */
  readonly covariance: readonly (readonly number[])[]
}

/**
 * Why there is no fit: the model has no finite value at the start; parameters can be changed together without any change in the
 * curve; or the iterations ran out, or ran into the flat, before the least sum was found.
 */
export type NoFit = 'start_not_finite' | 'not_determined' | 'no_convergence'

const FIRST_DAMPING = 1e-3
const MAX_DAMPING = 1e20
/** Singular values below this share of the largest are zero but for rounding. */
const SINGULAR = 1e-12
/** A point is the least there is when the next full step would be this small a share of the standard errors… */
const OFFSET = 1e-6
/** …and is not looked for more closely than this. */
const BEST_OFFSET = 1e-12

interface Point {
  readonly values: number[]
  readonly residuals: Float64Array
  readonly rss: number
  readonly free: number[]
  readonly triangle: Triangle
  /** |Qᵀr| / |r|: the cosine of the angle between the residuals and what the parameters can reach (0 at the minimum). */
  readonly offset: number
  /** As {@link offset}, for residuals that are rounding alone. */
  readonly noise: number
}

/**
 * Nonlinear least squares by Levenberg–Marquardt with Moré's scaling of the parameters (J. J. Moré, Lecture Notes in Mathematics 630
 * (1978) 105–116) and Nielsen's change of the damping (H. B. Nielsen, IMM-REP-1999-05). It ends by the relative offset of D. M. Bates
 * and D. G. Watts (Technometrics 23 (1981) 179–183), which measures what is left to gain in units of the standard errors, not by how
 * little the last step has changed: a short step may only mean that the way is narrow.
 *
 * Ours rather than `ml-levenberg-marquardt`, whose interface gives neither standard errors nor whether it has converged.
 *
 * Standard errors are s·√((JᵀJ)⁻¹)ⱼⱼ at the minimum, with s = √(RSS/(n − p)).
 */
export function fitNonlinear(problem: Problem): NonlinearFit | NoFit {
  const limit = problem.maxIterations ?? 1000
  let point = pointAt(problem, clamp(problem, problem.start))
  if (typeof point === 'string') return 'start_not_finite'
  const scales = problem.start.map(() => 0)
  let damping = FIRST_DAMPING
  let growth = 2
  for (let iterations = 0; iterations < limit; iterations++) {
    const here: Point = point
    if (here.offset <= BEST_OFFSET || here.free.length === 0) return finish(problem, here, iterations)
    here.free.forEach((parameter, j) => {
      scales[parameter] = Math.max(itemAt(scales, parameter), itemAt(here.triangle.lengths, j))
    })
    // So near that the sum's own rounding hides what a step gains: full steps, as long as they come nearer.
    if (here.offset <= Math.max(OFFSET, here.noise)) {
      const next = pointAt(problem, moved(problem, here, 0, scales), here)
      if (typeof next === 'string' || !(next.offset < 0.95 * here.offset))
        return finish(problem, here, iterations)
      point = next
      continue
    }
    const values = moved(problem, here, damping, scales)
    const gain = (here.rss - rssAt(problem, values)) / promised(here, damping, scales)
    const next = gain > 0 ? pointAt(problem, values, here) : 'not_finite'
    if (typeof next !== 'string') {
      point = next
      damping *= Math.max(1 / 3, 1 - (2 * Math.min(gain, 1) - 1) ** 3)
      growth = 2
    } else {
      damping *= growth
      growth *= 2
      if (damping > MAX_DAMPING) break
    }
  }
  return isSingular(point) ? 'not_determined' : 'no_convergence'
}

const isSingular = ({ free, triangle }: Point): boolean =>
  free.length > 0 && !(conditionOf(triangle) > SINGULAR)

const clamp = ({ lower, upper }: Problem, values: readonly number[]): number[] =>
  values.map((value, j) =>
    Math.min(Math.max(value, lower?.[j] ?? Number.NEGATIVE_INFINITY), upper?.[j] ?? Number.POSITIVE_INFINITY),
  )

const residualsOf = ({ y }: Problem, fitted: Float64Array): Float64Array =>
  y.map((value, i) => value - itemAt(fitted, i))

/** NaN where the model has no value. */
const rssAt = (problem: Problem, values: number[]): number =>
  lengthOf(residualsOf(problem, problem.model(values))) ** 2

/** Everything known at these parameters, or why nothing is. */
function pointAt(problem: Problem, values: number[], near?: Point): Point | 'not_finite' {
  const fitted = problem.model(values)
  if (!allFinite(fitted)) return 'not_finite'
  const residuals = residualsOf(problem, fitted)
  const lengths = near?.free.length === values.length ? near.triangle.lengths : undefined
  const columns = jacobianOf(problem.model, values, fitted, lengths)
  if (!columns) return 'not_finite'
  const free = values.flatMap((_, j) => (isHeld(problem, values, columns, residuals, j) ? [] : [j]))
  const triangle = triangleOf(
    free.map((j) => columns[j] ?? []),
    residuals,
  )
  const length = lengthOf(residuals)
  const rounding = 4 * Number.EPSILON * Math.max(lengthOf(fitted), lengthOf(problem.y))
  return {
    values,
    residuals,
    rss: length ** 2,
    free,
    triangle,
    offset: length === 0 ? 0 : lengthOf(triangle.reach) / length,
    noise: length === 0 ? 1 : rounding / length,
  }
}

/** A parameter at a bound is held there while a better sum lies beyond it. */
function isHeld(
  { lower, upper }: Problem,
  values: readonly number[],
  columns: readonly Float64Array[],
  residuals: Float64Array,
  j: number,
): boolean {
  const [value, low, high] = [values[j], lower?.[j], upper?.[j]]
  if (value !== low && value !== high) return false
  const column = columns[j] ?? residuals
  let pull = 0
  for (let i = 0; i < residuals.length; i++) pull += itemAt(column, i) * itemAt(residuals, i)
  return (value === low && pull <= 0) || (value === high && pull >= 0)
}

function dampingOf(point: Point, damping: number, scales: readonly number[]): number[] {
  return point.free.map(
    (parameter, j) => (Math.sqrt(damping) * itemAt(scales, parameter)) / (point.triangle.lengths[j] ?? 1),
  )
}

function moved(problem: Problem, point: Point, damping: number, scales: readonly number[]): number[] {
  const values = [...point.values]
  stepOf(point.triangle, dampingOf(point, damping, scales)).forEach((step, j) => {
    const parameter = itemAt(point.free, j)
    values[parameter] = itemAt(values, parameter) + step
  })
  return clamp(problem, values)
}

/** By how much the sum of squares would fall if the model were linear: |Jδ|² + 2λ|Dδ|². */
function promised(point: Point, damping: number, scales: readonly number[]): number {
  const damps = dampingOf(point, damping, scales)
  const { triangle } = point
  const scaled = stepOf(triangle, damps).map((step, j) => step * (triangle.lengths[j] ?? 1))
  const along = scaled.map((_, i) => scaled.reduce((sum, step, j) => sum + triangle.r.get(i, j) * step, 0))
  return lengthOf(along) ** 2 + 2 * lengthOf(scaled.map((step, j) => step * itemAt(damps, j))) ** 2
}

function finish({ y }: Problem, point: Point, iterations: number): NonlinearFit | NoFit {
  const { values, residuals, rss, free, triangle } = point
  if (isSingular(point)) return 'not_determined'
  const degreesOfFreedom = y.length - free.length
  const residualSd = degreesOfFreedom > 0 ? Math.sqrt(rss / degreesOfFreedom) : 0
  const covariance = values.map(() => values.map(() => 0))
  covarianceOf(triangle).forEach((row, i) => {
    row.forEach((value, j) => {
      const [a = 0, b = 0] = [free[i], free[j]]
      const of = covariance[a]
      if (of) of[b] = value * residualSd ** 2
    })
  })
  return {
    values,
    standardErrors: covariance.map((row, j) => Math.sqrt(itemAt(row, j))),
    covariance,
    residualSd,
    rss,
    degreesOfFreedom,
    residuals,
    iterations,
    atBound: values.map((_, j) => !free.includes(j)),
  }
}
