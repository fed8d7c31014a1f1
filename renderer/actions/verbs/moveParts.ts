import type { Chain, Position } from '#shared/chain/schema.ts'
import { isNothing, movePartsTo } from '../../model/edits.ts'
import { snap } from '../../model/place.ts'
import { useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'
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

/** Moves what is selected by a step; steps in quick succession are one step of undo. */
export function nudge(dx: number, dy: number): void {
  const { chain } = useDocument.getState()
  if (!chain) return
  const places = placesOf(chain, useSelection.getState().nodes)
  const moved = [...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }] as const)
  moveParts(new Map(moved), `nudge ${[...places.keys()].join(' ')}`)
}
