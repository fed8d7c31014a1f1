import { deviations, fences, type Limits, robust } from '#electron/analysis/spread.ts'
import { quoteName } from '#electron/data/names.ts'
import { type OutlierMethod, outliers, USUAL_FACTOR } from '#shared/operation/calculate/outliers.ts'
import { json } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { columnAt } from '../series.ts'

const LIMITS: Readonly<Record<OutlierMethod, (numbers: Float64Array, factor: number) => Limits>> = {
  iqr: fences,
  mad: robust,
  sd: deviations,
}

export const runOutliers = implement(outliers, async (config, context) => {
  const { numbers, name, table } = await columnAt(config, 'ignore', 3, context)
  const limits = LIMITS[config.method](numbers, config.factor ?? USUAL_FACTOR[config.method])
  const { tables } = context.services
  const x = `CAST(${quoteName(name)} AS DOUBLE)`
  const taken = new Set(table.columns.map((column) => column.name.toLowerCase()))
  let mark = 'outlier'
  for (let n = 2; taken.has(mark); n++) mark = `outlier ${n}`
  const test = `coalesce(isfinite(${x}) AND (${x} < ${limits.low} OR ${x} > ${limits.high}), false)`
  const query = (sql: string) => tables.query(sql, { input: table }, context.signal)
  const marked = await query(`SELECT *, ${test} AS ${quoteName(mark)} FROM input`)
  const kept = await query(`SELECT * FROM input WHERE NOT ${test}`)
  const found = await query(`SELECT * FROM input WHERE ${test}`)
  const record = {
    low: limits.low,
    high: limits.high,
    center: limits.center,
    outliers: found.rowCount,
    numbers: numbers.length,
  }
  return { value: marked, outputs: { kept, outliers: found, limits: json(record) } }
})
