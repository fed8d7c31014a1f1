import { itemAt } from '#shared/base/item.ts'
/** The model's values at all points, for given parameters. */
export type Model = (parameters: readonly number[]) => Float64Array

export const allFinite = (numbers: Float64Array): boolean => numbers.every(Number.isFinite)
export const lengthOf = (numbers: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < numbers.length; i++) sum += itemAt(numbers, i) ** 2
  return Math.sqrt(sum)
}

/** A step this long, as a share of the length over which the model changes, makes truncation and rounding about equal. */
const STEP = 1e-3
const ROUGH = 1e-7

/**
 * The derivatives of the model by each parameter, by five-point central differences (error of order h⁴; M. Abramowitz and
 * I. A. Stegun, "Handbook of Mathematical Functions", 25.3.6): about 12 digits, where the usual forward difference has 8 and so
 * would end a fit short. The step follows the parameter's own length scale, |f| / |∂f/∂b|, not its size: a peak at 1000 may be
 * 0.1 wide. `lengths` are the lengths |∂f/∂bⱼ| of a Jacobian near by, where one is known.
 *
 * Undefined where the model has no finite value on one side of a parameter at least.
 */
export function jacobianOf(
  model: Model,
  parameters: readonly number[],
  values: Float64Array,
  lengths?: readonly number[],
): Float64Array[] | undefined {
  const size = lengthOf(values)
  const columns: Float64Array[] = []
  for (let j = 0; j < parameters.length; j++) {
    const scale = Math.abs(itemAt(parameters, j)) || 1
    const length = lengths?.[j] ?? lengthAlong(model, parameters, values, j, scale * ROUGH)
    const natural = length > 0 && size > 0 ? size / length : scale
    const column = derivative(model, parameters, values, j, STEP * Math.min(natural, scale))
    if (!column) return undefined
    columns.push(column)
  }
  return columns
}

function moved(parameters: readonly number[], j: number, by: number): number[] {
  const copy = [...parameters]
  copy[j] = itemAt(copy, j) + by
  return copy
}

/** Steps that are representable at the parameter, so that what is divided by is what was stepped. */
const exactStep = (parameter: number, step: number): number => parameter + step - parameter || step

function lengthAlong(
  model: Model,
  parameters: readonly number[],
  values: Float64Array,
  j: number,
  step: number,
): number {
  const h = exactStep(itemAt(parameters, j), step)
  const ahead = model(moved(parameters, j, h))
  const length = lengthOf(ahead.map((value, i) => (value - itemAt(values, i)) / h))
  return Number.isFinite(length) ? length : 0
}

function derivative(
  model: Model,
  parameters: readonly number[],
  values: Float64Array,
  j: number,
  step: number,
): Float64Array | undefined {
  const b = itemAt(parameters, j)
  for (const shrink of [1, 1e-2, 1e-4]) {
    const h = exactStep(b, step * shrink)
    const [a, c, d, e] = [-2, -1, 1, 2].map((k) => model(moved(parameters, j, k * h)))
    if (a && c && d && e && [a, c, d, e].every(allFinite)) {
      return values.map(
        (_, i) => (itemAt(a, i) - itemAt(e, i) + 8 * (itemAt(d, i) - itemAt(c, i))) / (12 * h),
      )
    }
  }
  // At the edge of where the model is defined: three points on the side that is (ibid., 25.3.4).
  for (const side of [1, -1]) {
    const h = exactStep(b, side * step * 1e-2)
    const [one, two] = [1, 2].map((k) => model(moved(parameters, j, k * h)))
    if (one && two && allFinite(one) && allFinite(two)) {
      return values.map((value, i) => (4 * itemAt(one, i) - 3 * value - itemAt(two, i)) / (2 * h))
    }
  }
  return undefined
}
