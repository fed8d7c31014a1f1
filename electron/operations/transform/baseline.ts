import type { z } from 'zod'
import {
  adaptive,
  asymmetricLeastSquares,
  type Baseline,
  polynomial,
  rubberBand,
} from '#electron/analysis/baseline.ts'
import { itemAt } from '#shared/base/item.ts'
import { baseline } from '#shared/operation/transform/baseline.ts'
import { withColumns } from '../added.ts'
import { give, implement } from '../define.ts'
import { type Curve, curveAt, stepOf } from '../signal.ts'

/** How many points a method needs. */
const leastPoints = ({ method, degree }: z.output<typeof baseline.config>): number =>
  method === 'polynomial' ? degree + 2 : 3

function baselineOf(config: z.output<typeof baseline.config>, curve: Curve, y: Float64Array): Baseline {
  switch (config.method) {
    case 'als':
      stepOf(curve, 'Asymmetric least squares')
      return asymmetricLeastSquares(y, config.stiffness ?? 1e5, config.asymmetry)
    case 'airpls':
      stepOf(curve, 'airPLS')
      return adaptive(curve.x, y, config.stiffness ?? 10)
    case 'polynomial':
      return polynomial(curve.x, y, config.degree, config.asymmetry)
    case 'rubberBand':
      return rubberBand(curve.x, y)
  }
}

export const runBaseline = implement(baseline, async (config, context) => {
  const curve = await curveAt(config, leastPoints(config), context)
  const sign = config.peaks === 'up' ? 1 : -1
  const found = baselineOf(
    config,
    curve,
    curve.y.map((value) => sign * value),
  )
  if (!found.converged) {
    context.warn(
      'not_converged',
      'The baseline still moved when the search ended: look at it, or take another stiffness or method.',
    )
  }
  const values = found.values.map((value) => sign * value)
  const corrected = curve.y.map((value, i) => value - itemAt(values, i))
  return give(
    await withColumns(
      curve.rows,
      [
        ['baseline', values],
        ['corrected', corrected],
      ],
      context,
    ),
  )
})
