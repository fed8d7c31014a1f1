import { itemAt } from '#shared/base/item.ts'
import { at, type Column, columnOf, dot, mapColumn, ones } from './column.ts'
import {
  add,
  type Double,
  divide,
  exactly,
  multiply,
  negate,
  squareRoot,
  subtract,
  ZERO,
} from './double-double.ts'

/** What every fit says of itself. */
export interface Fit {
  readonly values: number[]
  readonly standardErrors: number[]
  /** √(RSS / (n − p)), in units of y; 0 where there are as many parameters as points. */
  readonly residualSd: number
  /** Residual sum of squares, in units of y². */
  readonly rss: number
  readonly degreesOfFreedom: number
  readonly residuals: Float64Array
  /** Which parameters are held at a bound: they have no standard error (0), and the others hold for them being there. */
  readonly atBound?: readonly boolean[]
}

export interface LinearFit extends Fit {
  /** `null` where y does not vary, so that there is nothing to explain a share of. */
  readonly rSquared: number | null
}

/** Less of a column than this share of its length that is new beside the columns before it is rounding of the data. */
const COLLINEAR = 1e-13

/**
 * Least squares y ≈ Σ bⱼ·columnⱼ, by modified Gram–Schmidt with y as one more column (Å. Björck, "Solving linear least squares
 * problems by Gram–Schmidt orthogonalization", BIT 7 (1967) 1–21), carried out in numbers of 32 digits. In doubles a polynomial of
 * degree 10 over ten units of x loses all digits of its coefficients, and a Householder QR of a library loses them with it;
 * orthogonal polynomials would not, but turning them back into powers of x does. Standard errors are s·√((XᵀX)⁻¹)ⱼⱼ, of the
 * residual sd s = √(RSS/(n − p)). R² is 1 − RSS/Σ(y − ȳ)², about 0 where the model has no constant.
 *
 * Gives `'collinear'` where a column adds nothing to those before it. There must be at least as many points as columns.
 */
export function fitLinear(
  columns: readonly Column[],
  y: ArrayLike<number>,
  constant: boolean,
): LinearFit | 'collinear' {
  const n = y.length
  const p = columns.length
  const basis: Column[] = []
  const r: Double[][] = []
  for (const column of columns) {
    const { rest, along } = orthogonalize(column, basis)
    const norm = squareRoot(dot(rest, rest))
    if (norm.hi <= COLLINEAR * squareRoot(dot(column, column)).hi) return 'collinear'
    r.push([...along, norm])
    basis.push(mapColumn(rest, (value) => divide(value, norm)))
  }
  const { rest, along } = orthogonalize(columnOf(y), basis)
  const values = solveUpper(r, along)
  const length = squareRoot(dot(rest, rest)).hi
  // What is below the last digits is the rounding of this calculation: the columns reach y exactly.
  const rss = length <= ROUNDING * squareRoot(sumOfSquares(y)).hi ? 0 : length ** 2
  const degreesOfFreedom = n - p
  const variance = degreesOfFreedom > 0 ? rss / degreesOfFreedom : 0
  const total = (constant ? variation(y) : sumOfSquares(y)).hi
  return {
    values: values.map((value) => value.hi),
    standardErrors: inverseNorms(r).map((norm) => norm * Math.sqrt(variance)),
    residualSd: Math.sqrt(variance),
    rss,
    degreesOfFreedom,
    residuals: rest.hi,
    rSquared: total === 0 ? null : 1 - rss / total,
  }
}

/** Of numbers of 32 digits, with some to spare for the sums. */
const ROUNDING = 1e-28

/** Takes from a column its parts along those of an orthonormal basis, one after the other. */
function orthogonalize(column: Column, basis: readonly Column[]): { rest: Column; along: Double[] } {
  let rest = column
  const along = basis.map((unit) => {
    const part = dot(unit, rest)
    rest = mapColumn(rest, (value, i) => subtract(value, multiply(part, at(unit, i))))
    return part
  })
  return { rest, along }
}

/** Solves R·b = c; `r[j]` is the j-th column of the upper triangle. */
function solveUpper(r: readonly Double[][], c: readonly Double[]): Double[] {
  const b: Double[] = [...c]
  for (let j = b.length - 1; j >= 0; j--) {
    const value = divide(b[j] ?? ZERO, r[j]?.[j] ?? ZERO)
    b[j] = value
    for (let i = 0; i < j; i++) {
      b[i] = add(b[i] ?? ZERO, negate(multiply(value, r[j]?.[i] ?? ZERO)))
    }
  }
  return b
}

/** √((XᵀX)⁻¹)ⱼⱼ: the lengths of the rows of R⁻¹. */
function inverseNorms(r: readonly Double[][]): number[] {
  const squares = r.map(() => 0)
  for (let k = 0; k < r.length; k++) {
    const unit = r.map((_, i) => exactly(i === k ? 1 : 0))
    solveUpper(r, unit).forEach((value, j) => {
      squares[j] = itemAt(squares, j) + value.hi ** 2
    })
  }
  return squares.map(Math.sqrt)
}

const sumOfSquares = (y: ArrayLike<number>): Double => dot(columnOf(y), columnOf(y))

/** Σ(y − ȳ)². */
function variation(y: ArrayLike<number>): Double {
  const numbers = columnOf(y)
  const mean = divide(dot(numbers, ones(y.length)), exactly(y.length))
  const deviations = mapColumn(numbers, (value) => subtract(value, mean))
  return dot(deviations, deviations)
}
