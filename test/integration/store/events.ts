import { ExecutionId } from '#shared/base/ids.ts'
import type { Json } from '#shared/base/json.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { NodeResult, RunEvent } from '#shared/run/events.ts'

export const chainOf = (name: string, ...ids: string[]): Chain =>
  Chain.parse({
    name,
    nodes: ids.map((id) => ({ id, type: 'CALCULATE', operation: 'expression', config: { expression: '1' } })),
  })

export const result = (over: Partial<NodeResult> = {}): NodeResult => ({
  status: 'completed',
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 1,
  ...over,
})

export const completed = (nodeId: string, json: Json, at = 2): RunEvent => ({
  type: 'node-finished',
  nodeId,
  at,
  result: result({ value: { kind: 'json', json }, startedAt: at - 1 }),
})

export const started = (id: string, order: string[], inputs = {}, at = 1): RunEvent => ({
  type: 'run-started',
  executionId: ExecutionId.parse(id),
  at,
  order,
  inputs,
})

export const finished = (status: 'completed' | 'failed' | 'cancelled' = 'completed', at = 9): RunEvent => ({
  type: 'run-finished',
  at,
  status,
})
