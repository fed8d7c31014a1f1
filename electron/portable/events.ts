import type { FailedAttempt } from '#electron/store/runs/unwritten.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { replay } from '#shared/run/replay.ts'
import type { RunState } from '#shared/run/state.ts'

/** The events of a past run, with the times of the attempts that failed, which its fold does not hold. */
export function* eventsOf(
  state: RunState,
  attempts: readonly FailedAttempt[],
): Generator<RunEvent, void, void> {
  const timed = new Map<string, FailedAttempt[]>()
  for (const failed of attempts) timed.set(failed.nodeId, [...(timed.get(failed.nodeId) ?? []), failed])
  const told = new Map<string, number>()
  for (const event of replay(state)) {
    const failed = 'nodeId' in event ? timed.get(event.nodeId) : undefined
    if (event.type === 'node-started' && failed) {
      // The first start stands; the number of the last attempt comes with the result, or with the next start.
      yield { ...event, attempt: 1 }
    } else if (event.type === 'node-attempt' && failed) {
      const at = told.get(event.nodeId) ?? 0
      told.set(event.nodeId, at + 1)
      const one = failed[at]
      if (!one) {
        yield event
        continue
      }
      const { nodeId, attempt, startedAt, failedAt, retryInMs, error } = one
      if (at > 0) yield { type: 'node-started', nodeId, at: startedAt ?? failedAt, attempt }
      yield { type: 'node-attempt', nodeId, at: failedAt, attempt, error, retryInMs }
      const node = state.nodes.get(nodeId)
      if (at === failed.length - 1 && node && !node.result)
        yield { type: 'node-started', nodeId, at: failedAt + retryInMs, attempt: node.attempt }
    } else yield event
  }
}
