import { z } from 'zod'
import { Chain, ChainNode, Edge, Frame, Note, type Position } from '#shared/chain/schema.ts'
import { freeEdgeIds, freeId, takenIds } from './ids.ts'
import { snap } from './place.ts'

/** What stands on the clipboard: plain JSON, between chains and windows. */
export const Clip = z.object({
  format: z.literal('ergo.clip'),
  version: z.literal(1),
  nodes: z.array(ChainNode),
  edges: z.array(Edge),
  frames: z.array(Frame).default([]),
  notes: z.array(Note).default([]),
})
export type Clip = z.infer<typeof Clip>

/** The chosen nodes, frames and notes, and the edges between chosen nodes. */
export function clipOf(chain: Chain, ids: ReadonlySet<string>): Clip {
  const chosen = <T extends { readonly id: string }>(items: readonly T[] = []): T[] =>
    items.filter((item) => ids.has(item.id))
  return {
    format: 'ergo.clip',
    version: 1,
    nodes: chosen(chain.nodes),
    edges: chain.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    frames: chosen(chain.frames),
    notes: chosen(chain.notes),
  }
}

/** A clip from the clipboard's text; `undefined` for any other text. A chain's document is taken as a clip of it all. */
export function readClip(text: string): Clip | undefined {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return undefined
  }
  const clip = Clip.safeParse(data)
  if (clip.success) return clip.data
  const chain = Chain.safeParse(data)
  return chain.success ? clipOf(chain.data, takenIds(chain.data)) : undefined
}

/** A clip made ready for a chain, and the new id of each old one. */
export interface PlacedClip {
  readonly clip: Clip
  readonly ids: ReadonlyMap<string, string>
}

/**
 * Gives a clip free ids, edges between them (references in configs stay as they are written), and its middle at
 * `centre` (or moves it a little, where there is none).
 */
export function placeClip(chain: Chain, clip: Clip, centre?: Position): PlacedClip {
  const taken = takenIds(chain)
  const renamed = new Map<string, string>()
  const rename = (id: string): string => {
    const free = freeId(id, taken)
    taken.add(free)
    renamed.set(id, free)
    return free
  }
  const positions = [...clip.nodes, ...clip.frames, ...clip.notes].flatMap(({ position }) => position ?? [])
  const shift = centre ? toCentre(positions, centre) : { x: 32, y: 32 }
  const moved = (position: Position): Position => snap({ x: position.x + shift.x, y: position.y + shift.y })
  const nextEdge = freeEdgeIds(chain)
  const placed: Clip = {
    ...clip,
    nodes: clip.nodes.map((node) => ({
      ...node,
      id: rename(node.id),
      ...(node.position ? { position: moved(node.position) } : {}),
    })),
    frames: clip.frames.map((frame) => ({ ...frame, id: rename(frame.id), position: moved(frame.position) })),
    notes: clip.notes.map((note) => ({ ...note, id: rename(note.id), position: moved(note.position) })),
    edges: clip.edges.map((edge) => ({
      ...edge,
      id: nextEdge(),
      source: renamed.get(edge.source) ?? edge.source,
      target: renamed.get(edge.target) ?? edge.target,
    })),
  }
  return { clip: placed, ids: renamed }
}

function toCentre(positions: readonly Position[], centre: Position): Position {
  if (positions.length === 0) return { x: 0, y: 0 }
  const xs = positions.map(({ x }) => x)
  const ys = positions.map(({ y }) => y)
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2
  return { x: centre.x - middle(xs), y: centre.y - middle(ys) }
}
