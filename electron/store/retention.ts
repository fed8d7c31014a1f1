import { ExecutionId } from '#shared/base/ids.ts'
import type { PrunePlan, RetentionPolicy, Usage } from '#shared/contract/retention.ts'
import type { Db } from './database.ts'
import type { Maintenance } from './maintenance.ts'
import { FREE_RUN, FREE_SCRIPT_RUN, preparePrunable } from './prunable.ts'
import type { MeasuredRuns } from './runs/measure.ts'

type Limits = Omit<RetentionPolicy, 'maxBytes'>

/** What is to be deleted, the oldest first: ids of runs of chains, and of runs of scripts alone. */
export interface Chosen {
  readonly runs: readonly ExecutionId[]
  readonly scripts: readonly string[]
}
const NONE: Chosen = { runs: [], scripts: [] }

/** Runs free no less than a fourth of what is estimated, but for some pages: with so much of it a goal is surely reached. */
const SURELY = 4
const SOME_PAGES = 256 * 1024

interface Measures {
  measured(): MeasuredRuns
  sizeOf(blob: string): number
}

/** What policies of keeping runs mean for the history as it is. */
export function openRetention(db: Db, maintenance: Maintenance, { measured, sizeOf }: Measures) {
  const { client } = db
  const numberOf = (pragma: string): number => Number(client.pragma(pragma, { simple: true }))
  const prunable = preparePrunable(db, sizeOf)
  const oldScripts = client
    .prepare<[number], string>(
      `SELECT id FROM script_executions WHERE started_at < ? AND ${FREE_SCRIPT_RUN} ORDER BY seq`,
    )
    .pluck()

  /**
   * Runs that age or number exclude. Runs of chains are counted with those that stay anyway: of 5 to be kept, one starred
   * leaves 4. Those of scripts alone go by their age only.
   */
  const outside = (limits: Limits, now: number): Chosen => ({
    runs: runsOutside(limits, now),
    scripts: limits.maxAgeMs === null ? [] : oldScripts.all(now - limits.maxAgeMs),
  })
  const runsOutside = ({ maxAgeMs, keepPerChain, keepRuns }: Limits, now: number): ExecutionId[] => {
    const conditions: string[] = []
    const values: number[] = []
    if (maxAgeMs !== null) {
      conditions.push('started_at < ?')
      values.push(now - maxAgeMs)
    }
    if (keepPerChain !== null) {
      conditions.push('of_chain > ?')
      values.push(keepPerChain)
    }
    if (keepRuns !== null) {
      conditions.push('of_all > ?')
      values.push(keepRuns)
    }
    if (conditions.length === 0) return []
    return client
      .prepare<number[], { id: string }>(
        `SELECT id FROM (
           SELECT seq, id, started_at, status, starred,
             row_number() OVER (PARTITION BY coalesce(chain_id, 'named ' || chain_name) ORDER BY seq DESC) AS of_chain,
             row_number() OVER (ORDER BY seq DESC) AS of_all
           FROM reasoning_executions)
         WHERE ${FREE_RUN} AND (${conditions.join(' OR ')}) ORDER BY seq`,
      )
      .all(...values)
      .map(({ id }) => ExecutionId.parse(id))
  }

  /** Bytes that would be left on disk if it were compacted and the log written into it. */
  const needed = (): number =>
    (numberOf('page_count') - numberOf('freelist_count')) * numberOf('page_size') + maintenance.size().blobs

  const usage = (): Usage => {
    const { database, blobs } = maintenance.size()
    const row = client
      .prepare<[], { runs: number; starred: number; oldest: number | null }>(
        'SELECT count(*) AS runs, coalesce(sum(starred), 0) AS starred, min(started_at) AS oldest FROM reasoning_executions',
      )
      .get()
    const free = numberOf('freelist_count') * numberOf('page_size')
    const { runs = 0, starred = 0, oldest: oldestAt = null } = row ?? {}
    return { database, free: Math.min(free, database), blobs, runs, starred, oldestAt }
  }

  const sumOf = ({ runs, scripts }: Chosen): MeasuredRuns => {
    const sum = measured()
    for (const id of runs) sum.add(id)
    for (const id of scripts) sum.addScript(id)
    return sum
  }

  /** The oldest that together take at least so many bytes, besides those given; fewer where there are no more. */
  const oldestWorth = (bytes: number, besides: Chosen = NONE): Chosen & { readonly bytes: number } => {
    const sum = sumOf(besides)
    const before = sum.total.bytes
    const known = new Set<string>([...besides.runs, ...besides.scripts])
    const runs: ExecutionId[] = []
    const scripts: string[] = []
    for (const one of prunable.oldestFirst()) {
      if (sum.total.bytes - before >= bytes) break
      if (known.has(one.id)) continue
      if (one.kind === 'run') {
        sum.add(one.id)
        runs.push(one.id)
      } else {
        sum.addScript(one.id)
        scripts.push(one.id)
      }
    }
    return { runs, scripts, bytes: sum.total.bytes - before }
  }

  /**
   * Whether deleting all that may be deleted gets the history to so many bytes: what stays takes its own. Mostly the oldest
   * runs tell, as they free much more than is needed; else all are counted.
   */
  const canReach = (maxBytes: number): boolean => {
    const over = needed() - maxBytes
    if (over <= 0) return true
    const surely = over * SURELY + SOME_PAGES
    return oldestWorth(surely).bytes >= surely || prunable.bytes() >= over
  }

  return {
    usage,
    outside,
    needed,
    oldestWorth,
    canReach,

    /** What a policy would delete now. Nothing is deleted for a size that can't be reached. */
    plan(policy: RetentionPolicy, now: number): PrunePlan {
      const { maxBytes } = policy
      const first = outside(policy, now)
      const freed = sumOf(first).total.bytes
      const over = maxBytes === null ? 0 : needed() - freed - maxBytes
      const unreachable = maxBytes !== null && over > 0 && !canReach(maxBytes)
      const more = over > 0 && !unreachable ? oldestWorth(over, first) : { ...NONE, bytes: 0 }
      return {
        runs: first.runs.length + more.runs.length,
        scripts: first.scripts.length + more.scripts.length,
        bytes: freed + more.bytes,
        unreachable,
      }
    },
  }
}
export type Retention = ReturnType<typeof openRetention>
