import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure, Time } from './base.ts'

const Limit = z.number().int().min(1).nullable()

/**
 * How much of the history is kept; null: no such limit. Starred, pinned and running runs are kept whatever it says. Age and
 * size hold for runs of scripts alone too.
 */
export const RetentionPolicy = z.object({
  /** Runs older than this are deleted, milliseconds. */
  maxAgeMs: Limit.default(null),
  /** At most so many runs of each chain, the newest. */
  keepPerChain: Limit.default(null),
  /** At most so many runs of all chains together. */
  keepRuns: Limit.default(null),
  /**
   * The oldest runs are deleted until database and results take no more bytes than this; none where deleting all would not
   * get there, as what stays takes more.
   */
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

/**
 * What a policy would delete now: runs of chains, and of scripts alone. `bytes` is an estimate. `unreachable`: `maxBytes`
 * can't be met by deleting runs, so that none is deleted for it.
 */
export const PrunePlan = z.object({ runs: Count, scripts: Count, bytes: Bytes, unreachable: z.boolean() })
export type PrunePlan = z.infer<typeof PrunePlan>

/** How far pruning is. `deleted` counts runs of chains; the other words are those of {@link PrunePlan}. */
export const PruneStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('deleting'), deleted: Count }),
  z.object({ step: z.literal('compacting') }),
  z.object({
    step: z.literal('done'),
    deleted: Count,
    scripts: Count,
    unreachable: z.boolean(),
    before: Usage,
    after: Usage,
  }),
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
