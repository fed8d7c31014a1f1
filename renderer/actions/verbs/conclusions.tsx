import type { StandingConclusion } from '#shared/contract/conclusions.ts'
import { api, queries, queryClient } from '../../api.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
import { attempt } from './attempt.ts'
import { offerUndo } from './offerUndo.tsx'
import { openChain } from './openChain.ts'
import { openPast } from './openPast.ts'
import { refreshRuns } from './pastRuns.tsx'
import { repeatRun } from './repeatRun.tsx'

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: queries.conclusions.key() })

/** Shows the run that a conclusion was drawn in, with its node chosen. */
export async function openOrigin({ executionId, nodeId }: StandingConclusion): Promise<void> {
  await openPast(executionId)
  useSelection.getState().select([nodeId])
}

/** Runs the chain as it is now on the inputs of then; where the chain is gone, as it was. */
export const refreshConclusion = ({ chainId, executionId, runKept }: StandingConclusion): Promise<void> =>
  attempt('The chain could not be run.', async () => {
    const chain = chainId && (await api.chains.get({ id: chainId }).catch(() => null))
    if (!chain) {
      if (runKept) await repeatRun(executionId, 'again')
      return
    }
    await useDocument.getState().saved()
    const inputs = runKept ? (await api.runs.get({ executionId })).inputs : {}
    const known = new Set(chain.chain.parameters.map((parameter) => parameter.name))
    const kept = Object.fromEntries(Object.entries(inputs).filter(([name]) => known.has(name)))
    await api.runs.start({ chainId: chain.summary.id, inputs: kept })
    await refreshRuns()
    await openChain(chain.summary.id)
  })

const restore = (id: string): Promise<void> =>
  attempt('It could not be brought back.', async () => {
    await api.conclusions.restore({ id })
    await refresh()
  })

/** Takes a statement out of the ledger, with a way back for a while. */
export const removeConclusion = ({ id, subject }: StandingConclusion): Promise<void> =>
  attempt('It could not be removed.', async () => {
    await api.conclusions.delete({ id })
    await refresh()
    offerUndo(`“${subject}” was removed. Its run still tells it.`, () => restore(id))
  })
