import type { Chain, Position } from '#shared/chain/schema.ts'
import { factsOf } from './facts.ts'
import { fullHeight, NODE_WIDTH } from './geometry.ts'

const GRID = 8
const GAP = 24

export const snap = ({ x, y }: Position): Position => ({
  x: Math.round(x / GRID) * GRID,
  y: Math.round(y / GRID) * GRID,
})

interface Box extends Position {
  readonly width: number
  readonly height: number
}

export function boxesOf(chain: Chain): Box[] {
  return chain.nodes.flatMap((node) =>
    node.position ? [{ ...node.position, width: NODE_WIDTH, height: fullHeight(factsOf(node)) }] : [],
  )
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + GAP &&
  b.x < a.x + a.width + GAP &&
  a.y < b.y + b.height + GAP &&
  b.y < a.y + a.height + GAP

/** The wished position, or the first below it where a node covers no other. */
export function freePosition(chain: Chain, wished: Position, height: number): Position {
  const boxes = boxesOf(chain)
  let at = snap(wished)
  for (;;) {
    const box = { ...at, width: NODE_WIDTH, height }
    const under = boxes.find((other) => overlap(box, other))
    if (!under) return at
    at = snap({ x: at.x, y: under.y + under.height + GAP })
  }
}
