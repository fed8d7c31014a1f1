import { clipOf } from '../model/clipboard.ts'
import { useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import type { Action } from './action.ts'
import { canEditSelection } from './conditions.ts'
import { clearCentre } from './pastePlace.ts'
import { addClip } from './verbs/addClip.ts'

export const duplicateNodes: Action = {
  available: canEditSelection,
  async perform() {
    const { chain } = useDocument.getState()
    if (!chain) return
    const clip = clipOf(chain, useSelection.getState().nodes)
    await addClip('Duplicate', clip, clearCentre(chain, clip))
  },
}
