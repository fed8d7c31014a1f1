import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Chain, ChainNode, Position } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { fullHeight, NODE_WIDTH, portTop } from '../model/geometry.ts'
import { snap } from '../model/place.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.spacing.nodeNode': '32',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '56',
}

/** ELK runs in a worker of its own, made at first use, so that a large chain never holds the window up. */
let elk: InstanceType<typeof ELK> | undefined

const portId = (node: string, side: 'in' | 'out', port: string): string => JSON.stringify([node, side, port])

/** A node with its ports where they are drawn, so that wires come out straight. */
function elkNode(node: ChainNode): ElkNode {
  const facts = factsOf(node)
  const port = (side: 'in' | 'out', count: number) => (one: { readonly name: string }, place: number) => ({
    id: portId(node.id, side, one.name),
    width: 0,
    height: 0,
    x: side === 'in' ? 0 : NODE_WIDTH,
    y: portTop(place, count),
    layoutOptions: { 'elk.port.side': side === 'in' ? 'WEST' : 'EAST' },
  })
  return {
    id: node.id,
    width: NODE_WIDTH,
    height: fullHeight(facts),
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      ...facts.inputs.map(port('in', facts.inputs.length)),
      ...facts.outputs.map(port('out', facts.outputs.length)),
    ],
  }
}

/**
 * New positions for the nodes of a chain, or for some of them, in layers from left to right (ELK, layered). What was
 * at the top left stays there, so that the picture does not jump.
 */
export async function arrange(chain: Chain, only?: ReadonlySet<string>): Promise<Map<string, Position>> {
  const nodes = chain.nodes.filter((node) => !only || only.has(node.id))
  const children = nodes.map(elkNode)
  const ports = new Set(children.flatMap((child) => (child.ports ?? []).map(({ id }) => id)))
  const edges = chain.edges
    .map((edge) => ({
      id: edge.id,
      sources: [portId(edge.source, 'out', edge.sourcePort)],
      targets: [portId(edge.target, 'in', edge.targetPort)],
    }))
    .filter(({ sources, targets }) => [...sources, ...targets].every((port) => ports.has(port)))
  elk ??= new ELK({ workerFactory: () => new Worker(workerUrl, { name: 'layout' }) })
  const laid = await elk.layout({ id: 'root', layoutOptions: OPTIONS, children, edges })

  const before = nodes.flatMap((node) => node.position ?? [])
  const left = before.length > 0 ? Math.min(...before.map(({ x }) => x)) : 0
  const top = before.length > 0 ? Math.min(...before.map(({ y }) => y)) : 0
  const places = laid.children ?? []
  const [firstX, firstY] = (['x', 'y'] as const).map((axis) =>
    Math.min(...places.map((one) => one[axis] ?? 0)),
  )
  return new Map(
    places.map(({ id, x = 0, y = 0 }) => [
      id,
      snap({ x: x - (firstX ?? 0) + left, y: y - (firstY ?? 0) + top }),
    ]),
  )
}
