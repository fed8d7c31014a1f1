import type { z } from 'zod'
import { type Column, columnOf, ones, powersOf } from '#electron/analysis/column.ts'
import { fitLinear } from '#electron/analysis/linear-fit.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { regression } from '#shared/operation/calculate/regression.ts'
import { implement } from '../define.ts'
import { giveFit } from '../fit-result.ts'
import { seriesOf, xyNames } from '../series.ts'
import { tableAt } from '../tables.ts'

const INTERCEPT = 'intercept'

type Config = z.output<typeof regression.config>

/** The columns of the model's design matrix, with the name of each one's coefficient. */
interface Design {
  readonly names: string[]
  readonly columns: Column[]
}

export const runRegression = implement(regression, async (config, context) => {
  const { xs, y, names } = await dataOf(config, context)
  const design = designOf(config, xs, names)
  const fit = fitLinear(design.columns, y, config.model !== 'proportional')
  if (fit === 'collinear') {
    return fail(
      'not_determined',
      config.model === 'polynomial'
        ? `x has too few different values for a polynomial of degree ${config.degree}: lower the degree, or add points.`
        : 'An x column is constant or a combination of the others, so its coefficient can be anything: leave it out.',
    )
  }
  const data = [...xs, y].map((values, i) => [itemAt(names, i), values] as const)
  return giveFit(
    { names: design.names, fit, more: { rSquared: fit.rSquared, ...spreadOf(xs) }, data, y },
    context,
  )
})

/** Of a single x: what the uncertainty of an x read back from the line is made of. */
function spreadOf([x, ...more]: readonly Float64Array[]): JsonRecord {
  if (!x || more.length > 0) return {}
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  return { xMean: mean, xSumOfSquares: x.reduce((sum, value) => sum + (value - mean) ** 2, 0) }
}

async function dataOf(
  config: Config,
  context: OperationContext,
): Promise<{ xs: Float64Array[]; y: Float64Array; names: readonly string[] }> {
  const table = await tableAt(context)
  const [x, y] = xyNames(table, config)
  const also = config.model === 'polynomial' ? [] : config.also
  const atLeast =
    config.model === 'polynomial' ? config.degree + 1 : also.length + (config.model === 'linear' ? 2 : 1)
  const { names, columns } = await seriesOf(
    table,
    [x, ...also, y],
    { missing: config.missing, atLeast },
    context,
  )
  return { xs: columns.slice(0, -1), y: itemAt(columns, columns.length - 1), names }
}

function designOf(config: Config, xs: readonly Float64Array[], names: readonly string[]): Design {
  const [x = new Float64Array()] = xs
  if (config.model === 'polynomial') {
    const columns = powersOf(x, config.degree)
    return { names: columns.map((_, power) => `c${power}`), columns }
  }
  const slopes = xs.length === 1 ? ['slope'] : xs.map((_, i) => itemAt(names, i))
  const columns = xs.map(columnOf)
  if (config.model === 'proportional') return { names: slopes, columns }
  if (slopes.includes(INTERCEPT)) {
    fail(
      'bad_column_name',
      `An x column is called "${INTERCEPT}", as the model's constant is among the coefficients: rename the column.`,
      { column: INTERCEPT },
    )
  }
  return { names: [INTERCEPT, ...slopes], columns: [ones(x.length), ...columns] }
}
