import { z } from 'zod'

/** A node's times over past runs. Runs in which it was reused or skipped do not count. */
export const NodeStatistics = z.object({
  /** Runs in which it ran to an end of its own. */
  n: z.number().int(),
  failed: z.number().int(),
  /** Milliseconds, of those that completed; null where none has. */
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** Of tables; null where it gave none. */
  medianRows: z.number().nullable(),
})
export type NodeStatistics = z.infer<typeof NodeStatistics>

/** How a node went in one run. */
export interface NodeTime {
  readonly status: string
  readonly durationMs: number | null
  readonly rowCount?: number | null
}

/** The q-quantile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7); null of nothing. */
export function quantileOf(values: readonly number[], q: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at))
}

/** `times`: of runs in which the node ran. */
export function nodeStatistics(times: readonly NodeTime[]): NodeStatistics {
  const completed = times.filter((time) => time.status === 'completed')
  const durations = completed.flatMap(({ durationMs }) => durationMs ?? [])
  const rows = completed.flatMap(({ rowCount }) => rowCount ?? [])
  return {
    n: times.length,
    failed: times.filter((time) => time.status === 'failed').length,
    medianMs: quantileOf(durations, 0.5),
    p95Ms: quantileOf(durations, 0.95),
    medianRows: quantileOf(rows, 0.5),
  }
}

/** From so many runs on, one can be told as unusual. */
const ENOUGH = 5
/** A time counts as unusual from twice the median on, and where it is more than a blink: milliseconds. */
const SLOW = 2
const BLINK_MS = 20
/** Rows count as unusual outside half and twice the median. */
const FEW = 0.5
const MANY = 2

const times = (ratio: number): string => (ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(1))

/** What is unusual about one run of a node, in words; empty where nothing is. */
export function outliersOf(
  { durationMs, rowCount }: Pick<NodeTime, 'durationMs' | 'rowCount'>,
  { n, medianMs, p95Ms, medianRows }: NodeStatistics,
): string[] {
  if (n < ENOUGH) return []
  const found: string[] = []
  if (durationMs !== null && medianMs !== null && p95Ms !== null && medianMs > 0) {
    const ratio = durationMs / medianMs
    if (ratio >= SLOW && durationMs >= p95Ms && durationMs - medianMs >= BLINK_MS)
      found.push(`${times(ratio)} times its usual time`)
  }
  if (typeof rowCount === 'number' && medianRows !== null) {
    if (rowCount === 0 && medianRows > 0) found.push('no rows, which is unusual')
    else if (medianRows > 0 && rowCount >= MANY * medianRows)
      found.push(`${times(rowCount / medianRows)} times its usual rows`)
    else if (rowCount < FEW * medianRows)
      found.push(`${Math.round((100 * rowCount) / medianRows)} % of its usual rows`)
  }
  return found
}
