import { itemAt } from '../base/item.ts'

/**
 * Graph passes over plain indices, so that they serve documents, plans and the canvas alike.
 * Nothing here recurses: a chain of 100 000 nodes costs no stack.
 */

export interface GraphEdge {
  readonly source: string
  readonly target: string
}

/** Nodes by index: for each node the indices of its direct successors and predecessors, in the edges' order. */
export interface Graph {
  readonly ids: readonly string[]
  readonly index: ReadonlyMap<string, number>
  readonly successors: readonly (readonly number[])[]
  readonly predecessors: readonly (readonly number[])[]
}

/** Edges with an end that does not exist are left out: validation reports them. */
export function buildGraph(ids: readonly string[], edges: readonly GraphEdge[]): Graph {
  const index = new Map<string, number>()
  ids.forEach((id, i) => {
    if (!index.has(id)) index.set(id, i)
  })
  const successors: number[][] = ids.map(() => [])
  const predecessors: number[][] = ids.map(() => [])
  for (const edge of edges) {
    const from = index.get(edge.source)
    const to = index.get(edge.target)
    if (from === undefined || to === undefined) continue
    successors[from]?.push(to)
    predecessors[to]?.push(from)
  }
  return { ids, index, successors, predecessors }
}

/**
 * Kahn's algorithm (1962), stable: among nodes that are ready, the one that stands first in the document comes
 * first (a binary heap over document positions, O((V + E) log V)). Nodes on a cycle, or after one, are absent.
 */
export function topologicalOrder(graph: Graph): number[] {
  const waiting = graph.predecessors.map((list) => list.length)
  const ready = new MinHeap()
  waiting.forEach((count, i) => {
    if (count === 0) ready.push(i)
  })
  const order: number[] = []
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next)
    for (const successor of itemAt(graph.successors, next)) {
      const left = itemAt(waiting, successor) - 1
      waiting[successor] = left
      if (left === 0) ready.push(successor)
    }
  }
  return order
}

/**
 * One cycle, as ids in the direction of the edges with the first repeated at the end (`a b c a`), or null.
 * Among the nodes that Kahn's algorithm could not place, walking predecessors must come back to a node seen before.
 */
export function findCycle(graph: Graph, order = topologicalOrder(graph)): string[] | null {
  if (order.length === graph.ids.length) return null
  const placed = new Set(order)
  let at = graph.ids.findIndex((_, i) => !placed.has(i))
  const seen = new Set<number>()
  const walk: number[] = []
  while (!seen.has(at)) {
    seen.add(at)
    walk.push(at)
    const previous = itemAt(graph.predecessors, at).find((p) => !placed.has(p))
    if (previous === undefined) return null
    at = previous
  }
  const loop = [at, ...walk.slice(walk.indexOf(at) + 1).reverse(), at]
  return loop.map((i) => itemAt(graph.ids, i))
}

/** All nodes reachable from `start` (inclusive), along successors or predecessors. */
export function reachable(neighbours: readonly (readonly number[])[], start: Iterable<number>): Set<number> {
  const seen = new Set(start)
  const stack = [...seen]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    for (const next of itemAt(neighbours, at)) {
      if (seen.has(next)) continue
      seen.add(next)
      stack.push(next)
    }
  }
  return seen
}

/** A binary min-heap of numbers. */
class MinHeap {
  private readonly items: number[] = []

  push(value: number): void {
    const items = this.items
    let at = items.length
    items.push(value)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = itemAt(items, parent)
      if (above <= value) break
      items[at] = above
      at = parent
    }
    items[at] = value
  }

  pop(): number | undefined {
    const items = this.items
    const top = items[0]
    const last = items.pop()
    if (top === undefined || last === undefined || items.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= items.length) break
      if (child + 1 < items.length && itemAt(items, child + 1) < itemAt(items, child)) child += 1
      const below = itemAt(items, child)
      if (below >= last) break
      items[at] = below
      at = child
    }
    items[at] = last
    return top
  }
}
