import { slopes } from '#electron/analysis/derivative.ts'
import { savitzkyGolay } from '#electron/analysis/smooth.ts'
import { fail } from '#shared/base/errors.ts'
import { derivative, derivativeName } from '#shared/operation/transform/derivative.ts'
import { withColumns } from '../added.ts'
import { give, implement } from '../define.ts'
import { checkWindow, curveAt, stepOf } from '../signal.ts'

export const runDerivative = implement(derivative, async (config, context) => {
  const curve = await curveAt(config, 3, context)
  const { method, window, order, derivative: which } = config
  let values = curve.y
  if (method === 'savitzkyGolay') {
    checkWindow(window, curve.x.length, order)
    if (order < which) {
      fail(
        'bad_window',
        `A polynomial of degree ${order} has no derivative number ${which}: take degree ${which} or more.`,
      )
    }
    values = savitzkyGolay(curve.y, stepOf(curve, 'Savitzky–Golay'), { window, order, derivative: which })
  } else {
    for (let i = 0; i < which; i++) values = slopes(curve.x, values)
  }
  const name = derivativeName(curve.xName, curve.yName, which)
  return give(await withColumns(curve.rows, [[name, values]], context))
})
