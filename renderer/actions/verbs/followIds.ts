import type { Command } from '#shared/chain/command.ts'
import type { ChainNode, Edge } from '#shared/chain/schema.ts'
import { api } from '../../api.ts'

type Ids = Readonly<Record<string, string>>

/** Of these nodes, those whose config must change once nodes are called otherwise; `edges` join them under the old ids. */
export async function followIds(
  nodes: readonly ChainNode[],
  edges: readonly Edge[],
  ids: Ids,
): Promise<{ configs: Readonly<Record<string, ChainNode['config']>>; unread: readonly string[] }> {
  const fed = new Set(edges.flatMap((edge) => (Object.hasOwn(ids, edge.source) ? [edge.target] : [])))
  const consumers = nodes.filter((node) => fed.has(node.id))
  if (consumers.length === 0) return { configs: {}, unread: [] }
  return api.expressions.rename({
    nodes: consumers,
    edges: edges.filter((edge) => fed.has(edge.target)),
    ids: { ...ids },
  })
}

export const configure = (configs: Readonly<Record<string, ChainNode['config']>>): Command[] =>
  Object.entries(configs).map(([id, config]) => ({ type: 'configureNode', id, config }))
