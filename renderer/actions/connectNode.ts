import type { Action } from './action.ts'
import { canEdit, selectedNode } from './conditions.ts'
import { openConnector } from './verbs/openConnector.ts'

export const connectNode: Action = {
  available: () => canEdit() && selectedNode() !== undefined,
  perform() {
    openConnector()
  },
}
