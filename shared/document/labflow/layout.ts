import { itemAt } from '../../base/item.ts'
import type { ChainNode, Edge } from '../../chain/schema.ts'
import { buildGraph, topologicalOrder } from '../../chain/topology.ts'

const COLUMN = 280
const ROW = 140

/** Columns by depth (the longest way from a node without inputs), rows by place in the file. */
export function laidOut(nodes: readonly ChainNode[], edges: readonly Edge[]): ChainNode[] {
  const graph = buildGraph(
    nodes.map((node) => node.id),
    edges,
  )
  const depth: number[] = nodes.map(() => 0)
  for (const at of topologicalOrder(graph)) {
    for (const next of itemAt(graph.successors, at))
      depth[next] = Math.max(itemAt(depth, next), itemAt(depth, at) + 1)
  }
  const rows = new Map<number, number>()
  return nodes.map((node, i) => {
    const column = itemAt(depth, i)
    const row = rows.get(column) ?? 0
    rows.set(column, row + 1)
    return { ...node, position: { x: column * COLUMN, y: row * ROW } }
  })
}
