import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { EarlierResult } from '#electron/engine/executor.ts'
import { fail } from '#shared/base/errors.ts'
import { type ChainId, type ExecutionId, RevisionHash } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Page } from '#shared/contract/base.ts'
import type { Measure } from '#shared/contract/history.ts'
import type { RunDetail, RunFilter, RunRecord, RunSummary } from '#shared/contract/runs.ts'
import type { LogLevel, NodeResult } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import { numericCursor, type Paging } from '../paging.ts'
import { executions, nodeResults } from '../schema/executions.ts'
import type { RunKit } from './kit.ts'
import { prepareLists } from './list.ts'
import { type ExecutionRow, prepareLoads } from './load.ts'
import { prepareMeasures } from './measure.ts'
import { prepareNodeTimes } from './node-times.ts'
import { RunRecorder, type RunStart } from './recorder.ts'
import { checkNotResumed } from './resumed.ts'
import { openWholeRuns } from './whole.ts'

/** Results of a chain are looked for in so many of its latest runs. */
const RUNS_LOOKED_AT = 50

/** Runs: recording them, and everything that is asked of past ones. Methods with an id: error `execution_missing`. */
export function openRuns(kit: RunKit) {
  const loads = prepareLoads(kit)
  const lists = prepareLists(kit)
  const { measured, sizeOf } = prepareMeasures(kit, kit.blobFolder)
  const rowOf = (id: string): ExecutionRow =>
    loads.row(id) ?? fail('execution_missing', 'This run is no longer in the history.', { executionId: id })
  const chainOf = (row: ExecutionRow): Chain =>
    kit.revisions.get(RevisionHash.parse(row.revision)) ??
    fail('store_damaged', 'The chain of this run is missing from the database: restore it from a backup.')

  return {
    /** Makes ready to write a run; give its `listen` to the engine and wait for its `done`. */
    record: (start: RunStart): RunRecorder => new RunRecorder(kit, start),

    ...openWholeRuns(kit),

    /** Writes what there is of runs under way and lets go of them; they stay `running`, to be `interrupted`. */
    stop(): void {
      for (const run of kit.underWay.values()) run.stop()
      kit.underWay.clear()
    },

    /** Newest first, in the order in which runs were started. */
    list: (filter: RunFilter, paging: Paging): Page<RunSummary> => lists.list(filter, paging),

    summary: (id: ExecutionId): RunSummary => lists.summary(id) ?? missing(id),

    /** The ids of at most `limit` runs whose id begins so, in order. */
    startingWith(prefix: string, limit: number): string[] {
      return kit.orm
        .select({ id: executions.id })
        .from(executions)
        .where(and(gte(executions.id, prefix), lt(executions.id, `${prefix}\u{10ffff}`)))
        .orderBy(executions.id)
        .limit(limit)
        .all()
        .map(({ id }) => id)
    },

    /** With the chain as it was. */
    get(id: ExecutionId): RunDetail {
      const row = rowOf(id)
      return { summary: lists.summary(id) ?? missing(id), inputs: row.inputs, chain: chainOf(row) }
    },

    /** Marks a run to be kept, or no longer. */
    star(id: ExecutionId, starred: boolean): void {
      kit.orm
        .update(executions)
        .set({ starred })
        .where(eq(executions.seq, rowOf(id).seq))
        .run()
    },

    /** What runs amount to; those that are gone count for nothing. */
    measure(ids: Iterable<ExecutionId>): Measure {
      const sum = measured()
      for (const id of ids) sum.add(id)
      return sum.total
    },
    measured,

    /** Bytes of a blob on disk; 0 for one that is gone. */
    sizeOf,

    /** What the run was asked for beside its inputs: as given to `record`. */
    options: (id: ExecutionId) => rowOf(id).options,

    /** The whole run, as the fold of its events. */
    load: (id: ExecutionId): RunState => loads.state(rowOf(id)),

    /** The end of one node; undefined where it has none. */
    result: (id: ExecutionId, nodeId: string): NodeResult | undefined => loads.result(rowOf(id).seq, nodeId),

    /** How a chain's nodes went in its latest runs. */
    times: prepareNodeTimes(kit),

    /** Attempts that failed and were followed by another, with their times. */
    attempts: (id: ExecutionId) => loads.attempts(rowOf(id)),

    /** Log lines, conclusions, annotations and sources, in the order in which they were told. */
    records(
      id: ExecutionId,
      filter: { nodeId?: string | undefined; levels?: readonly LogLevel[] | undefined },
      paging: Paging,
    ): Page<RunRecord> {
      const from = numericCursor(paging.cursor) ?? 0
      const found = kit
        .readRecords(rowOf(id).seq)
        .filter(({ nodeId }) => filter.nodeId === undefined || nodeId === filter.nodeId)
        .filter(({ record }) => record.kind !== 'log' || (filter.levels?.includes(record.level) ?? true))
      const next = from + paging.limit
      return { items: found.slice(from, next), next: next < found.length ? String(next) : null }
    },

    /** Error: `run_resumed`, where another run resumes this one. */
    checkNotResumed: (id: ExecutionId): void => checkNotResumed(kit, id),

    /** The newest run of a chain, or undefined. */
    latest(chainId: ChainId): RunSummary | undefined {
      return lists.list({ chainId }, { limit: 1 }).items[0]
    },

    /** The newest completed result of each of the chain's nodes, from its latest runs: for reuse, and to look at. */
    latestResults(chainId: ChainId): Map<string, EarlierResult> {
      const runs = kit.orm
        .select({ seq: executions.seq, id: executions.id })
        .from(executions)
        .where(eq(executions.chainId, chainId))
        .orderBy(desc(executions.seq))
        .limit(RUNS_LOOKED_AT)
        .all()
      const ids = new Map(runs.map(({ seq, id }) => [seq, id]))
      const rows = kit.orm
        .select({ execution: nodeResults.execution, nodeId: nodeResults.nodeId })
        .from(nodeResults)
        .where(and(inArray(nodeResults.execution, [...ids.keys()]), eq(nodeResults.status, 'completed')))
        .orderBy(desc(nodeResults.execution))
        .all()
      const results = new Map<string, EarlierResult>()
      for (const { execution, nodeId } of rows) {
        const executionId = ids.get(execution)
        if (executionId === undefined || results.has(nodeId)) continue
        const result = loads.result(execution, nodeId)
        if (result) results.set(nodeId, { executionId, result })
      }
      return results
    },
  }
}
export type Runs = ReturnType<typeof openRuns>

const missing = (id: string): never =>
  fail('execution_missing', 'This run is no longer in the history.', { executionId: id })
