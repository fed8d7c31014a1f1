import { clipOf } from '../model/clipboard.ts'
import { shownChain, useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import type { Action } from './action.ts'
import { hasSelection } from './conditions.ts'

/** The selection as the clipboard's text; a past run's may be copied too. */
export function clipText(): string | undefined {
  const chain = shownChain(useDocument.getState())
  const { nodes } = useSelection.getState()
  return chain && nodes.size > 0 ? JSON.stringify(clipOf(chain, nodes), null, 2) : undefined
}

export const copy: Action = {
  available: hasSelection,
  async perform() {
    const text = clipText()
    if (text !== undefined) await navigator.clipboard.writeText(text)
  },
}
