import { addParts } from '../model/edits.ts'
import { freeId, takenIds } from '../model/ids.ts'
import { snap } from '../model/place.ts'
import { canvasCentre } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'

const SIZE = { width: 208, height: 96 }

export const addNote: Action = {
  available: canEdit,
  perform() {
    const { chain, edit } = useDocument.getState()
    if (!chain) return
    const { x, y } = canvasCentre()
    const note = {
      id: freeId('note', takenIds(chain)),
      text: '',
      position: snap({ x: x - SIZE.width / 2, y: y - SIZE.height / 2 }),
      ...SIZE,
    }
    edit('Add note', addParts(chain, { notes: [note] }))
    useSelection.getState().select([note.id])
    useView.getState().showInspector('config')
  },
}
