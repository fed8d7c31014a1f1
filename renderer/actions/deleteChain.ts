import { useDocument } from '../stores/document.ts'
import { useView } from '../stores/view.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { deleteWithUndo } from './verbs/chains.tsx'

export const deleteChain: Action = {
  available: canEdit,
  async perform() {
    const { id, chain } = useDocument.getState()
    if (!id || !chain) return
    await deleteWithUndo(id, chain.name)
    useView.getState().go('chains')
  },
}
