import type { PlanNode } from '#shared/run/plan.ts'

const known = new WeakMap<readonly PlanNode[], ReadonlyMap<string, number>>()

/** Plan indices by node id, made once per plan. */
export function placesOf(nodes: readonly PlanNode[]): ReadonlyMap<string, number> {
  const made = known.get(nodes) ?? new Map(nodes.map((node, index) => [node.id, index]))
  known.set(nodes, made)
  return made
}
