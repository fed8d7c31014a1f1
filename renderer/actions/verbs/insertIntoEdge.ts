import type { Position } from '#shared/chain/schema.ts'
import { addParts, batch, movePartsTo, removeParts } from '../../model/edits.ts'
import { factsOf } from '../../model/facts.ts'
import { edgesThrough } from '../../model/newNode.ts'
import { snap } from '../../model/place.ts'
import { useDocument } from '../../stores/document.ts'
import { toast } from '../../ui/toast.ts'

/** Puts a node that is not joined to anything into a wire. False where it does not fit there. */
export function insertIntoEdge(nodeId: string, edgeId: string, position: Position): boolean {
  const { chain, edit } = useDocument.getState()
  const node = chain?.nodes.find((one) => one.id === nodeId)
  const edge = chain?.edges.find((one) => one.id === edgeId)
  if (!chain || !node || !edge) return false
  const pair = edgesThrough(chain, edge, node)
  if (!pair) {
    toast(`${factsOf(node).name} does not fit into this wire.`, 'warning')
    return false
  }
  const cut = removeParts(chain, new Set(), new Set([edgeId]))
  const moved = movePartsTo(chain, new Map([[nodeId, snap(position)]]))
  edit(`Insert ${factsOf(node).name}`, batch([cut, moved, addParts(chain, { edges: pair })]))
  return true
}
