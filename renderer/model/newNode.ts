import type { Chain, ChainNode, Edge, Position } from '#shared/chain/schema.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { factsOf } from './facts.ts'
import { fullHeight, NODE_WIDTH } from './geometry.ts'
import { freeEdgeIds, freeId, identifier, takenIds } from './ids.ts'
import { portFor, type Wanted } from './operations.ts'
import { freePosition } from './place.ts'

const GAP = 72

/** A node of an operation, with the spec's defaults, an id that expressions can use and a place of its own. */
export function newNode(chain: Chain, spec: OperationSpec, wished: Position): ChainNode {
  const operation = spec.id.slice(spec.id.indexOf('.') + 1)
  const taken = takenIds(chain)
  const id = freeId(identifier(spec.title), taken)
  const same = chain.nodes.filter((node) => node.name?.replace(/ \d+$/, '') === spec.title).length
  const node: ChainNode = {
    id,
    type: spec.type,
    operation,
    operationVersion: spec.version,
    name: same > 0 ? `${spec.title} ${same + 1}` : spec.title,
    config: {},
  }
  return { ...node, position: freePosition(chain, wished, fullHeight(factsOf(node))) }
}

export interface WireEnd extends Wanted {
  readonly nodeId: string
  readonly port: string
}

/** The edge between a wire's free end and the new node; none where no port takes it. */
export function edgeTo(chain: Chain, spec: OperationSpec, node: ChainNode, wire: WireEnd): Edge | undefined {
  const port = portFor(spec, wire)
  if (port === undefined) return undefined
  const id = freeEdgeIds(chain)()
  return wire.side === 'source'
    ? { id, source: wire.nodeId, sourcePort: wire.port, target: node.id, targetPort: port }
    : { id, source: node.id, sourcePort: port, target: wire.nodeId, targetPort: wire.port }
}

/** Where a node next to another goes: right of it, on its line. */
export function besideOf(node: ChainNode, side: 'source' | 'target' = 'source'): Position {
  const { x, y } = node.position ?? { x: 0, y: 0 }
  return { x: side === 'source' ? x + NODE_WIDTH + GAP : x - NODE_WIDTH - GAP, y }
}

/** The two edges that put a node into a wire, in place of it; `undefined` where the node does not fit there. */
export function edgesThrough(chain: Chain, edge: Edge, node: ChainNode): Edge[] | undefined {
  const source = chain.nodes.find((one) => one.id === edge.source)
  const target = chain.nodes.find((one) => one.id === edge.target)
  const spec = factsOf(node).spec
  if (!source || !target || !spec) return undefined
  const given = factsOf(source).outputs.find((port) => port.name === edge.sourcePort)?.type ?? 'any'
  const wanted = factsOf(target).inputs.find((port) => port.name === edge.targetPort)?.type ?? 'any'
  const entry = portFor(spec, { side: 'source', type: given })
  const exit = portFor(spec, { side: 'target', type: wanted })
  if (entry === undefined || exit === undefined) return undefined
  const next = freeEdgeIds(chain)
  return [
    { id: next(), source: edge.source, sourcePort: edge.sourcePort, target: node.id, targetPort: entry },
    { id: next(), source: node.id, sourcePort: exit, target: edge.target, targetPort: edge.targetPort },
  ]
}
