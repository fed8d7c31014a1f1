import type { Fit } from '#electron/analysis/linear-fit.ts'
import { allEqual } from '#electron/analysis/spread.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { itemAt } from '#shared/base/item.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { json } from '#shared/operation/value.ts'
import { type FrameColumn, frame } from './frame.ts'

export interface FitResult {
  readonly names: readonly string[]
  readonly fit: Fit
  /** More of the result, after the standard errors. */
  readonly more: JsonRecord
  /** The data, before the columns `fitted` and `residual`. */
  readonly data: readonly FrameColumn[]
  readonly y: Float64Array
}

/** A fit's result at `out`, by {@link fitRecord}, and the fitted table at `fitted`. */
export async function giveFit(
  { names, fit, more, data, y }: FitResult,
  context: OperationContext,
): Promise<Outcome> {
  const fitted = y.map((value, i) => value - itemAt(fit.residuals, i))
  const record = fitRecord({ names, fit, more, points: y.length }, context)
  const table = await frame([...data, ['fitted', fitted], ['residual', fit.residuals]], context)
  return { value: json(record), outputs: { fitted: table } }
}

/**
 * A fit as a record. Standard errors and the residual sd are null, with the warning `no_uncertainty`, where as many parameters
 * as points leave nothing to judge by.
 */
export function fitRecord(
  { names, fit, more, points }: Pick<FitResult, 'names' | 'fit' | 'more'> & { readonly points: number },
  context: OperationContext,
): JsonRecord {
  const known = fit.degreesOfFreedom > 0
  if (!known) {
    context.warn(
      'no_uncertainty',
      'There are as many parameters as points, so the curve goes through every point and nothing says how uncertain it is.',
    )
  }
  return {
    parameters: named(names, fit.values),
    standardErrors: named(
      names,
      names.map((_, i) => (known ? errorOf(fit, i) : null)),
    ),
    ...more,
    residualSd: known ? fit.residualSd : null,
    points,
    degreesOfFreedom: fit.degreesOfFreedom,
  }
}

/** A parameter that is held at a bound has none. */
const errorOf = (fit: Fit, i: number): number | null =>
  fit.atBound?.[i] ? null : (fit.standardErrors[i] ?? null)

const named = (names: readonly string[], values: readonly (number | null)[]): JsonRecord =>
  Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]))

/** 1 − RSS/Σ(y − ȳ)²; null where all y are the same. */
export function rSquaredOf(rss: number, y: Float64Array): number | null {
  if (allEqual(y)) return null
  const mean = y.reduce((sum, value) => sum + value / y.length, 0)
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return total === 0 ? null : 1 - rss / total
}
