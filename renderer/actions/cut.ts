import type { Action } from './action.ts'
import { canEditSelection } from './conditions.ts'
import { copySelection } from './copy.ts'
import { deleteSelection } from './deleteSelection.ts'

export const cut: Action = {
  available: canEditSelection,
  async perform() {
    if (await copySelection()) await deleteSelection.perform()
  },
}
