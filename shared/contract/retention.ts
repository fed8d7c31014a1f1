import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure, Time } from './base.ts'

const Limit = z.number().int().min(1).nullable()

/** How much of the history is kept; null: no such limit. Starred, pinned and running runs are kept whatever it says. */
export const RetentionPolicy = z.object({
  /** Runs older than this are deleted, milliseconds. */
  maxAgeMs: Limit.default(null),
  /** At most so many runs of each chain, the newest. */
  keepPerChain: Limit.default(null),
  /** At most so many runs of all chains together. */
  keepRuns: Limit.default(null),
  /** The oldest runs are deleted until database and results take no more bytes than this. */
  maxBytes: Limit.default(null),
})
export type RetentionPolicy = z.infer<typeof RetentionPolicy>

export const hasLimits = (policy: RetentionPolicy): boolean =>
  Object.values(policy).some((limit) => limit !== null)

const Bytes = z.number().int().min(0)
const Count = z.number().int().min(0)

/** What the data folder takes on disk. */
export const Usage = z.object({
  database: Bytes,
  /** Of the database, what deleted rows have left and compacting gives back. */
  free: Bytes,
  blobs: Bytes,
  runs: Count,
  starred: Count,
  oldestAt: Time.nullable(),
})
export type Usage = z.infer<typeof Usage>

/** What a policy would delete now. `bytes` is an estimate. `unreachable`: `maxBytes` can't be met by deleting runs. */
export const PrunePlan = z.object({ runs: Count, bytes: Bytes, unreachable: z.boolean() })
export type PrunePlan = z.infer<typeof PrunePlan>

/** How far pruning is. */
export const PruneStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('deleting'), deleted: Count }),
  z.object({ step: z.literal('compacting') }),
  z.object({ step: z.literal('done'), deleted: Count, before: Usage, after: Usage }),
])
export type PruneStep = z.infer<typeof PruneStep>

export const retention = {
  usage: procedure.output(Usage),
  /** What a policy would delete, without doing it. */
  plan: procedure.input(RetentionPolicy).output(PrunePlan),
  /**
   * Deletes what the policy says and gives the space back to the disk. Stopping to listen stops it after the step that
   * it is at; what was deleted by then stays so. Errors: `prune_busy` (another one is under way).
   */
  prune: procedure.input(RetentionPolicy).output(eventIterator(PruneStep)),
}
