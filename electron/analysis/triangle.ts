import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix'
import { itemAt } from '#shared/base/item.ts'

/** What is left of a least-squares problem J·δ ≈ r once its points are rotated away. */
export interface Triangle {
  /** The upper triangle of J with its columns scaled to length 1. */
  readonly r: Matrix
  /** Qᵀr: the part of the residuals that the columns of J can reach. */
  readonly reach: number[]
  /** Lengths of the columns before scaling; 1 for a column of zeros. */
  readonly lengths: number[]
}

/**
 * Householder QR of [J | residuals]. The cross products JᵀJ are never formed: they would square the condition of the problem and
 * so halve the digits of an ill-conditioned fit.
 */
export function triangleOf(columns: readonly ArrayLike<number>[], residuals: ArrayLike<number>): Triangle {
  const p = columns.length
  if (p === 0) return { r: Matrix.zeros(0, 0), reach: [], lengths: [] }
  const lengths = columns.map(lengthOr1)
  const all = Matrix.zeros(Math.max(residuals.length, p + 1), p + 1)
  for (let i = 0; i < residuals.length; i++) {
    for (let j = 0; j < p; j++) all.set(i, j, (columns[j]?.[i] ?? 0) / (lengths[j] ?? 1))
    all.set(i, p, itemAt(residuals, i))
  }
  const triangle = new QrDecomposition(all).upperTriangularMatrix
  return {
    r: triangle.subMatrix(0, p - 1, 0, p - 1),
    reach: Array.from({ length: p }, (_, i) => triangle.get(i, p)),
    lengths,
  }
}

function lengthOr1(column: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += itemAt(column, i) ** 2
  return Math.sqrt(sum) || 1
}

/** The smallest of the scaled Jacobian's singular values as a share of the largest. */
export function conditionOf({ r }: Triangle): number {
  const values = new SingularValueDecomposition(r).diagonal
  return Math.min(...values) / Math.max(...values)
}

/**
 * The step δ that solves (JᵀJ + λ·D²) δ = Jᵀr, by QR of [R; √λ·D]; `damping` are the √λ·Dⱼ, for scaled columns. Where that leaves
 * the step open, as for a parameter that changes nothing, it is the shortest of those that solve it.
 */
export function stepOf({ r, reach, lengths }: Triangle, damping: readonly number[]): number[] {
  const p = reach.length
  const damped = Matrix.zeros(2 * p, p)
  const right = Matrix.zeros(2 * p, 1)
  for (let i = 0; i < p; i++) {
    for (let j = i; j < p; j++) damped.set(i, j, r.get(i, j))
    damped.set(p + i, i, itemAt(damping, i))
    right.set(i, 0, itemAt(reach, i))
  }
  const qr = new QrDecomposition(damped)
  const scaled = (qr.isFullRank() ? qr : new SingularValueDecomposition(damped)).solve(right)
  return lengths.map((length, j) => scaled.get(j, 0) / length)
}

/** (JᵀJ)⁻¹: the covariances of the parameters for a residual sd of 1. */
export function covarianceOf({ r, lengths }: Triangle): number[][] {
  if (lengths.length === 0) return []
  const rows = new QrDecomposition(r).solve(Matrix.eye(lengths.length)).to2DArray()
  return rows.map((row, i) =>
    rows.map((other, j) => {
      const product = row.reduce((sum, value, k) => sum + value * itemAt(other, k), 0)
      return product / (lengths[i] ?? 1) / (lengths[j] ?? 1)
    }),
  )
}
