import type { ActionId } from '#shared/contract/actions.ts'
import { useDocument } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import { isAvailable } from './index.ts'

/** Whether an action can be done now; renders again when that changes. */
export function useAvailable(id: ActionId): boolean {
  const ask = (): boolean => isAvailable(id)
  useDocument(ask)
  useSelection(ask)
  useRun(ask)
  useView(ask)
  return ask()
}
