import type { Chain } from '../chain/schema.ts'
import { buildGraph, reachable } from '../chain/topology.ts'

/** Which nodes a run is asked for. `changed`: all, but those whose inputs and config are as before give what they gave. */
export type ScopeMode =
  | { readonly kind: 'all' | 'changed' }
  | { readonly kind: 'toNode' | 'fromNode'; readonly nodeId: string }

/** The part of a chain that a run has to do with. */
export interface Scope {
  /** The chain without the nodes that do not matter, so that their problems do not either. */
  readonly chain: Chain
  /** Nodes that are to run; the others give results of before, where there are any. */
  readonly fresh: ReadonlySet<string>
}

/**
 * - to a node: it and all that leads to it;
 * - from a node: it and all that it leads to run, on what else leads there.
 *
 * Null where there is no such node.
 */
export function scopeOf(chain: Chain, mode: ScopeMode): Scope | null {
  const ids = chain.nodes.map((node) => node.id)
  if (!('nodeId' in mode)) return { chain, fresh: new Set(ids) }
  const graph = buildGraph(ids, chain.edges)
  const start = graph.index.get(mode.nodeId)
  if (start === undefined) return null
  const fresh = reachable(mode.kind === 'toNode' ? graph.predecessors : graph.successors, [start])
  const part = reachable(graph.predecessors, fresh)
  const named = (indices: Iterable<number>): Set<string> => new Set([...indices].map((i) => ids[i] ?? ''))
  const kept = named(part)
  return {
    chain: {
      ...chain,
      nodes: chain.nodes.filter((node) => kept.has(node.id)),
      edges: chain.edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target)),
    },
    fresh: named(fresh),
  }
}
