import { type Direction, first, neighbour } from '../../model/neighbours.ts'
import { theCamera } from '../../stores/camera.ts'
import { shownChain, useDocument } from '../../stores/document.ts'
import { useSelection } from '../../stores/selection.ts'

/** Goes from the node that the keyboard is at to its neighbour: selects it and gives it the focus. */
export function stepTo(direction: Direction): void {
  const chain = shownChain(useDocument.getState())
  if (!chain) return
  const { current, select } = useSelection.getState()
  const there = chain.nodes.some((node) => node.id === current)
  const next = there ? neighbour(chain, current, direction) : first(chain)
  if (!next) return
  select([next.id])
  theCamera()?.focus(next.id)
}
