import { expect } from 'vitest'
import { Engine } from '#electron/engine/engine.ts'
import type { Executor } from '#electron/engine/executor.ts'
import type { RunHandle, RunOptions } from '#electron/engine/types.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { foldRun, type RunState } from '#shared/run/state.ts'
import { type TestNode, testPlan } from './plans.ts'

export interface Harness {
  readonly engine: Engine
  start(
    nodes: readonly TestNode[],
    options?: RunOptions,
    inputs?: JsonRecord,
  ): RunHandle & { events: RunEvent[] }
  run(nodes: readonly TestNode[], options?: RunOptions, inputs?: JsonRecord): Promise<RunState>
  close(): Promise<void>
}

let runs = 0

export function harness(executor: Executor): Harness {
  const engine = new Engine(executor)
  const start: Harness['start'] = (nodes, options = {}, inputs = {}) => {
    const events: RunEvent[] = []
    runs += 1
    const handle = engine.start(
      { executionId: ExecutionId.parse(`run-${runs}`), plan: testPlan(nodes), inputs, folders: [], options },
      (event) => events.push(event),
    )
    return Object.assign(handle, { events })
  }
  return {
    engine,
    start,
    run: async (nodes, options, inputs) => {
      const handle = start(nodes, options, inputs)
      const state = await handle.done
      expect(foldRun(handle.events)).toEqual(state)
      return state
    },
    close: () => engine.close(),
  }
}

/** Status and, where there is one, reason or error code of each node: `{a: 'completed', b: 'skipped upstream_failed'}`. */
export function ends(state: RunState): Record<string, string> {
  return Object.fromEntries(
    [...state.nodes].map(([id, node]) => {
      const why = node.result?.error?.code ?? node.result?.reason
      return [id, why ? `${node.status} ${why}` : node.status]
    }),
  )
}

export function outputOf(state: RunState, id: string): Json | undefined {
  const value = state.nodes.get(id)?.result?.value
  return value?.kind === 'json' ? value.json : undefined
}

/** Resolves when the node has started. */
export const started = (handle: RunHandle & { events: RunEvent[] }, id: string): Promise<void> =>
  happened(handle, (event) => event.type === 'node-started' && event.nodeId === id)

/** Resolves when such an event has been heard; checked on every turn of the event loop, for as long as the run lasts. */
export async function happened(
  handle: RunHandle & { events: RunEvent[] },
  match: (event: RunEvent) => boolean,
): Promise<void> {
  while (!handle.events.some(match)) {
    if (handle.state.finishedAt !== undefined) throw new Error('the run ended before it happened')
    await new Promise((resolve) => setImmediate(resolve))
  }
}
