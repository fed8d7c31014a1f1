import { ExecutionId } from '#shared/base/ids.ts'
import { api, errorOf } from '../api.ts'
import { factsOf } from '../model/facts.ts'
import { useDocument } from '../stores/document.ts'
import { refreshPins, usePins } from '../stores/pins.ts'
import { useRun } from '../stores/run.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { canEdit, selectedNode } from './conditions.ts'

/** Runs take a pinned node's result instead of running it, until it is unpinned. */
export const pinResult: Action = {
  available: () => canEdit() && selectedNode() !== undefined,
  async perform() {
    const node = selectedNode()
    const { id: chainId } = useDocument.getState()
    if (!node || !chainId) return
    const { shown } = useRun.getState()
    try {
      if (usePins.getState().nodes.has(node.id)) {
        await api.pins.remove({ chainId, nodeId: node.id })
      } else {
        const run = ExecutionId.safeParse(shown?.executionId)
        const done = shown?.nodes.get(node.id)?.status === 'completed'
        if (!run.success || !done)
          return toast(`${factsOf(node).name} has no result to pin yet: run it first.`)
        await api.pins.set({ chainId, nodeId: node.id, executionId: run.data })
      }
      await refreshPins()
    } catch (thrown) {
      toast(errorOf(thrown).message, 'bad')
    }
  },
}
