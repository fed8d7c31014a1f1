import { canRedo, useDocument } from '../stores/document.ts'
import type { Action } from './action.ts'

export const redo: Action = {
  available: () => canRedo(useDocument.getState()),
  perform: () => useDocument.getState().redo(),
}
