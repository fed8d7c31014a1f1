/**
 * The sample's standard deviation (n − 1) in two passes: `deviation` is each number less a mean, and what the mean itself is off by
 * is taken out again (T. F. Chan, G. H. Golub and R. J. LeVeque, Am. Stat. 37 (1983) 242–247); sums by Kahan. DuckDB's own works
 * in one pass and keeps about three digits fewer. Missing below two numbers.
 */
export const deviationSql = (deviation: string): string =>
  `CASE WHEN count(${deviation}) > 1 THEN sqrt(greatest(0,
    (fsum((${deviation}) ** 2) - fsum(${deviation}) ** 2 / count(${deviation})) / (count(${deviation}) - 1))) END`
