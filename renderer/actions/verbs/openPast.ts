import type { ExecutionId } from '#shared/base/ids.ts'
import { api, errorOf } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { useRun } from '../../stores/run.ts'
import { useSelection } from '../../stores/selection.ts'
import { useView, whereNow } from '../../stores/view.ts'
import { toast } from '../../ui/toast.ts'
import { followRun, showLastRun, unfollow } from './followRun.ts'
import { takeTurn } from './turn.ts'

/** Shows a past run: the chain as it was, with that run's results. */
export async function openPast(executionId: ExecutionId): Promise<void> {
  const here = whereNow()
  const stillAsked = takeTurn()
  try {
    await useDocument.getState().flush()
    const { chain, summary } = await api.runs.get({ executionId })
    if (!stillAsked()) return
    useSelection.getState().select([])
    useDocument.getState().look({
      executionId,
      chain,
      startedAt: summary.startedAt,
      chainId: summary.chainId,
    })
    if (here()) useView.getState().go('workbench')
    await followRun(executionId, chain)
  } catch (thrown) {
    toast(`The run could not be opened. ${errorOf(thrown).message}`, 'bad')
  }
}

/** Back to the open chain and its last run. */
export async function leavePast(): Promise<void> {
  const stillAsked = takeTurn()
  unfollow()
  const { id, look } = useDocument.getState()
  useSelection.getState().select([])
  useRun.getState().clear()
  look(undefined)
  if (!id) return
  try {
    const { lastRun } = (await api.chains.get({ id })).summary
    if (lastRun && stillAsked()) await showLastRun(lastRun.executionId)
  } catch (thrown) {
    toast(errorOf(thrown).message, 'bad')
  }
}
