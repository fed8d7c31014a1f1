import type { Chain, ChainNode } from '#shared/chain/schema.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const AXES: Readonly<Record<Direction, readonly [dx: number, dy: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

/**
 * The node that a step in a direction leads to: the nearest within 60° of it, where what lies aside counts double, so
 * that a step goes straight where it can. Without a place to start from, the node furthest to the top left.
 */
export function neighbour(
  chain: Chain,
  from: string | undefined,
  direction: Direction,
): ChainNode | undefined {
  const start = chain.nodes.find((node) => node.id === from)?.position
  if (!start) return first(chain)
  const [dx, dy] = AXES[direction]
  let best: ChainNode | undefined
  let least = Number.POSITIVE_INFINITY
  for (const node of chain.nodes) {
    if (!node.position || node.id === from) continue
    const x = node.position.x - start.x
    const y = node.position.y - start.y
    const along = x * dx + y * dy
    const aside = Math.abs(x * dy) + Math.abs(y * dx)
    if (along <= 0 || aside > along * Math.sqrt(3)) continue
    const cost = along + 2 * aside
    if (cost < least) {
      least = cost
      best = node
    }
  }
  return best
}

export function first(chain: Chain): ChainNode | undefined {
  const distance = (node: ChainNode): number => (node.position?.x ?? 0) + (node.position?.y ?? 0)
  return chain.nodes.reduce<ChainNode | undefined>(
    (best, node) => (best && distance(best) <= distance(node) ? best : node),
    undefined,
  )
}
