import { running, runningTrapezoid } from '#electron/analysis/derivative.ts'
import { cumulate } from '#shared/operation/transform/cumulate.ts'
import { withColumns } from '../added.ts'
import { give, implement } from '../define.ts'
import { finite } from '../lists.ts'
import { curveAt } from '../signal.ts'

const COMBINE = {
  sum: (before: number, value: number): number => before + value,
  max: Math.max,
  min: Math.min,
} as const

export const runCumulate = implement(cumulate, async (config, context) => {
  const curve = await curveAt(config, 1, context)
  const { method } = config
  const values =
    method === 'integral' ? runningTrapezoid(curve.x, curve.y) : running(curve.y, COMBINE[method])
  finite(values.at(-1) ?? 0, method === 'integral' ? 'The area' : 'The sum')
  return give(await withColumns(curve.rows, [[`${curve.yName} cumulated`, values]], context))
})
