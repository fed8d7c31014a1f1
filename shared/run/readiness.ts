import type { NodeResult, Reason } from './events.ts'
import type { PlanNode } from './plan.ts'

/** Whether a node may run, given how the nodes before it ended. */
export type Readiness = 'run' | Reason

/** True when the edge from this port of a finished node carries a value. */
export function isLive(result: NodeResult, sourcePort: string): boolean {
  return result.status === 'completed' && (!result.decision || result.decision.path === sourcePort)
}

/**
 * A node runs when none of its sources failed and at least one of its edges is live (with several ports: one for each
 * required port). Otherwise the reason is passed on: a failure upstream outweighs a branch that was not taken.
 */
export function readiness(node: PlanNode, ended: (planIndex: number) => NodeResult | undefined): Readiness {
  if (node.inputs.length === 0) return 'run'
  let dead: Reason | undefined
  let live = 0
  for (const input of node.inputs) {
    const result = ended(input.source)
    if (!result) throw new Error(`"${input.sourceId}" has not ended before "${node.id}".`)
    if (isLive(result, input.sourcePort)) live += 1
    else if (result.status === 'failed') return 'upstream_failed'
    else if (result.status === 'completed') dead ??= 'branch_not_taken'
    else if (result.reason === 'upstream_failed') return 'upstream_failed'
    else dead ??= result.reason ?? 'branch_not_taken'
  }
  const reason = dead ?? 'branch_not_taken'
  if (live === 0) return reason
  for (const port of node.requiredPorts) {
    const fed = node.inputs.some((input) => {
      const result = input.port === port ? ended(input.source) : undefined
      return result !== undefined && isLive(result, input.sourcePort)
    })
    if (!fed) return reason
  }
  return 'run'
}
