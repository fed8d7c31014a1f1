import { skipToken, useQuery } from '@tanstack/react-query'
import { ExecutionId } from '#shared/base/ids.ts'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { queries } from '../api.ts'
import { useNodePreview, useNodeRun, useRun } from '../stores/run.ts'

/** A node's value in the shown run, as large as previews go: what came with the events first, then with its rows. */
export function useFullPreview(nodeId: string): ValuePreview | undefined {
  const small = useNodePreview(nodeId)
  const done = useNodeRun(nodeId)?.status === 'completed'
  const execution = ExecutionId.safeParse(useRun((store) => store.shown?.executionId))
  const { data } = useQuery(
    queries.values.preview.queryOptions({
      input: done && small && execution.success ? { executionId: execution.data, nodeId } : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  return small && (data ?? small)
}
