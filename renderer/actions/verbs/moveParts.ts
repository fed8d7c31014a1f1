import type { Chain, Position } from '#shared/chain/schema.ts'
import { isNothing, movePartsTo } from '../../model/edits.ts'
import { snap } from '../../model/place.ts'
import { useDocument } from '../../stores/document.ts'
import { plural } from '../../ui/format.ts'

/** Moves nodes, frames and notes to places on the grid. */
export function moveParts(places: ReadonlyMap<string, Position>, merge?: string): void {
  const { chain, edit } = useDocument.getState()
  if (!chain) return
  const command = movePartsTo(chain, new Map([...places].map(([id, place]) => [id, snap(place)])))
  if (!isNothing(command))
    edit(places.size === 1 ? 'Move' : `Move ${plural(places.size, 'item')}`, command, merge)
}

export function placesOf(chain: Chain, ids: ReadonlySet<string>): Map<string, Position> {
  const parts = [...chain.nodes, ...(chain.frames ?? []), ...(chain.notes ?? [])]
  return new Map(parts.flatMap(({ id, position }) => (position && ids.has(id) ? [[id, position]] : [])))
}
