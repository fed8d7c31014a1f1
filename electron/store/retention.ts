import { ExecutionId } from '#shared/base/ids.ts'
import type { PrunePlan, RetentionPolicy, Usage } from '#shared/contract/retention.ts'
import type { Db } from './database.ts'
import type { Maintenance } from './maintenance.ts'
import type { MeasuredRuns } from './runs/measure.ts'

type Limits = Omit<RetentionPolicy, 'maxBytes'>

/** Runs that no policy deletes. Deleting a run whose result is pinned would take the pin away. */
const FREE = `status <> 'running' AND starred = 0 AND NOT EXISTS (SELECT 1 FROM pins WHERE pins.execution = seq)`

/** What policies of keeping runs mean for the history as it is. */
export function openRetention({ client }: Db, maintenance: Maintenance, measured: () => MeasuredRuns) {
  const numberOf = (pragma: string): number => Number(client.pragma(pragma, { simple: true }))
  const oldest = client.prepare<[number, number], { seq: number; id: string }>(
    `SELECT seq, id FROM reasoning_executions WHERE seq > ? AND ${FREE} ORDER BY seq LIMIT ?`,
  )

  /**
   * Ids of the runs that age or number exclude, the oldest first. Runs are counted with those that stay anyway: of 5 to be
   * kept, one starred leaves 4.
   */
  const outside = ({ maxAgeMs, keepPerChain, keepRuns }: Limits, now: number): ExecutionId[] => {
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
         WHERE ${FREE} AND (${conditions.join(' OR ')}) ORDER BY seq`,
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

  /** The oldest runs that together take at least so many bytes, besides those given; fewer where there are no more. */
  function* oldestWorth(bytes: number, besides: ReadonlySet<string>): Generator<ExecutionId> {
    const sum = measured()
    for (const id of besides) sum.add(ExecutionId.parse(id))
    const goal = sum.total.bytes + bytes
    let after = 0
    while (sum.total.bytes < goal) {
      const rows = oldest.all(after, 200)
      if (rows.length === 0) return
      for (const { seq, id } of rows) {
        after = seq
        if (besides.has(id)) continue
        const one = ExecutionId.parse(id)
        sum.add(one)
        yield one
        if (sum.total.bytes >= goal) return
      }
    }
  }

  return {
    usage,
    outside,
    needed,
    oldestWorth,

    /** What a policy would delete now. */
    plan(policy: RetentionPolicy, now: number): PrunePlan {
      const ids = new Set<ExecutionId>(outside(policy, now))
      const sum = measured()
      for (const id of ids) sum.add(id)
      const { maxBytes } = policy
      const over = maxBytes === null ? 0 : needed() - sum.total.bytes - maxBytes
      let freed = 0
      if (over > 0) {
        const before = sum.total.bytes
        for (const id of oldestWorth(over, ids)) {
          sum.add(id)
          ids.add(id)
        }
        freed = sum.total.bytes - before
      }
      return { runs: sum.total.runs, bytes: sum.total.bytes, unreachable: over > 0 && freed < over }
    },
  }
}
export type Retention = ReturnType<typeof openRetention>
