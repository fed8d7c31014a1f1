/**
 * A nonlinear regression problem of the NIST Statistical Reference Datasets, with its two published starts and certified results of
 * 11 digits, https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml (United States government work, public domain). The tests
 * compare the sum of squares at the certified parameters with the certified one, which shows that data and model are NIST's.
 */
export interface NonlinearSet {
  readonly name: string
  readonly difficulty: 'lower' | 'average' | 'higher'
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** `i` is the point, for a model of several columns. */
  readonly model: (x: number, b: readonly number[], i: number) => number
  readonly starts: readonly [number[], number[]]
  readonly values: readonly number[]
  readonly standardErrors: readonly number[]
  readonly rss: number
}

/** Misra1a to Misra1d are four models of one set of data. */
export const MISRA = {
  x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
  y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
}
