import { ExecutionId } from '../base/ids.ts'
import type { RunEvent } from './events.ts'
import type { RunState } from './state.ts'

const on = (runner: number | undefined) => (runner === undefined ? {} : { runner })

/**
 * Events that fold to this state: how a run is told to somebody who has not heard it from its start. A run of n nodes
 * gives at most two events a node, one for each failed attempt and one for each record.
 */
export function* replay(state: RunState): Generator<RunEvent, void, void> {
  const { startedAt, order, inputs, status, error } = state
  if (state.executionId === undefined || startedAt === undefined) return
  const executionId = ExecutionId.parse(state.executionId)
  yield { type: 'run-started', executionId, at: startedAt, order, inputs }
  for (const [nodeId, node] of state.nodes) {
    const at = node.startedAt ?? startedAt
    if (node.startedAt !== undefined || node.attempt > 0)
      yield { type: 'node-started', nodeId, at, attempt: node.attempt, ...on(node.runner) }
    for (const [i, failure] of node.failures.entries())
      yield { type: 'node-attempt', nodeId, at, attempt: i + 1, error: failure, retryInMs: 0 }
    if (node.result)
      yield { type: 'node-finished', nodeId, at: at + node.result.durationMs, result: node.result }
  }
  for (const { nodeId, at, record } of state.records) yield { type: 'node-recorded', nodeId, at, record }
  if (status === 'running') return
  yield { type: 'run-finished', at: state.finishedAt ?? startedAt, status, ...(error ? { error } : {}) }
}
