import type { Value } from '../operation/value.ts'
import type { Plan } from './plan.ts'
import type { RunState } from './state.ts'

/** What a run gives back: the values of its completed `returns` nodes, by node id in plan order. */
export function runOutputs(plan: Plan, state: RunState): Map<string, Value> {
  const outputs = new Map<string, Value>()
  for (const node of plan.nodes) {
    const result = node.traits.returns ? state.nodes.get(node.id)?.result : undefined
    if (result?.status === 'completed' && result.value) outputs.set(node.id, result.value)
  }
  return outputs
}
