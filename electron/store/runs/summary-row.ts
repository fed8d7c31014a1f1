import { ChainId, ExecutionId, RevisionHash } from '#shared/base/ids.ts'
import type { RunSummary } from '#shared/contract/runs.ts'
import { chains } from '../schema/chains.ts'
import { executions } from '../schema/executions.ts'

/** What a list of runs reads: the run, and what has become of its chain. */
export const SUMMARY = {
  seq: executions.seq,
  id: executions.id,
  chainId: executions.chainId,
  chainName: executions.chainName,
  revision: executions.revision,
  status: executions.status,
  trigger: executions.trigger,
  starred: executions.starred,
  startedAt: executions.startedAt,
  finishedAt: executions.finishedAt,
  nodeCount: executions.nodeCount,
  completedCount: executions.completedCount,
  failedCount: executions.failedCount,
  skippedCount: executions.skippedCount,
  reusedCount: executions.reusedCount,
  failure: executions.failure,
  headRevision: chains.revision,
  deletedAt: chains.deletedAt,
}

type Execution = typeof executions.$inferSelect
export type SummaryRow = Pick<Execution, Exclude<keyof typeof SUMMARY, 'headRevision' | 'deletedAt'>> & {
  readonly headRevision: string | null
  readonly deletedAt: number | null
}

export function toSummary(row: SummaryRow): RunSummary {
  return {
    id: ExecutionId.parse(row.id),
    chainId: row.chainId === null ? null : ChainId.parse(row.chainId),
    chainName: row.chainName,
    chainState: chainState(row),
    revision: RevisionHash.parse(row.revision),
    status: row.status,
    trigger: row.trigger,
    starred: row.starred,
    startedAt: row.startedAt,
    durationMs: row.finishedAt === null ? null : row.finishedAt - row.startedAt,
    counts: {
      total: row.nodeCount,
      completed: row.completedCount,
      failed: row.failedCount,
      skipped: row.skippedCount,
      reused: row.reusedCount,
    },
    error: row.failure,
  }
}

/** A chain that was never in the store can't have changed there. */
function chainState(row: SummaryRow): RunSummary['chainState'] {
  if (row.chainId === null) return 'same'
  if (row.headRevision === null || row.deletedAt !== null) return 'deleted'
  return row.headRevision === row.revision ? 'same' : 'changed'
}
