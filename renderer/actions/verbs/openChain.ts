import type { ChainId } from '#shared/base/ids.ts'
import type { Outputs } from '#shared/contract/index.ts'
import { api, errorOf } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { useRun } from '../../stores/run.ts'
import { useSelection } from '../../stores/selection.ts'
import { useView, whereNow } from '../../stores/view.ts'
import { toast } from '../../ui/toast.ts'
import { showLastRun, unfollow } from './followRun.ts'
import { takeTurn } from './turn.ts'

/** Puts a chain on the canvas, with the results of its last run, and goes there if `here` says so. */
export async function showOpened(open: Outputs['chains']['get'], here = whereNow()): Promise<void> {
  unfollow()
  useRun.getState().clear()
  useSelection.getState().select([])
  useDocument.getState().open(open)
  useView.getState().opened(open.summary.id)
  if (here()) useView.getState().go('workbench')
  if (open.summary.lastRun) await showLastRun(open.summary.lastRun.executionId)
}

export async function openChain(id: ChainId): Promise<void> {
  const here = whereNow()
  const stillAsked = takeTurn()
  try {
    await useDocument.getState().saved()
    const open = await api.chains.get({ id })
    if (stillAsked()) await showOpened(open, here)
  } catch (thrown) {
    toast(`The chain could not be opened. ${errorOf(thrown).message}`, 'bad')
  }
}
