import type { Chain, Position } from '#shared/chain/schema.ts'
import { addParts } from '../model/edits.ts'
import { freeId, takenIds } from '../model/ids.ts'
import { boxesOf, snap } from '../model/place.ts'
import { canvasCentre, theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'

const SIZE = { width: 208, height: 96 }
const GAP = 24

/** With its middle there, or below what it would lie behind: nodes hide notes. */
function clearPlace(chain: Chain, centre: Position): Position {
  const notes = (chain.notes ?? []).map(({ position, width, height }) => ({ ...position, width, height }))
  const boxes = [...boxesOf(chain), ...notes].sort((a, b) => a.y - b.y)
  const x = centre.x - SIZE.width / 2
  let y = centre.y - SIZE.height / 2
  for (const box of boxes) {
    const beside = box.x >= x + SIZE.width || box.x + box.width <= x
    if (!beside && box.y < y + SIZE.height + GAP && y < box.y + box.height + GAP) y = box.y + box.height + GAP
  }
  return snap({ x, y })
}

export const addNote: Action = {
  available: canEdit,
  perform() {
    const { chain, edit } = useDocument.getState()
    if (!chain) return
    const note = {
      id: freeId('note', takenIds(chain)),
      text: '',
      position: clearPlace(chain, canvasCentre()),
      ...SIZE,
    }
    edit('Add note', addParts(chain, { notes: [note] }))
    useSelection.getState().select([note.id])
    theCamera()?.reveal(note.id)
    useView.getState().showInspector('config')
  },
}
