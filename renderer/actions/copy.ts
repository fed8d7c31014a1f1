import { clipOf } from '../model/clipboard.ts'
import { shownChain, useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { hasSelection } from './conditions.ts'

/** The selection as the clipboard's text; a past run's may be copied too. */
export function clipText(): string | undefined {
  const chain = shownChain(useDocument.getState())
  const { nodes } = useSelection.getState()
  return chain && nodes.size > 0 ? JSON.stringify(clipOf(chain, nodes), null, 2) : undefined
}

/** Puts the selection on the clipboard; false where that is not allowed here, which is said. */
export async function copySelection(): Promise<boolean> {
  const text = clipText()
  if (text === undefined) return false
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    toast('The clipboard can’t be written from a menu here: use the keys, on the canvas.', 'warning')
    return false
  }
}

export const copy: Action = {
  available: hasSelection,
  async perform() {
    await copySelection()
  },
}
