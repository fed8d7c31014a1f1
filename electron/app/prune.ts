import { setImmediate as breathe } from 'node:timers/promises'
import type { Chosen } from '#electron/store/retention.ts'
import type { Store } from '#electron/store/store.ts'
import type { PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'

/** Runs that are deleted between two steps. */
const AT_ONCE = 200
/** The estimate of what runs take is not exact: size is looked at again so often at most. */
const ROUNDS = 8
/** A run frees more than was estimated: the first rounds delete less than seems needed, so that none goes too many. */
const CAREFUL_ROUNDS = 4
const CAREFUL = 0.7

/** So much of the index of text is tidied at once at most; the rest has time. */
const MOST_PARTS = 100

export interface PruneOptions {
  readonly now: number
  /**
   * `whole` writes the database anew, as small as it gets; nobody can write meanwhile. `gentle` gives free pages back in
   * short steps.
   */
  readonly compact: 'whole' | 'gentle'
}

/** Deletes what a policy says and gives the space back to the disk, step by step. */
export async function* prune(
  store: Pick<Store, 'retention' | 'maintenance'>,
  policy: RetentionPolicy,
  { now, compact }: PruneOptions,
): AsyncGenerator<PruneStep, void, void> {
  const { retention, maintenance } = store
  const before = retention.usage()
  let deleted = 0
  let scripts = 0
  /** Bytes of results that nothing names any more, which a later sweep frees: no more runs are to go for them. */
  let spared = 0
  async function* remove(chosen: Chosen): AsyncGenerator<PruneStep, void, void> {
    for (let at = 0; at < chosen.runs.length; at += AT_ONCE) {
      deleted += maintenance.deleteRuns(chosen.runs.slice(at, at + AT_ONCE))
      yield { step: 'deleting', deleted }
      await breathe()
    }
    for (let at = 0; at < chosen.scripts.length; at += AT_ONCE) {
      scripts += maintenance.deleteScriptRuns(chosen.scripts.slice(at, at + AT_ONCE))
      yield { step: 'deleting', deleted }
      await breathe()
    }
    spared = maintenance.sweep().leftBytes
  }

  async function tidy(): Promise<void> {
    for (let part = 0; part < MOST_PARTS && maintenance.mergeSearch(); part++) await breathe()
  }

  yield* remove(retention.outside(policy, now))
  let unreachable = false
  for (let round = 0; policy.maxBytes !== null && round < ROUNDS; round++) {
    const goal = policy.maxBytes + spared
    const over = retention.needed() - goal
    if (over <= 0) break
    // What stays may take more: then runs would go for nothing. Each round knows better.
    unreachable = !retention.canReach(goal)
    if (unreachable) break
    const part = round < CAREFUL_ROUNDS ? over * CAREFUL : over
    const chosen = retention.oldestWorth(part)
    if (chosen.runs.length + chosen.scripts.length === 0) break
    yield* remove(chosen)
    // Deleted runs leave marks in the index of text: without tidying it, too much would seem to be left.
    if (compact === 'whole') maintenance.optimizeSearch()
    else await tidy()
  }

  const { free } = retention.usage()
  if (deleted + scripts > 0 || free > 0) {
    yield { step: 'compacting' }
    if (compact === 'whole') maintenance.compact()
    else {
      await tidy()
      while (maintenance.shrink()) await breathe()
    }
  }
  maintenance.checkpoint()
  yield { step: 'done', deleted, scripts, unreachable, before, after: retention.usage() }
}
