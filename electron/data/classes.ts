import { edgesBetween } from '#electron/analysis/edges.ts'

/** SQL of a number as it is: a plain decimal would be read as a DECIMAL, and rounded a second time on its way to a DOUBLE. */
export const literal = (value: number): string => `'${value}'::DOUBLE`

/** Classes that lie side by side: an edge more than there are classes, ascending. */
export interface Classes {
  readonly edges: readonly number[]
  /** The edges are evenly spaced by their logarithms. */
  readonly log: boolean
}

/** Classes of equal width, with the edges that the operation `histogram` has for them. */
export const evenClasses = (from: number, to: number, count: number): Classes => ({
  edges: edgesBetween(from, to, count),
  log: false,
})

/**
 * SQL of the number of the class that a number falls into, from 0. Each class holds its lower edge, the last its upper one too. Where
 * the number would be by its distance from the first edge is only near: the distance is rounded, so that what lies on an edge could
 * come to lie below it. The edges themselves decide.
 */
export function classSql(name: string, { edges, log }: Classes): string {
  const [from = 0, to = 0] = [edges[0], edges.at(-1)]
  const count = edges.length - 1
  if (!(from < to)) return `(CASE WHEN ${name} IS NOT NULL THEN 0 END)`
  // Of the halves, where the distance itself would be too large for a number.
  const half = Number.isFinite(to - from) ? '' : ' / 2'
  const at = (sql: string): string => (log ? `ln(${sql})` : `${sql}${half}`)
  const [start, end] = [at(literal(from)), at(literal(to))]
  const near = `floor((${at(name)} - ${start}) / (${end} - ${start}) * ${count})`
  const inside = (sql: string): string => `least(${count - 1}, greatest(0, ${sql}))::INTEGER`
  const list = `[${edges.map(literal).join(', ')}]`
  const guess = inside(near)
  return inside(
    `CASE WHEN ${name} < ${list}[${guess} + 1] THEN ${guess} - 1 WHEN ${name} >= ${list}[${guess} + 2] THEN ${guess} + 1 ELSE ${guess} END`,
  )
}
