import { takenIds } from '../model/ids.ts'
import { shownChain, useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import type { Action } from './action.ts'
import { isOpen } from './conditions.ts'

export const selectAll: Action = {
  available: isOpen,
  perform() {
    const chain = shownChain(useDocument.getState())
    if (chain) useSelection.getState().select(takenIds(chain))
  },
}
