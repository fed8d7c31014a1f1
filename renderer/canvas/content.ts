import type { Chain, Frame, Position } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { fullHeight, NODE_WIDTH } from '../model/geometry.ts'

interface Placed {
  readonly id: string
  readonly position: Position
  readonly width: number
  readonly height: number
}

const placed = (chain: Chain): Placed[] => [
  ...chain.nodes.flatMap((node) =>
    node.position
      ? [{ id: node.id, position: node.position, width: NODE_WIDTH, height: fullHeight(factsOf(node)) }]
      : [],
  ),
  ...(chain.notes ?? []),
  ...(chain.frames ?? []),
]

/** Whether a box lies wholly in another. */
export const within = (
  { position, width, height }: Omit<Placed, 'id'>,
  around: Omit<Placed, 'id'>,
): boolean =>
  position.x >= around.position.x &&
  position.y >= around.position.y &&
  position.x + width <= around.position.x + around.width &&
  position.y + height <= around.position.y + around.height

/** Nodes, notes and frames that stand wholly in a frame: they go where it goes. */
export const contentOf = (chain: Chain, frame: Frame): Placed[] =>
  placed(chain).filter((part) => part.id !== frame.id && within(part, frame))

/** These places, and those of what stands in a frame among them and has no place of its own there. */
export function withContent(chain: Chain, places: ReadonlyMap<string, Position>): Map<string, Position> {
  const all = new Map<string, Position>()
  for (const frame of chain.frames ?? []) {
    const place = places.get(frame.id)
    if (!place) continue
    const dx = place.x - frame.position.x
    const dy = place.y - frame.position.y
    for (const { id, position } of contentOf(chain, frame))
      all.set(id, { x: position.x + dx, y: position.y + dy })
  }
  return new Map([...all, ...places])
}
