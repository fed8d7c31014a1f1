/** How much of each a chart can show so that people still tell it apart. */
export const LIMITS = {
  series: 24,
  categories: 1000,
  /** Cells along each axis of a heat map; numbers beyond that many share cells. */
  cells: 200,
  /** Outliers of one box that are drawn; all are counted. */
  outliers: 200,
} as const
