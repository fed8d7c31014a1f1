import { fitNonlinear, type NoFit, type NonlinearFit } from '#electron/analysis/nonlinear-fit.ts'
import { GAUSS } from './gauss.ts'
import { LANCZOS } from './lanczos.ts'
import { AVERAGE } from './nonlinear-average.ts'
import { HIGHER } from './nonlinear-higher.ts'
import { LOWER } from './nonlinear-lower.ts'
import type { NonlinearSet } from './nonlinear-set.ts'
import { BENNETT5, CHWIRUT2, ENSO, NELSON } from './observed.ts'
import { RATIONAL } from './rational.ts'

export const NONLINEAR_SETS: readonly NonlinearSet[] = [
  ...LOWER,
  CHWIRUT2,
  ...GAUSS,
  ...LANCZOS,
  ...AVERAGE,
  ENSO,
  NELSON,
  ...RATIONAL,
  ...HIGHER,
  BENNETT5,
]

/** What fitting the set from one of its starts gives. */
export function fitSet(set: NonlinearSet, start: readonly number[]): NonlinearFit | NoFit {
  const x = Float64Array.from(set.x)
  const model = (b: readonly number[]): Float64Array => x.map((value, i) => set.model(value, b, i))
  return fitNonlinear({ model, y: Float64Array.from(set.y), start, maxIterations: 20_000 })
}

/** The sum of squares at the certified parameters. */
export const certifiedSum = (set: NonlinearSet): number =>
  set.x.reduce((sum, x, i) => sum + ((set.y[i] ?? 0) - set.model(x, set.values, i)) ** 2, 0)
