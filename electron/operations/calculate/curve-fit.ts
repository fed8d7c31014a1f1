import type { z } from 'zod'
import { CURVES, type Curve, withOffset } from '#electron/analysis/curves.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { aKindOf } from '#shared/base/json.ts'
import { curveFit } from '#shared/operation/calculate/curve-fit.ts'
import { implement } from '../define.ts'
import { giveFit, rSquaredOf } from '../fit-result.ts'
import { fitOrFail, searchOf } from '../parameters.ts'
import { type Xy, xyAt } from '../series.ts'

type Config = z.output<typeof curveFit.config>

export const runCurveFit = implement(curveFit, async (config, context) => {
  const { x, y, xName, yName } = await xyAt(config, 1, context)
  const curve = config.model === 'formula' ? formulaCurve(config, context) : readyCurve(config)
  const search = searchOf(
    { ...curve, guess: config.model === 'formula' ? [] : guessIn(curve, { x, y }) },
    config.parameters,
  )
  const { maxIterations } = config
  const model = (b: readonly number[]): Float64Array => x.map((value) => curve.at(value, b))
  const fit = fitOrFail(search, { model, y, maxIterations }, context)
  const more = { rSquared: rSquaredOf(fit.rss, y), iterations: fit.iterations }
  return giveFit(
    {
      names: curve.names,
      fit,
      more,
      data: [
        [xName, x],
        [yName, y],
      ],
      y,
    },
    context,
  )
})

function readyCurve({ model, offset }: Config): Curve {
  const curve: Curve = model === 'formula' ? CURVES.exponential : CURVES[model]
  return offset ? withOffset(curve) : curve
}

/** A guess that is no number is left to the user. */
function guessIn(curve: Curve, { x, y }: Pick<Xy, 'x' | 'y'>): (number | undefined)[] {
  const order = [...x.keys()].sort((i, j) => itemAt(x, i) - itemAt(x, j))
  const sorted = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => itemAt(values, i))
  return curve.guess(sorted(x), sorted(y)).map((value) => (Number.isFinite(value) ? value : undefined))
}

/** The user's formula, confined; where it has no finite value it is NaN, which the search steers clear of. */
function formulaCurve({ formula, parameters }: Config, context: OperationContext): Curve {
  const names = parameters.map((parameter) => parameter.name)
  if (names.length === 0)
    fail('bad_parameters', 'List the parameters of the formula, each with a start value.')
  if (names.includes('x')) fail('bad_parameters', 'A parameter can’t be called "x": that is the column.')
  const compiled = context.services.expressions.compile(formula, ['x', ...names])
  const unused = names.find((name) => compiled.reads && !compiled.reads.has(name))
  if (unused !== undefined) {
    fail('bad_parameters', `The formula does not use the parameter "${unused}": leave it out.`, {
      name: unused,
    })
  }
  return {
    names,
    at(x, values) {
      const value = orNaN(() => compiled([x, ...values]))
      if (typeof value === 'number') return value
      return fail(
        'expression_failed',
        `The formula must give a number, but at x = ${x} it gives ${aKindOf(value)}.`,
      )
    },
    guess: () => [],
  }
}

function orNaN<T>(work: () => T): T | number {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.code === 'not_finite') return Number.NaN
    throw thrown
  }
}
