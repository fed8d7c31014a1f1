import { simpson, trapezoid } from '#electron/analysis/integrate.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { integrate } from '#shared/operation/calculate/integrate.ts'
import { giveJson, implement } from '../define.ts'
import { finite } from '../lists.ts'
import { ascendingAt } from '../series.ts'

export const runIntegrate = implement(integrate, async (config, context) => {
  const { x, y } = await ascendingAt(config, config.method === 'simpson' ? 3 : 2, context)
  const [first, last] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  const [from, to] = [config.from ?? first, config.to ?? last]
  for (const limit of [from, to]) {
    if (limit < first || limit > last) {
      fail(
        'outside_data',
        `The limit ${limit} lies outside the data, which reach from ${first} to ${last}.`,
        { limit },
      )
    }
  }
  const area = { simpson, trapezoid }[config.method](x, y, Math.min(from, to), Math.max(from, to))
  return giveJson(finite(from <= to ? area : -area, 'The area'))
})
