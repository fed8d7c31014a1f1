import { setImmediate as breathe } from 'node:timers/promises'
import type { Store } from '#electron/store/store.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
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
  async function* remove(ids: readonly ExecutionId[]): AsyncGenerator<PruneStep, void, void> {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      deleted += maintenance.deleteRuns(ids.slice(at, at + AT_ONCE))
      yield { step: 'deleting', deleted }
      await breathe()
    }
    maintenance.sweep()
  }

  async function tidy(): Promise<void> {
    for (let part = 0; part < MOST_PARTS && maintenance.mergeSearch(); part++) await breathe()
  }

  yield* remove(retention.outside(policy, now))
  for (let round = 0; policy.maxBytes !== null && round < ROUNDS; round++) {
    const over = retention.needed() - policy.maxBytes
    if (over <= 0) break
    const part = round < CAREFUL_ROUNDS ? over * CAREFUL : over
    const ids = [...retention.oldestWorth(part, new Set())]
    if (ids.length === 0) break
    yield* remove(ids)
    // Deleted runs leave marks in the index of text: without tidying it, too much would seem to be left.
    if (compact === 'whole') maintenance.optimizeSearch()
    else await tidy()
  }

  const { free } = retention.usage()
  if (deleted > 0 || free > 0) {
    yield { step: 'compacting' }
    if (compact === 'whole') maintenance.compact()
    else {
      await tidy()
      while (maintenance.shrink()) await breathe()
    }
  }
  maintenance.checkpoint()
  yield { step: 'done', deleted, before, after: retention.usage() }
}
