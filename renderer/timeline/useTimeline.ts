import { skipToken, useQuery } from '@tanstack/react-query'
import { ExecutionId } from '#shared/base/ids.ts'
import { type Timeline, timelineOf } from '#shared/run/timeline.ts'
import { queries } from '../api.ts'
import { useRun } from '../stores/run.ts'
import { useNow } from '../ui/useNow.ts'

/** The shown run's times; undefined where nothing has run. Failed attempts are drawn apart once the run has ended. */
export function useTimeline(): Timeline | undefined {
  const run = useRun((store) => store.shown)
  const running = run?.status === 'running' && run.executionId !== undefined
  const now = useNow(running, 200)
  const id = ExecutionId.safeParse(run?.executionId)
  const retried = !running && [...(run?.nodes.values() ?? [])].some((node) => node.attempt > 1)
  const attempts = useQuery(
    queries.statistics.attempts.queryOptions({
      input: id.success && retried ? { executionId: id.data } : skipToken,
      staleTime: Number.POSITIVE_INFINITY,
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
