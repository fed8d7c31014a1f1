import { canUndo, useDocument } from '../stores/document.ts'
import type { Action } from './action.ts'

export const undo: Action = {
  available: () => canUndo(useDocument.getState()),
  perform: () => useDocument.getState().undo(),
}
