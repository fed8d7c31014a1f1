import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { buildGraph, reachable } from '#shared/chain/topology.ts'
import { type PortType, whyIncompatible } from '#shared/operation/value.ts'
import { factsOf } from './facts.ts'

/** One end of a wire: the end of a node. */
export interface End {
  readonly nodeId: string
  readonly port: string
  readonly side: 'source' | 'target'
}

const portType = (node: ChainNode, end: End): PortType | undefined => {
  const facts = factsOf(node)
  const ports = end.side === 'source' ? facts.outputs : facts.inputs
  return ports.find((port) => port.name === end.port)?.type
}

/**
 * Answers, for a wire that starts at one end, where it may go: null where it may, else the sentence that says why not.
 * The graph is walked once, however many ports then ask.
 */
export function fitting(chain: Chain, from: End): (to: End) => string | null {
  const nodes = new Map(chain.nodes.map((node) => [node.id, node]))
  const graph = buildGraph([...nodes.keys()], chain.edges)
  const start = graph.index.get(from.nodeId)
  const neighbours = from.side === 'source' ? graph.predecessors : graph.successors
  const looping = reachable(neighbours, start === undefined ? [] : [start])
  const origin = nodes.get(from.nodeId)
  const type = origin && portType(origin, from)

  return (to) => {
    const node = nodes.get(to.nodeId)
    const other = node && portType(node, to)
    if (!type || !other) return 'this port is gone'
    if (to.side === from.side) return from.side === 'source' ? 'connect to an input' : 'connect to an output'
    if (to.nodeId === from.nodeId || looping.has(graph.index.get(to.nodeId) ?? -1))
      return 'this would make a loop'
    const [source, target] = from.side === 'source' ? [from, to] : [to, from]
    if (chain.edges.some((edge) => joins(edge, source, target))) return 'already connected'
    return from.side === 'source' ? whyIncompatible(type, other) : whyIncompatible(other, type)
  }
}

const joins = (edge: Chain['edges'][number], source: End, target: End): boolean =>
  edge.source === source.nodeId &&
  edge.sourcePort === source.port &&
  edge.target === target.nodeId &&
  edge.targetPort === target.port
