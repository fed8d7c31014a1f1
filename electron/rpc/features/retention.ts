import type { Store } from '#electron/store/store.ts'
import type { PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'

export interface RetentionDeps {
  readonly store: Pick<Store, 'retention'>
  readonly events: AppEvents
  /** Prunes, and gives as much space back as there is. Error: `prune_busy`. */
  readonly prune: (
    policy: RetentionPolicy,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<PruneStep, void, void>
}

export function retentionFeature({ store, events, prune }: RetentionDeps): Feature<'retention'> {
  return {
    usage: () => store.retention.usage(),
    plan: (policy) => store.retention.plan(policy, Date.now()),
    async *prune(policy, { signal }) {
      try {
        yield* prune(policy, signal)
      } finally {
        events.publish({ type: 'history-changed' })
      }
    },
  }
}
