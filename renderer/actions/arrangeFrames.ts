import type { Chain, Frame, Position } from '#shared/chain/schema.ts'
import { contentOf } from '../canvas/content.ts'
import { batch, type Command, movePartsTo } from '../model/edits.ts'

interface Box {
  readonly position: Position
  readonly width: number
  readonly height: number
}

interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function boundsOf(boxes: readonly Box[]): Bounds {
  return {
    left: Math.min(...boxes.map(({ position }) => position.x)),
    top: Math.min(...boxes.map(({ position }) => position.y)),
    right: Math.max(...boxes.map(({ position, width }) => position.x + width)),
    bottom: Math.max(...boxes.map(({ position, height }) => position.y + height)),
  }
}

/** A frame around the same nodes at their new places, as far from them as it was before. */
function follow(chain: Chain, frame: Frame, places: ReadonlyMap<string, Position>) {
  const content = contentOf(chain, frame)
  const nodes = content.filter(({ id }) => chain.nodes.some((node) => node.id === id))
  if (!nodes.some(({ id }) => places.has(id))) return undefined
  const before = boundsOf(nodes)
  const after = boundsOf(nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })))
  const [dx, dy] = [after.left - before.left, after.top - before.top]
  const notes = content.filter(({ id }) => chain.notes?.some((note) => note.id === id))
  return {
    frame: {
      ...frame,
      position: { x: frame.position.x + dx, y: frame.position.y + dy },
      width: frame.width + (after.right - after.left) - (before.right - before.left),
      height: frame.height + (after.bottom - after.top) - (before.bottom - before.top),
    },
    notes: notes.map(({ id, position }) => [id, { x: position.x + dx, y: position.y + dy }] as const),
  }
}

/** Moves nodes to new places; a frame goes where its nodes go, with its notes. */
export function arrangeParts(chain: Chain, places: ReadonlyMap<string, Position>): Command {
  const followed = (chain.frames ?? []).flatMap((frame) => follow(chain, frame, places) ?? [])
  const notes = new Map(followed.flatMap((one) => one.notes))
  const moves = movePartsTo(chain, new Map([...notes, ...places]))
  if (followed.length === 0) return moves
  const frames = new Map(followed.map(({ frame }) => [frame.id, frame]))
  const next = (chain.frames ?? []).map((frame) => frames.get(frame.id) ?? frame)
  return batch([moves, { type: 'setFrames', frames: next }])
}
