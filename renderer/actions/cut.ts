import type { Action } from './action.ts'
import { canEditSelection } from './conditions.ts'
import { copy } from './copy.ts'
import { deleteSelection } from './deleteSelection.ts'

export const cut: Action = {
  available: canEditSelection,
  async perform() {
    await copy.perform()
    await deleteSelection.perform()
  },
}
