import { z } from 'zod'
import { ExecutionId } from '../base/ids.ts'
import { PlannedEffect } from '../run/effect.ts'
import { Done, procedure } from './base.ts'
import { RunFilter } from './runs.ts'

/** So many runs can be chosen at once. */
export const MOST_CHOSEN = 10_000

const Chosen = z.object({ executionIds: z.array(ExecutionId).max(MOST_CHOSEN) })
const Count = z.number().int().min(0)

/** What chosen runs amount to. */
export const Measure = z.object({
  /** Those that can be deleted: not those under way. */
  runs: Count,
  running: Count,
  starred: Count,
  /** Conclusions and annotations, which stay when their runs go. */
  statements: Count,
  /** What deleting them frees, about: their rows, and the blobs that no other run names. */
  bytes: Count,
})
export type Measure = z.infer<typeof Measure>

/** What is done with past runs. */
export const history = {
  star: procedure.input(Chosen.extend({ starred: z.boolean() })).output(Done),
  /** The newest runs that fit, at most {@link MOST_CHOSEN}; `more` where there are others. */
  matching: procedure
    .input(RunFilter)
    .output(z.object({ executionIds: z.array(ExecutionId), more: z.boolean() })),
  measure: procedure.input(Chosen).output(Measure),
  /** Deletes for good, with results; those under way are left. Conclusions stay. */
  delete: procedure.input(Chosen).output(z.object({ deleted: Count })),
  /**
   * What nodes would do to the world if the run were done `again`, or the rest of it (`resume`): worked out from its
   * results, without doing it. Errors: `execution_missing`, `chain_invalid`, those of `runs.resume`.
   */
  effects: procedure
    .input(z.object({ executionId: ExecutionId, what: z.enum(['again', 'resume']) }))
    .output(z.array(PlannedEffect)),
}
