import type { Column } from '#shared/operation/value.ts'

/** Sum and mean of a column's numbers: by Kahan where they may have fractions; whole ones are added exactly as they are. */
export const sumSql = ({ type }: Pick<Column, 'type'>, values: string): string =>
  `${type === 'number' ? 'fsum' : 'sum'}(${values})`
export const meanSql = ({ type }: Pick<Column, 'type'>, values: string): string =>
  `${type === 'number' ? 'favg' : 'avg'}(${values})`

/**
 * The variance of a sample (n − 1; missing below two numbers) or a population (n), in two passes: `deviation` is each number less
 * a mean, and what the mean itself is off by is taken out again (T. F. Chan, G. H. Golub and R. J. LeVeque, Am. Stat. 37 (1983)
 * 242–247); sums by Kahan. DuckDB's own works in one pass and keeps about three digits fewer.
 */
export function varianceSql(deviation: string, population = false): string {
  const lost = population ? 0 : 1
  const n = `count(${deviation})`
  const squares = `fsum((${deviation}) ** 2) - fsum(${deviation}) ** 2 / ${n}`
  return `CASE WHEN ${n} > ${lost} THEN greatest(0, (${squares}) / (${n} - ${lost})) END`
}

/** The standard deviation, as {@link varianceSql}. */
export const deviationSql = (deviation: string, population = false): string =>
  `sqrt(${varianceSql(deviation, population)})`
