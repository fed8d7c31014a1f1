import { dirname, resolve } from 'node:path'
import { findSource } from '#electron/data/source.ts'
import type { Chain, ChainNode } from '#shared/chain/schema.ts'
import { operationIdOf } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'

/** The chain with every path that a node reads as `place` has it. */
export function withPaths(chain: Chain, place: (path: string) => string): Chain {
  return { ...chain, nodes: chain.nodes.map((node) => ({ ...node, config: placed(node, place) })) }
}

function placed(node: ChainNode, place: (path: string) => string): ChainNode['config'] {
  const spec = registry(operationIdOf(node))
  const config = spec?.config.safeParse(node.config)
  const reads = config?.success ? (spec?.reads?.(config.data) ?? []) : []
  const paths = reads.flatMap((read) => {
    if (typeof read === 'string') return [read]
    return 'folder' in read ? [read.folder] : []
  })
  return Object.fromEntries(
    Object.entries(node.config).map(([key, value]) => [
      key,
      typeof value === 'string' && paths.includes(value) ? place(value) : value,
    ]),
  )
}

/** The chain with what it reads beside its own file under its whole path, so that a copy elsewhere finds it. */
export function pinned(chain: Chain, file: string | null): Chain {
  if (file === null) return chain
  const folder = dirname(file)
  return withPaths(chain, (path) => (findSource(path, [folder]) === undefined ? path : resolve(folder, path)))
}
