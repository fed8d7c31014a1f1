import { addParts } from '../model/edits.ts'
import { frameAround } from '../model/frames.ts'
import { freeId, takenIds } from '../model/ids.ts'
import { canvasCentre } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'

/** A frame around what is selected, or an empty one in the middle of what is seen. */
export const addFrame: Action = {
  available: canEdit,
  perform() {
    const { chain, edit } = useDocument.getState()
    const { nodes, select } = useSelection.getState()
    if (!chain) return
    const id = freeId('frame', takenIds(chain))
    const frame = { id, title: 'Frame', ...frameAround(chain, nodes, canvasCentre()) }
    edit('Add frame', addParts(chain, { frames: [frame] }))
    select([id])
  },
}
