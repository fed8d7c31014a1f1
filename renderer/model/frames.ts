import type { Chain, Frame, Position } from '#shared/chain/schema.ts'
import { factsOf } from './facts.ts'
import { fullHeight, NODE_WIDTH } from './geometry.ts'
import { snap } from './place.ts'

type Box = Pick<Frame, 'position' | 'width' | 'height'>

const MARGIN = 24
const TITLE = 40

/** The box of a frame that holds these nodes and notes, with room for its title; a box of its own where there are none. */
export function frameAround(chain: Chain, ids: ReadonlySet<string>, centre: Position): Box {
  const boxes: Box[] = [
    ...chain.nodes.flatMap((node) =>
      node.position && ids.has(node.id)
        ? [{ position: node.position, width: NODE_WIDTH, height: fullHeight(factsOf(node)) }]
        : [],
    ),
    ...(chain.notes ?? []).filter((note) => ids.has(note.id)),
  ]
  if (boxes.length === 0) {
    return { position: snap({ x: centre.x - 160, y: centre.y - 120 }), width: 320, height: 240 }
  }
  const left = Math.min(...boxes.map((box) => box.position.x)) - MARGIN
  const top = Math.min(...boxes.map((box) => box.position.y)) - TITLE
  const right = Math.max(...boxes.map((box) => box.position.x + box.width)) + MARGIN
  const bottom = Math.max(...boxes.map((box) => box.position.y + box.height)) + MARGIN
  return { position: { x: left, y: top }, width: right - left, height: bottom - top }
}
