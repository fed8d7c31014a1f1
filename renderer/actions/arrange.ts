import { arrange as layOut } from '../layout/arrange.ts'
import { theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { usePassing } from '../stores/passing.ts'
import { useSelection } from '../stores/selection.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { arrangeParts } from './arrangeFrames.ts'
import { canEdit } from './conditions.ts'

/** How long nodes glide to their new places, in milliseconds; the canvas's style says the same. */
const GLIDE = 300

/** Lays out what is selected (two nodes or more), or the whole chain. */
export const arrange: Action = {
  available: () => canEdit() && (useDocument.getState().chain?.nodes.length ?? 0) > 1,
  async perform() {
    const { chain, edit } = useDocument.getState()
    if (!chain) return
    const selected = chain.nodes.filter((node) => useSelection.getState().nodes.has(node.id))
    const only = selected.length > 1 ? new Set(selected.map((node) => node.id)) : undefined
    try {
      const places = await layOut(chain, only)
      if (useDocument.getState().chain !== chain) return
      usePassing.setState({ gliding: true })
      edit('Arrange', arrangeParts(chain, places))
      setTimeout(() => {
        usePassing.setState({ gliding: false })
        if (!only) theCamera()?.fit()
      }, GLIDE)
    } catch {
      toast('The layout did not work for this chain.', 'warning')
    }
  },
}
