import type { z } from 'zod'
import { trapezoid } from '#electron/analysis/integrate.ts'
import { linear } from '#electron/analysis/interpolate.ts'
import { deviations } from '#electron/analysis/spread.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { normalize } from '#shared/operation/transform/normalize.ts'
import { withColumns } from '../added.ts'
import { give, implement } from '../define.ts'
import { type Curve, curveAt } from '../signal.ts'

const greatest = (y: Float64Array): number => y.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
const least = (y: Float64Array): number => y.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)

/** What becomes 0, and what distance from it becomes `to`. */
function scaleOf(
  { method, at }: z.output<typeof normalize.config>,
  { x, y, xName }: Curve,
): { readonly zero: number; readonly unit: number; readonly of: string } {
  const [first, last] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  switch (method) {
    case 'minMax':
      return { zero: least(y), unit: greatest(y) - least(y), of: 'range' }
    case 'zScore': {
      const { center, unit } = deviations(y, 1)
      return { zero: center, unit, of: 'spread' }
    }
    case 'maximum':
      return { zero: 0, unit: greatest(y), of: 'maximum' }
    case 'area':
      return { zero: 0, unit: trapezoid(x, y, first, last), of: 'area' }
    case 'reference':
      if (at < first || at > last) {
        fail(
          'outside_data',
          `The reference ${at} lies outside the data, where "${xName}" reaches from ${first} to ${last}.`,
          { at },
        )
      }
      return { zero: 0, unit: linear(x, y)(at), of: `value at ${at}` }
  }
}

export const runNormalize = implement(normalize, async (config, context) => {
  const curve = await curveAt(config, 2, context)
  const { zero, unit, of } = scaleOf(config, curve)
  if (unit === 0 || !Number.isFinite(unit)) {
    fail(
      'nothing_to_scale',
      `The ${of} of "${curve.yName}" is ${unit === 0 ? 'zero' : 'too large to hold'}, so it can't be scaled by it: choose another way.`,
    )
  }
  const to = config.method === 'zScore' ? 1 : config.to
  const values = curve.y.map((value) => ((value - zero) / unit) * to)
  return give(await withColumns(curve.rows, [[`${curve.yName} normalized`, values]], context))
})
