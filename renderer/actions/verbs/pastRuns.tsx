import type { ExecutionId } from '#shared/base/ids.ts'
import { api, queries, queryClient } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { type RunList, useHistory } from '../../stores/history.ts'
import { formatBytes, plural } from '../../ui/format.ts'
import { toast } from '../../ui/toast.ts'
import { attempt } from './attempt.ts'
import { confirm } from './confirm.ts'
import { leavePast } from './openPast.ts'

export const refreshRuns = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: queries.runs.key() })

/** Marks runs to be kept, or no longer. */
export const starRuns = (executionIds: readonly ExecutionId[], starred: boolean): Promise<void> =>
  attempt('The star could not be set.', async () => {
    await api.history.star({ executionIds: [...executionIds], starred })
    await refreshRuns()
  })

/** Deletes runs for good, after saying how many they are and what they take. */
export const deleteRuns = (executionIds: readonly ExecutionId[]): Promise<void> =>
  attempt('The runs could not be deleted.', async () => {
    const { runs, running, starred, statements, bytes } = await api.history.measure({
      executionIds: [...executionIds],
    })
    if (runs === 0) {
      toast(running > 0 ? 'A run under way can’t be deleted: stop it first.' : 'These runs are gone already.')
      return
    }
    const parts = [
      `${plural(runs, 'run')} with all results, about ${formatBytes(bytes)}, will be gone for good.`,
      ...(starred > 0
        ? [`${starred === runs ? (runs === 1 ? 'It is' : 'All are') : `${starred} are`} starred.`]
        : []),
      ...(statements > 0 ? [`${plural(statements, 'conclusion')} drawn there will stay.`] : []),
      ...(running > 0 ? [`${plural(running, 'run')} under way will be left.`] : []),
    ]
    if (!(await confirm(`Delete ${plural(runs, 'run')}?`, parts.join(' '), 'Delete'))) return
    const { deleted } = await api.history.delete({ executionIds: [...executionIds] })
    useHistory.getState().chooseNone()
    const { past } = useDocument.getState()
    if (past && executionIds.includes(past.executionId)) await leavePast()
    await refreshRuns()
    toast(`${plural(deleted, 'run')} deleted.`)
  })

/** Chooses every run that fits, also those that are not shown yet. */
export const chooseAll = (list: RunList, filter: Parameters<typeof api.history.matching>[0]): Promise<void> =>
  attempt('The runs could not be chosen.', async () => {
    const { executionIds, more } = await api.history.matching(filter)
    useHistory.getState().choose(list, executionIds, true)
    if (more) toast(`The newest ${plural(executionIds.length, 'run')} are chosen: there are more.`, 'warning')
  })
