import { fail } from '../base/errors.ts'
import type { Command, Move } from './command.ts'
import type { Edited } from './edit.ts'
import type { Chain, ChainNode, Edge } from './schema.ts'

interface Placed<Item> {
  readonly at: number
  readonly item: Item
}
type PlacedNodes = readonly { at: number; node: ChainNode }[]
type PlacedEdges = readonly { at: number; edge: Edge }[]

const invalid = (message: string): never => fail('edit_invalid', message)

export function addNodes(chain: Chain, nodes: readonly ChainNode[], edges: readonly Edge[]): Edited {
  const ids = new Set(chain.nodes.map((node) => node.id))
  for (const { id } of nodes) {
    if (ids.has(id)) invalid(`There is a node "${id}" already.`)
    ids.add(id)
  }
  checkEdges(chain, edges, ids)
  return insertAt(
    chain,
    nodes.map((node, i) => ({ at: chain.nodes.length + i, node })),
    edges.map((edge, i) => ({ at: chain.edges.length + i, edge })),
  )
}

export function connect(chain: Chain, edges: readonly Edge[]): Edited {
  checkEdges(chain, edges, new Set(chain.nodes.map((node) => node.id)))
  return insertAt(
    chain,
    [],
    edges.map((edge, i) => ({ at: chain.edges.length + i, edge })),
  )
}

function checkEdges(chain: Chain, edges: readonly Edge[], nodeIds: ReadonlySet<string>): void {
  const ids = new Set(chain.edges.map((edge) => edge.id))
  for (const edge of edges) {
    if (ids.has(edge.id)) invalid(`There is a connection "${edge.id}" already.`)
    ids.add(edge.id)
    for (const end of [edge.source, edge.target]) if (!nodeIds.has(end)) invalid(`There is no node "${end}".`)
  }
}

export function removeNodes(chain: Chain, ids: readonly string[]): Edited {
  const gone = new Set(ids)
  const present = new Set(chain.nodes.map((node) => node.id))
  for (const id of gone) if (!present.has(id)) invalid(`There is no node "${id}".`)
  return removeAt(
    chain,
    placesWhere(chain.nodes, (node) => gone.has(node.id)),
    placesWhere(chain.edges, (edge) => gone.has(edge.source) || gone.has(edge.target)),
  )
}

export function disconnect(chain: Chain, ids: readonly string[]): Edited {
  const gone = new Set(ids)
  const present = new Set(chain.edges.map((edge) => edge.id))
  for (const id of gone) if (!present.has(id)) invalid(`There is no connection "${id}".`)
  return removeAt(
    chain,
    [],
    placesWhere(chain.edges, (edge) => gone.has(edge.id)),
  )
}

export function moveNodes(chain: Chain, moves: readonly Move[]): Edited {
  const to = new Map(moves.map(({ id, position }) => [id, position]))
  const before: Move[] = []
  const changed: { at: number; node: ChainNode }[] = []
  const nodes = chain.nodes.map((node, at) => {
    const position = to.get(node.id)
    if (position === undefined) return node
    changed.push({ at, node })
    before.push({ id: node.id, position: node.position ?? null })
    const { position: _, ...rest } = node
    return position === null ? rest : { ...rest, position }
  })
  const found = new Set(before.map(({ id }) => id))
  for (const { id } of moves) if (!found.has(id)) invalid(`There is no node "${id}".`)
  // Nodes that share an id had a position each.
  const inverse: Command =
    found.size === changed.length
      ? { type: 'moveNodes', moves: before }
      : { type: 'replaceAt', nodes: changed, edges: [] }
  return { chain: { ...chain, nodes }, inverse }
}

export function changeId(chain: Chain, id: string, newId: string): Edited {
  const places = placesWhere(chain.nodes, (node) => node.id === id)
  const at = places.at(-1)
  const node = at === undefined ? undefined : chain.nodes[at]
  if (at === undefined || !node) return invalid(`There is no node "${id}".`)
  if (chain.nodes.some((other) => other.id === newId)) invalid(`There is a node "${newId}" already.`)
  const own =
    places.length > 1 ? [] : placesWhere(chain.edges, (edge) => edge.source === id || edge.target === id)
  const follow = (end: string): string => (end === id ? newId : end)
  const edges = own.flatMap((place) => {
    const edge = chain.edges[place]
    if (!edge) return []
    return [{ at: place, edge: { ...edge, source: follow(edge.source), target: follow(edge.target) } }]
  })
  return replaceAt(chain, [{ at, node: { ...node, id: newId } }], edges)
}

export function insertAt(chain: Chain, nodes: PlacedNodes, edges: PlacedEdges): Edited {
  return {
    chain: {
      ...chain,
      nodes: inserted(
        chain.nodes,
        nodes.map(({ at, node }) => ({ at, item: node })),
      ),
      edges: inserted(
        chain.edges,
        edges.map(({ at, edge }) => ({ at, item: edge })),
      ),
    },
    inverse: { type: 'removeAt', nodes: nodes.map(({ at }) => at), edges: edges.map(({ at }) => at) },
  }
}

export function removeAt(chain: Chain, nodes: readonly number[], edges: readonly number[]): Edited {
  return {
    chain: { ...chain, nodes: without(chain.nodes, nodes), edges: without(chain.edges, edges) },
    inverse: {
      type: 'insertAt',
      nodes: pick(chain.nodes, nodes).map(({ at, item }) => ({ at, node: item })),
      edges: pick(chain.edges, edges).map(({ at, item }) => ({ at, edge: item })),
    },
  }
}

export function replaceAt(chain: Chain, nodes: PlacedNodes, edges: PlacedEdges): Edited {
  const oldNodes = pick(
    chain.nodes,
    nodes.map(({ at }) => at),
  )
  const oldEdges = pick(
    chain.edges,
    edges.map(({ at }) => at),
  )
  const newNodes = [...chain.nodes]
  for (const { at, node } of nodes) newNodes[at] = node
  const newEdges = [...chain.edges]
  for (const { at, edge } of edges) newEdges[at] = edge
  return {
    chain: { ...chain, nodes: newNodes, edges: edges.length > 0 ? newEdges : chain.edges },
    inverse: {
      type: 'replaceAt',
      nodes: oldNodes.map(({ at, item }) => ({ at, node: item })),
      edges: oldEdges.map(({ at, item }) => ({ at, edge: item })),
    },
  }
}

function placesWhere<Item>(items: readonly Item[], test: (item: Item) => boolean): number[] {
  return items.flatMap((item, at) => (test(item) ? [at] : []))
}

/** Merges two ascending sequences: the items in their order, and each placed one where it is to stand. */
function inserted<Item>(items: Item[], placed: readonly Placed<Item>[]): Item[] {
  if (placed.length === 0) return items
  const all: Item[] = []
  let from = 0
  for (const { at, item } of placed) {
    const count = at - all.length
    if (count < 0 || count > items.length - from)
      invalid('The places to insert at are not those of this chain.')
    for (const kept of items.slice(from, from + count)) all.push(kept)
    from += count
    all.push(item)
  }
  return all.concat(items.slice(from))
}

function without<Item>(items: Item[], places: readonly number[]): Item[] {
  if (places.length === 0) return items
  const gone = new Set(places)
  return items.filter((_, at) => !gone.has(at))
}

function pick<Item>(items: readonly Item[], places: readonly number[]): Placed<Item>[] {
  return places.map((at, i) => {
    const item = items[at]
    if (item === undefined || at <= (places[i - 1] ?? -1))
      return invalid('The places are not those of this chain.')
    return { at, item }
  })
}
