import { useEffect, useState } from 'react'
import { ChainId } from '#shared/base/ids.ts'
import { performChosen } from '../actions/keys.ts'
import { openChain, showOpened } from '../actions/verbs/openChain.ts'
import { openPast } from '../actions/verbs/openPast.ts'
import { api, errorOf, queries, queryClient } from '../api.ts'
import { useDocument } from '../stores/document.ts'
import { useScripts } from '../stores/scripts.ts'
import { useView } from '../stores/view.ts'
import { keepViewNow, restoreView } from '../stores/viewKeeper.ts'
import { toast } from '../ui/toast.ts'

/**
 * Opens what was open last: after a reload, a restart or a crash it is as it was at the last change. Where the window
 * was started with a run that is shown already, that stays in view, and the chain is what one goes back to from it.
 */
async function reopen(): Promise<void> {
  const id = ChainId.safeParse(useView.getState().lastChain)
  if (!id.success || useDocument.getState().id !== undefined) return
  try {
    const last = await api.chains.get({ id: id.data })
    const { id: opened, past, open, look } = useDocument.getState()
    if (opened !== undefined) return
    if (past) {
      open(last)
      look(past)
      return
    }
    // Its last run comes by itself: nothing else waits for that.
    void showOpened(last, () => false).catch((thrown: unknown) => toast(errorOf(thrown).message, 'bad'))
  } catch {
    // It has been deleted, or another data folder is in use: the window begins without a chain.
  }
}

/** Listens to what the app tells unasked, again after each break, until the signal. */
async function listen(signal: AbortSignal): Promise<void> {
  for (let first = true; !signal.aborted; first = false) {
    try {
      const events = await api.app.events(undefined, { signal })
      // What was told during a break is not told again.
      if (!first) void queryClient.invalidateQueries()
      for await (const event of events) {
        switch (event.type) {
          case 'action':
            performChosen(event.id)
            break
          case 'open-chain':
            void openChain(event.chainId)
            break
          case 'open-run':
            void queryClient.invalidateQueries({ queryKey: queries.runs.key() })
            void openPast(event.executionId)
            break
          case 'open-failed':
            toast(`${event.path} could not be opened. ${event.error.message}`, 'bad')
            break
          case 'chains-changed':
            void queryClient.invalidateQueries({ queryKey: queries.chains.key() })
            break
          case 'chain-edited':
            useDocument.getState().heard(event.chainId, event.position)
            break
          case 'chain-replaced':
            useDocument.getState().heard(event.chainId)
            break
          case 'run-changed':
          case 'history-changed':
            void queryClient.invalidateQueries({ queryKey: queries.runs.key() })
            void queryClient.invalidateQueries({ queryKey: queries.conclusions.key() })
            void queryClient.invalidateQueries({ queryKey: queries.statistics.key() })
            // The inputs of the last run are among them.
            void queryClient.invalidateQueries({ queryKey: queries.inputSets.key() })
        }
      }
    } catch (thrown) {
      if (signal.aborted) return
      // The next call waits until the app is there again; what else it failed of is said once.
      if (errorOf(thrown).code !== 'connection_lost')
        await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

/** Begins: opens the last chain and listens to the app. True once it is known whether there is one. */
export function useStart(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    void restoreView()
      .then(reopen)
      .then(() => setReady(true))
    void listen(stop.signal)
    const flush = (): void => {
      keepViewNow()
      void useDocument.getState().flush()
      void useScripts.getState().flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      stop.abort()
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', flush)
    }
  }, [])
  return ready
}
