import { clipOf, placeClip } from '../model/clipboard.ts'
import { addParts } from '../model/edits.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { plural } from '../ui/format.ts'
import type { Action } from './action.ts'
import { canEditSelection } from './conditions.ts'

export const duplicateNodes: Action = {
  available: canEditSelection,
  perform() {
    const { chain, edit } = useDocument.getState()
    const { nodes, select } = useSelection.getState()
    if (!chain) return
    const placed = placeClip(chain, clipOf(chain, nodes))
    const parts = [...placed.nodes, ...placed.frames, ...placed.notes]
    edit(`Duplicate ${plural(parts.length, 'item')}`, addParts(chain, placed))
    select(parts.map(({ id }) => id))
  },
}
