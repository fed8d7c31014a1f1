import { setImmediate as breathe } from 'node:timers/promises'
import type { Store } from '#electron/store/store.ts'
import { hasErrors } from '#shared/chain/issue.ts'
import { MOST_CHOSEN } from '#shared/contract/history.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import { scopeOf } from '#shared/run/scope.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'
import type { Rehearsed } from '../runs/effects.ts'
import { plannedEffects } from '../runs/effects.ts'
import { Asked } from '../runs/prepare.ts'
import type { Starter } from '../runs/starter.ts'

/** Runs that are deleted at once. */
const AT_ONCE = 200

export interface HistoryDeps {
  readonly app: Starter
  readonly store: Pick<Store, 'runs' | 'chains' | 'maintenance'>
  readonly events: AppEvents
  /** Removes blobs that nothing names any more. */
  readonly sweep: () => Promise<unknown>
}

export function historyFeature({ app, store, events, sweep }: HistoryDeps): Feature<'history'> {
  const { runs, maintenance } = store
  /** Tells the windows that their lists have changed. */
  const changed = <Answer>(answer: Answer): Answer => {
    events.publish({ type: 'history-changed' })
    return answer
  }

  return {
    star({ executionIds, starred }) {
      for (const id of executionIds) runs.star(id, starred)
      return changed({})
    },
    matching(filter) {
      const { items, next } = runs.list(filter, { limit: MOST_CHOSEN })
      return { executionIds: items.map((run) => run.id), more: next !== null }
    },
    measure: ({ executionIds }) => runs.measure(executionIds),
    async delete({ executionIds }) {
      let deleted = 0
      // In parts, so that what else is asked meanwhile does not wait for all of them.
      for (let at = 0; at < executionIds.length; at += AT_ONCE) {
        deleted += maintenance.deleteRuns(executionIds.slice(at, at + AT_ONCE))
        await breathe()
      }
      // What is left then is removed by the next one.
      await sweep().catch(() => {})
      return changed({ deleted })
    },
    effects({ executionId, what }, { signal }) {
      const { summary, chain: whole, inputs } = runs.get(executionId)
      const asked = what === 'resume' ? Asked.safeParse(runs.options(executionId)).data?.mode : undefined
      const chain = scopeOf(whole, asked ?? { kind: 'all' })?.chain
      // What can't run does nothing either; that it can't is said when it is asked to.
      if (!chain || hasErrors(validateChain(chain, registry))) return []
      const path = pathOf(store.chains, summary.chainId)
      const past: Rehearsed = { chain, path, inputs, state: runs.load(executionId), what }
      return plannedEffects(app, past, signal)
    },
  }
}

function pathOf(chains: Store['chains'], chainId: Parameters<Store['chains']['summary']>[0] | null) {
  if (chainId === null) return undefined
  try {
    return chains.summary(chainId).path ?? undefined
  } catch {
    // Deleted for good: its files are found by their absolute paths, or not at all.
    return undefined
  }
}
