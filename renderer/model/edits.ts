import { batch, type Command } from '#shared/chain/command.ts'
import type { Chain, ChainNode, Edge, Frame, Note, Position } from '#shared/chain/schema.ts'

export { batch, type Command }

export interface Parts {
  readonly nodes?: readonly ChainNode[]
  readonly edges?: readonly Edge[]
  readonly frames?: readonly Frame[]
  readonly notes?: readonly Note[]
}

/** Adds parts of a chain, whatever they are. */
export function addParts(chain: Chain, parts: Parts): Command {
  const { nodes = [], edges = [], frames = [], notes = [] } = parts
  const commands: Command[] = []
  if (nodes.length > 0) commands.push({ type: 'addNodes', nodes: [...nodes], edges: [...edges] })
  else if (edges.length > 0) commands.push({ type: 'connect', edges: [...edges] })
  if (frames.length > 0) commands.push({ type: 'setFrames', frames: [...(chain.frames ?? []), ...frames] })
  if (notes.length > 0) commands.push({ type: 'setNotes', notes: [...(chain.notes ?? []), ...notes] })
  return batch(commands)
}

const without = <T extends { readonly id: string }>(
  items: readonly T[] = [],
  ids: ReadonlySet<string>,
): T[] => items.filter((item) => !ids.has(item.id))

/** Removes nodes, frames, notes and edges by id; what a removed node was joined by goes with it. */
export function removeParts(chain: Chain, ids: ReadonlySet<string>, edgeIds: ReadonlySet<string>): Command {
  const nodes = chain.nodes.filter((node) => ids.has(node.id)).map((node) => node.id)
  const gone = new Set(nodes)
  const edges = chain.edges.filter(
    (edge) => edgeIds.has(edge.id) && !gone.has(edge.source) && !gone.has(edge.target),
  )
  const frames = without(chain.frames, ids)
  const notes = without(chain.notes, ids)
  const commands: Command[] = []
  if (edges.length > 0) commands.push({ type: 'disconnect', ids: edges.map((edge) => edge.id) })
  if (nodes.length > 0) commands.push({ type: 'removeNodes', ids: nodes })
  if (frames.length < (chain.frames?.length ?? 0)) commands.push({ type: 'setFrames', frames })
  if (notes.length < (chain.notes?.length ?? 0)) commands.push({ type: 'setNotes', notes })
  return batch(commands)
}

export const isNothing = (command: Command): boolean =>
  command.type === 'batch' && command.commands.length === 0

/** Moves nodes, frames and notes to new places; ids that are not there are passed over. */
export function movePartsTo(chain: Chain, places: ReadonlyMap<string, Position>): Command {
  const moves = chain.nodes.flatMap(({ id }) => {
    const position = places.get(id)
    return position ? [{ id, position }] : []
  })
  const moved = <T extends Frame | Note>(items: readonly T[]): T[] =>
    items.map((item) => ({ ...item, position: places.get(item.id) ?? item.position }))
  const touches = (items: readonly { readonly id: string }[] = []): boolean =>
    items.some((item) => places.has(item.id))
  const commands: Command[] = []
  if (moves.length > 0) commands.push({ type: 'moveNodes', moves })
  if (touches(chain.frames)) commands.push({ type: 'setFrames', frames: moved(chain.frames ?? []) })
  if (touches(chain.notes)) commands.push({ type: 'setNotes', notes: moved(chain.notes ?? []) })
  return batch(commands)
}

export const setFrame = (chain: Chain, frame: Frame): Command => ({
  type: 'setFrames',
  frames: (chain.frames ?? []).map((one) => (one.id === frame.id ? frame : one)),
})

export const setNote = (chain: Chain, note: Note): Command => ({
  type: 'setNotes',
  notes: (chain.notes ?? []).map((one) => (one.id === note.id ? note : one)),
})
