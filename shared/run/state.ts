import type { AppError } from '../base/errors.ts'
import type { JsonRecord } from '../base/json.ts'
import type { NodeRecord, NodeResult, NodeStatus, RunEvent, RunStatus } from './events.ts'

export interface NodeState {
  status: NodeStatus
  attempt: number
  startedAt: number | undefined
  result: NodeResult | undefined
  /** Errors of the attempts before the last. */
  failures: AppError[]
  /** Where it is at work, or was: that of its result, once it has one. */
  runner?: number | undefined
}

/** A run as its events tell it: the store, the window and the tests all see runs through this fold. */
export interface RunState {
  executionId: string | undefined
  status: RunStatus
  startedAt: number | undefined
  finishedAt: number | undefined
  inputs: JsonRecord
  order: readonly string[]
  nodes: Map<string, NodeState>
  records: { nodeId: string; at: number; record: NodeRecord }[]
  error: AppError | undefined
}

export function emptyRun(): RunState {
  return {
    executionId: undefined,
    status: 'running',
    startedAt: undefined,
    finishedAt: undefined,
    inputs: {},
    order: [],
    nodes: new Map(),
    records: [],
    error: undefined,
  }
}

const pending = (): NodeState => ({
  status: 'pending',
  attempt: 0,
  startedAt: undefined,
  result: undefined,
  failures: [],
  runner: undefined,
})

/**
 * Folds one event into the state, in place (a run of n nodes costs O(n), not O(n²)). Events of a node are in order;
 * events after its end are ignored, so that a result reported twice (by a runner, then by its supervisor) counts once.
 */
export function applyEvent(state: RunState, event: RunEvent): void {
  switch (event.type) {
    case 'run-started':
      state.executionId = event.executionId
      state.startedAt = event.at
      state.inputs = event.inputs
      state.order = event.order
      for (const id of event.order) state.nodes.set(id, pending())
      return
    case 'run-finished':
      state.status = event.status
      state.finishedAt = event.at
      state.error = event.error
      return
    case 'node-recorded':
      state.records.push({ nodeId: event.nodeId, at: event.at, record: event.record })
      return
  }
  const node = state.nodes.get(event.nodeId)
  if (!node || node.result) return
  switch (event.type) {
    case 'node-started':
      node.status = 'running'
      node.attempt = event.attempt
      node.startedAt ??= event.at
      node.runner = event.runner ?? node.runner
      return
    case 'node-attempt':
      node.failures.push(event.error)
      return
    case 'node-finished':
      node.status = event.result.status
      node.attempt = event.result.attempts
      node.startedAt ??= event.result.startedAt
      node.result = event.result
      node.runner = event.result.runner
  }
}

export function foldRun(events: Iterable<RunEvent>): RunState {
  const state = emptyRun()
  for (const event of events) applyEvent(state, event)
  return state
}
