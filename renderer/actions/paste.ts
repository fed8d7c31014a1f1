import type { Position } from '#shared/chain/schema.ts'
import { placeClip, readClip } from '../model/clipboard.ts'
import { addParts } from '../model/edits.ts'
import { canvasCentre, theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { lastPointer } from '../stores/pointer.ts'
import { useSelection } from '../stores/selection.ts'
import { plural } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'

const NOT_OURS = 'The clipboard holds no nodes. Copy some from a chain first.'

/** Adds what the text describes, selected: at the pointer, or where asked. False where the text is something else. */
export function pasteText(text: string, at?: Position): boolean {
  const { chain, edit } = useDocument.getState()
  const clip = chain && readClip(text)
  if (!chain || !clip) return false
  const point = lastPointer()
  const camera = theCamera()
  const centre = at ?? (point && camera ? camera.positionOf(point) : canvasCentre())
  const placed = placeClip(chain, clip, centre)
  const parts = [...placed.nodes, ...placed.frames, ...placed.notes]
  edit(`Paste ${plural(parts.length, 'item')}`, addParts(chain, placed))
  useSelection.getState().select(parts.map(({ id }) => id))
  return true
}

export const paste: Action = {
  available: canEdit,
  async perform() {
    if (!pasteText(await navigator.clipboard.readText())) toast(NOT_OURS)
  },
}
