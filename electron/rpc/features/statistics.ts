import type { Store } from '#electron/store/store.ts'
import type { Feature } from '../feature.ts'

export function statisticsFeature({ runs }: Pick<Store, 'runs'>): Feature<'statistics'> {
  return {
    node: ({ chainId, nodeId, limit }) => runs.times.ofNode(chainId, nodeId, limit),
    chain: ({ chainId }) => runs.times.ofChain(chainId),
    attempts: ({ executionId }) =>
      runs.attempts(executionId).map(({ nodeId, attempt, startedAt, failedAt, retryInMs }) => ({
        nodeId,
        attempt,
        startedAt,
        failedAt,
        retryInMs,
      })),
  }
}
