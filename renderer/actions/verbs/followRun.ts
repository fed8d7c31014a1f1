import type { ExecutionId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Outputs } from '#shared/contract/index.ts'
import { api, errorOf, queries, queryClient } from '../../api.ts'
import { runSentence } from '../../results/runSentence.ts'
import { batches } from '../../stores/batch.ts'
import { useDocument } from '../../stores/document.ts'
import { useRun } from '../../stores/run.ts'
import { type DockTab, useView } from '../../stores/view.ts'
import { toast } from '../../ui/toast.ts'

type Batch = Outputs['runs']['events'] extends AsyncIterable<infer Item> ? Item : never

let following: AbortController | undefined

/** Stops listening to whatever run is shown. */
export function unfollow(): void {
  following?.abort()
  following = undefined
}

/**
 * Shows a run on the canvas and folds its events in as they come, in batches; `begun` is called with each from the
 * beginning of the run on. Resolves when it has ended, with true, or false when another run has been shown meanwhile.
 */
export async function followRun(executionId: ExecutionId, chain: Chain, begun = () => {}): Promise<boolean> {
  unfollow()
  const mine = new AbortController()
  following = mine
  useRun.getState().show(chain)
  const folding = batches<Batch>((items) => {
    if (mine.signal.aborted) return
    useRun.getState().apply(items)
    if (useRun.getState().shown?.executionId !== undefined) begun()
  })
  const { signal } = mine
  for (let over = false; !over && !signal.aborted; ) {
    try {
      for await (const batch of await api.runs.events({ executionId }, { signal })) folding.push(batch)
      over = true
    } catch (thrown) {
      // After a break the next call waits for the app, which then tells the run from its start.
      if (!signal.aborted && errorOf(thrown).code !== 'connection_lost') throw thrown
    }
  }
  folding.flush()
  return !signal.aborted
}

/** Shows the last run of the open chain, which may still be under way, unless another one is shown meanwhile. */
export async function showLastRun(executionId: ExecutionId): Promise<void> {
  const before = useDocument.getState()
  const followed = following
  const detail = await api.runs.get({ executionId })
  const now = useDocument.getState()
  if (now.id !== before.id || now.past !== before.past || following !== followed) return
  followRun(executionId, detail.chain).catch((thrown: unknown) => toast(errorOf(thrown).message, 'bad'))
}

/** Where one looks first once a run has ended, in place of the problems that stood there when it began. */
function showOutcome(tabBefore: DockTab): void {
  const { dockTab, open, showDock } = useView.getState()
  if (open.dock && tabBefore === 'problems' && dockTab === 'problems') showDock('outcome')
}

/** Follows a run that was just started to its end, and says in a line how it went. */
export async function followToEnd(executionId: ExecutionId, chain: Chain, begun: () => void): Promise<void> {
  const { dockTab } = useView.getState()
  try {
    const shown = await followRun(executionId, chain, begun)
    void queryClient.invalidateQueries({ queryKey: queries.runs.key() })
    void queryClient.invalidateQueries({ queryKey: queries.chains.list.key() })
    const run = useRun.getState().shown
    if (!shown || !run) return
    // The top bar says it where the chain is; elsewhere it is said in passing.
    const { text, tone } = runSentence(run)
    if (useView.getState().section !== 'workbench') toast(text, tone)
    else showOutcome(dockTab)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  }
}
