import {
  fitNonlinear,
  type NoFit,
  type NonlinearFit,
  type Problem,
} from '#electron/analysis/nonlinear-fit.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { closest } from '#shared/base/closest.ts'
import { fail } from '#shared/base/errors.ts'
import type { ParameterSetting } from '#shared/operation/fitting.ts'

export interface Search {
  readonly names: readonly string[]
  readonly start: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

export interface Guessed {
  readonly names: readonly string[]
  /** Start values where none is set; undefined where each must be. */
  readonly guess: readonly (number | undefined)[]
  readonly bounds?: Readonly<Record<string, readonly [number, number]>>
}

/** Start values and bounds: those set, else those of the model, guesses moved within the bounds. Error: `bad_parameters`. */
export function searchOf(
  { names, guess, bounds = {} }: Guessed,
  settings: readonly ParameterSetting[],
): Search {
  for (const [i, { name }] of settings.entries()) {
    if (!names.includes(name)) {
      const near = closest(name, names)
      const hint = near ? `did you mean "${near}"?` : `its parameters are ${names.join(', ')}.`
      fail('bad_parameters', `The model has no parameter "${name}": ${hint}`, { name })
    }
    if (settings.findIndex((other) => other.name === name) !== i) {
      fail('bad_parameters', `The parameter "${name}" is set twice: leave one out.`, { name })
    }
  }
  const limits = names.map((name, i) => {
    const set = settings.find((one) => one.name === name)
    const lower = set?.min ?? bounds[name]?.[0] ?? Number.NEGATIVE_INFINITY
    const upper = set?.max ?? bounds[name]?.[1] ?? Number.POSITIVE_INFINITY
    if (lower >= upper) {
      fail('bad_parameters', `The bounds of "${name}" leave nothing between ${lower} and ${upper}.`, { name })
    }
    const given = set?.start
    if (typeof given === 'number' && (given < lower || given > upper)) {
      fail('bad_parameters', `"${name}" can't start at ${given}: it must be from ${lower} to ${upper}.`, {
        name,
      })
    }
    const start = given ?? guess[i]
    if (start === undefined)
      return fail('bad_parameters', `Give a start value for the parameter "${name}".`, { name })
    return { lower, upper, start: Math.min(Math.max(start, lower), upper) }
  })
  return {
    names,
    start: limits.map((one) => one.start),
    lower: limits.map((one) => one.lower),
    upper: limits.map((one) => one.upper),
  }
}

/**
 * The fit, or the sentence why there is none. Warns `at_bound` of each parameter that ended there.
 * Errors: `start_not_finite`, `no_convergence`, `not_determined`, `too_few_points`.
 */
export function fitOrFail(
  search: Search,
  problem: Omit<Problem, keyof Search>,
  context: OperationContext,
): NonlinearFit {
  const { names } = search
  if (problem.y.length < names.length) {
    fail(
      'too_few_points',
      `There are ${problem.y.length} points, but the model has ${names.length} parameters.`,
    )
  }
  return checkFit(fitNonlinear({ ...problem, ...search }), search, context)
}

/** {@link fitOrFail}, of a search that has been made. */
export function checkFit<F extends NonlinearFit>(
  fit: F | NoFit,
  { names, start }: Search,
  context: OperationContext,
): F {
  if (fit === 'start_not_finite') {
    return fail(
      fit,
      'The model has no finite value at the start values, for some x at least: give other start values.',
      {
        start: Object.fromEntries(names.map((name, i) => [name, start[i] ?? null])),
      },
    )
  }
  if (fit === 'no_convergence') {
    return fail(
      fit,
      'The fit did not converge: give start values nearer to the solution, bounds, or a simpler model.',
    )
  }
  if (fit === 'not_determined') {
    return fail(
      fit,
      'The data do not determine all parameters: some can be changed together without changing the curve. Use a simpler model, or bounds.',
    )
  }
  for (const [i, name] of names.entries()) {
    if (!fit.atBound[i]) continue
    context.warn(
      'at_bound',
      `"${name}" ended at its bound ${fit.values[i]}, so it has no standard error and those of the others hold for it there.`,
      { name },
    )
  }
  return fit
}
