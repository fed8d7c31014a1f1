import type { Chain, ChainNode, Position } from '#shared/chain/schema.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import { addParts, batch, removeParts } from '../../model/edits.ts'
import { factsOf } from '../../model/facts.ts'
import { HEADER_HEIGHT, NODE_WIDTH } from '../../model/geometry.ts'
import { besideOf, edgesThrough, edgeTo, newNode } from '../../model/newNode.ts'
import { portFor } from '../../model/operations.ts'
import { canvasCentre, theCamera } from '../../stores/camera.ts'
import { useDocument } from '../../stores/document.ts'
import type { PickerRequest, WireFrom } from '../../stores/picker.ts'
import { useSelection } from '../../stores/selection.ts'

type Where = Partial<Pick<PickerRequest, 'position' | 'wire' | 'edgeId'>>

/** The first output of a node that a new node of this operation takes. */
function wireFrom(node: ChainNode, spec: OperationSpec): WireFrom | undefined {
  const fits = factsOf(node).outputs.find(({ type }) => portFor(spec, { side: 'source', type }) !== undefined)
  return fits && { nodeId: node.id, port: fits.name, side: 'source', type: fits.type }
}

const selectedNode = (chain: Chain): ChainNode | undefined => {
  const { nodes } = useSelection.getState()
  return nodes.size === 1 ? chain.nodes.find((node) => nodes.has(node.id)) : undefined
}

/** Where a node stands in the middle of what is seen. */
function middle(): Position {
  const { x, y } = canvasCentre()
  return { x: x - NODE_WIDTH / 2, y: y - HEADER_HEIGHT / 2 }
}

/**
 * Adds a node of an operation and selects it: where asked, on the wire it was dropped on, at the end of a loose wire;
 * else right of the selected node and joined to it where it fits, or in the middle of what is seen.
 */
export function addOperation(spec: OperationSpec, where: Where = {}): string | undefined {
  const { chain, edit } = useDocument.getState()
  if (!chain) return undefined
  const after = where.position ? undefined : selectedNode(chain)
  const node = newNode(chain, spec, where.position ?? (after ? besideOf(after) : middle()))
  const label = `Add ${node.name ?? node.id}`

  const through = chain.edges.find((edge) => edge.id === where.edgeId)
  const pair = through && edgesThrough(chain, through, node)
  if (through && pair) {
    const cut = removeParts(chain, new Set(), new Set([through.id]))
    edit(label, batch([cut, addParts(chain, { nodes: [node], edges: pair })]))
  } else {
    const wire = where.wire ?? (after && wireFrom(after, spec))
    const edge = wire && edgeTo(chain, spec, node, wire)
    edit(label, addParts(chain, { nodes: [node], edges: edge ? [edge] : [] }))
  }
  useSelection.getState().select([node.id])
  theCamera()?.reveal(node.id)
  return node.id
}
