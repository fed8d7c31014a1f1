import { skipToken, useQuery } from '@tanstack/react-query'
import { outliersOf } from '#shared/run/statistics.ts'
import { queries } from '../api.ts'
import { useShownChainId } from '../stores/document.ts'
import { useRun } from '../stores/run.ts'

/** What is unusual about a node in the shown run, against the chain's runs; in words, empty where nothing is. */
export function useUnusual(): (nodeId: string) => readonly string[] {
  const chainId = useShownChainId()
  const run = useRun((store) => store.shown)
  const { data } = useQuery(
    queries.statistics.chain.queryOptions({ input: chainId === undefined ? skipToken : { chainId } }),
  )
  return (nodeId) => {
    const statistics = data?.[nodeId]
    const result = run?.nodes.get(nodeId)?.result
    if (!statistics || result?.status !== 'completed' || result.cached !== false) return []
    const preview = run?.previews.get(nodeId)
    const rowCount = preview?.kind === 'table' ? preview.rowCount : null
    return outliersOf({ durationMs: result.durationMs, rowCount }, statistics)
  }
}
