import { type Policy, resolvePolicy } from '#shared/chain/schema.ts'
import { buildGraph, topologicalOrder } from '#shared/chain/topology.ts'
import type { Traits } from '#shared/operation/define.ts'
import type { Plan, PlanNode } from '#shared/run/plan.ts'

export interface TestNode {
  readonly id: string
  readonly op: string
  readonly config?: unknown
  readonly policy?: Policy
  readonly traits?: Traits
  /** Sources as `id` or `id.port`, optionally `>port` of this node: `cond.true>left`. */
  readonly from?: readonly string[]
  readonly requiredPorts?: readonly string[]
}

function parseSource(text: string): { id: string; sourcePort: string; port: string } {
  const [source = '', port = 'in'] = text.split('>')
  const [id = '', sourcePort = 'out'] = source.split('.')
  return { id, sourcePort, port }
}

/** A plan of test operations, without documents and specs. */
export function testPlan(nodes: readonly TestNode[]): Plan {
  const edges = nodes.flatMap((node) =>
    (node.from ?? []).map((text) => ({ source: parseSource(text).id, target: node.id })),
  )
  const order = topologicalOrder(
    buildGraph(
      nodes.map((node) => node.id),
      edges,
    ),
  ).flatMap((index) => nodes[index] ?? [])
  const place = new Map(order.map((node, index) => [node.id, index]))
  const at = (id: string): number => {
    const index = place.get(id)
    if (index === undefined) throw new Error(`no node ${id}`)
    return index
  }
  return {
    parameters: {},
    nodes: order.map(
      (node): PlanNode => ({
        id: node.id,
        name: node.id,
        operationId: node.op,
        operationVersion: 1,
        config: node.config ?? {},
        policy: resolvePolicy(node.policy),
        traits: node.traits ?? {},
        inputs: (node.from ?? []).map(parseSource).map((source) => ({
          source: at(source.id),
          sourceId: source.id,
          sourcePort: source.sourcePort,
          port: source.port,
        })),
        requiredPorts: node.requiredPorts ?? [],
        targets: [...new Set(edges.filter((edge) => edge.source === node.id).map((edge) => at(edge.target)))],
        reads: [],
      }),
    ),
  }
}
