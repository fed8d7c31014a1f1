import type { Position } from '#shared/chain/schema.ts'
import { readClip } from '../model/clipboard.ts'
import { canvasCentre, theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { lastPointer } from '../stores/pointer.ts'
import { toast } from '../ui/toast.ts'
import type { Action } from './action.ts'
import { canEdit } from './conditions.ts'
import { clearCentre } from './pastePlace.ts'
import { addClip } from './verbs/addClip.ts'

const NOT_OURS = 'The clipboard holds no nodes. Copy some from a chain first.'

/** A browser may refuse a menu what it gives to the keys. */
const NOT_ALLOWED = 'The clipboard can’t be read from a menu here: paste with the keys, on the canvas.'

/** Adds what the text describes, selected: at the pointer, or where asked. False where the text is something else. */
export function pasteText(text: string, at?: Position): boolean {
  const { chain } = useDocument.getState()
  const clip = canEdit() ? readClip(text) : undefined
  if (!chain || !clip) return false
  const point = lastPointer()
  const camera = theCamera()
  const wished = at ?? (point && camera ? camera.positionOf(point) : canvasCentre())
  void addClip('Paste', clip, clearCentre(chain, clip, wished))
  return true
}

export const paste: Action = {
  available: canEdit,
  async perform() {
    try {
      if (!pasteText(await navigator.clipboard.readText())) toast(NOT_OURS)
    } catch {
      toast(NOT_ALLOWED, 'warning')
    }
  },
}
