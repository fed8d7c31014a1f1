import { skipToken, useQuery } from '@tanstack/react-query'
import { ExecutionId } from '#shared/base/ids.ts'
import { type Timeline, timelineOf } from '#shared/run/timeline.ts'
import { queries } from '../api.ts'
import { useRun } from '../stores/run.ts'
import { useNow } from '../ui/useNow.ts'
import { askAgain } from './again.ts'

/** The shown run's times; undefined where nothing has run. */
export function useTimeline(): Timeline | undefined {
  const run = useRun((store) => store.shown)
  const running = run?.status === 'running' && run.executionId !== undefined
  const now = useNow(running, 200)
  const id = ExecutionId.safeParse(run?.executionId)
  let failed = 0
  for (const { failures } of run?.nodes.values() ?? []) failed += failures.length
  const attempts = useQuery(
    queries.statistics.attempts.queryOptions({
      input: id.success && failed > 0 ? { executionId: id.data } : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: ({ state }) =>
        askAgain({
          known: state.data?.length ?? null,
          told: failed,
          running,
          answers: state.dataUpdateCount,
          failed: state.status === 'error',
        }),
    }),
  )
  if (run?.startedAt === undefined) return undefined
  return timelineOf({
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    nodes: run.nodes,
    edges: run.chain?.edges ?? [],
    attempts: attempts.data ?? [],
    now,
  })
}
