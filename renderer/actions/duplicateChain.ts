import { useDocument } from '../stores/document.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { duplicateAndOpen } from './verbs/chains.tsx'

export const duplicateChain: Action = {
  available: canEdit,
  async perform() {
    const { id } = useDocument.getState()
    if (id) await duplicateAndOpen(id)
  },
}
