import type { PrunePlan, PruneStep, RetentionPolicy, Usage } from '#shared/contract/retention.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'

export interface RetentionDeps {
  readonly events: AppEvents
  readonly usage: (signal: AbortSignal | undefined) => Promise<Usage>
  readonly plan: (policy: RetentionPolicy, signal: AbortSignal | undefined) => Promise<PrunePlan>
  /** Prunes, and gives as much space back as there is. Error: `prune_busy`. */
  readonly prune: (
    policy: RetentionPolicy,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<PruneStep, void, void>
}

export function retentionFeature({ events, usage, plan, prune }: RetentionDeps): Feature<'retention'> {
  return {
    usage: (_, { signal }) => usage(signal),
    plan: (policy, { signal }) => plan(policy, signal),
    async *prune(policy, { signal }) {
      try {
        yield* prune(policy, signal)
      } finally {
        events.publish({ type: 'history-changed' })
      }
    },
  }
}
