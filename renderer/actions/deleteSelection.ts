import { isNothing, removeParts } from '../model/edits.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { plural } from '../ui/format.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'

export const deleteSelection: Action = {
  available: () => {
    const { nodes, edges } = useSelection.getState()
    return canEdit() && nodes.size + edges.size > 0
  },
  perform() {
    const { chain, edit } = useDocument.getState()
    const { nodes, edges, select } = useSelection.getState()
    if (!chain) return
    const command = removeParts(chain, nodes, edges)
    if (isNothing(command)) return
    edit(nodes.size > 0 ? `Delete ${plural(nodes.size, 'item')}` : 'Delete wire', command)
    select([])
  },
}
