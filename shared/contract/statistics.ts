import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { NodeStatus } from '../run/events.ts'
import { NodeStatistics } from '../run/statistics.ts'
import { FailedAttempt } from '../run/timeline.ts'
import { procedure, Time } from './base.ts'

/** A node in one run. `ran` is false where its result was taken, or it was left out. */
export const NodeInRun = z.object({
  executionId: ExecutionId,
  startedAt: Time,
  status: NodeStatus,
  ran: z.boolean(),
  durationMs: z.number().nullable(),
  /** Of a table. */
  rowCount: z.number().int().nullable(),
})
export type NodeInRun = z.infer<typeof NodeInRun>

const OfChain = z.object({ chainId: ChainId })

export const statistics = {
  /** A node over the chain's latest runs, newest first. */
  node: procedure
    .input(OfChain.extend({ nodeId: z.string(), limit: z.number().int().min(1).max(500).default(100) }))
    .output(z.object({ statistics: NodeStatistics, runs: z.array(NodeInRun) })),
  /** All nodes over the chain's latest runs, by node id. */
  chain: procedure.input(OfChain).output(z.record(z.string(), NodeStatistics)),
  /** Attempts of a run that failed and were followed by another. Errors: `execution_missing`. */
  attempts: procedure.input(z.object({ executionId: ExecutionId })).output(z.array(FailedAttempt)),
}
