import { create } from 'zustand'
import { api } from '../api.ts'
import { useDocument } from './document.ts'

/** Nodes of the open chain whose result stands still. */
export const usePins = create<{ readonly nodes: ReadonlySet<string> }>()(() => ({ nodes: new Set() }))

/** Asks the app which nodes are pinned. */
export async function refreshPins(): Promise<void> {
  const { id: chainId } = useDocument.getState()
  if (!chainId) return usePins.setState({ nodes: new Set() })
  const pins = await api.pins.list({ chainId })
  if (useDocument.getState().id === chainId) {
    usePins.setState({ nodes: new Set(pins.map((pin) => pin.nodeId)) })
  }
}

useDocument.subscribe(({ id }, before) => {
  // Without an answer no pin is shown; the run's results still say which were taken from one.
  if (id !== before.id) refreshPins().catch(() => usePins.setState({ nodes: new Set() }))
})

export const usePinned = (nodeId: string): boolean => usePins((pins) => pins.nodes.has(nodeId))
