import { movingMean, movingMedian, savitzkyGolay } from '#electron/analysis/smooth.ts'
import { smooth } from '#shared/operation/transform/smooth.ts'
import { withColumns } from '../added.ts'
import { give, implement } from '../define.ts'
import { checkWindow, curveAt, stepOf } from '../signal.ts'

export const runSmooth = implement(smooth, async (config, context) => {
  const curve = await curveAt(config, 3, context)
  const { method, window, order } = config
  const isPolynomial = method === 'savitzkyGolay'
  checkWindow(window, curve.x.length, isPolynomial ? order : undefined)
  const values = isPolynomial
    ? savitzkyGolay(curve.y, stepOf(curve, 'Savitzky–Golay'), { window, order, derivative: 0 })
    : { mean: movingMean, median: movingMedian }[method](curve.y, window)
  return give(await withColumns(curve.rows, [[`${curve.yName} smoothed`, values]], context))
})
