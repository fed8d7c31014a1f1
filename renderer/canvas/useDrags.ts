import type { OnNodeDrag } from '@xyflow/react'
import { type Dispatch, type SetStateAction, useMemo } from 'react'
import type { Chain, Position } from '#shared/chain/schema.ts'
import { insertIntoEdge } from '../actions/verbs/insertIntoEdge.ts'
import { moveParts } from '../actions/verbs/moveParts.ts'
import { useDocument } from '../stores/document.ts'
import { withContent } from './content.ts'
import { edgeAt, useDropTarget } from './drop.ts'
import type { FlowNode } from './flow.ts'

const isLoose = (chain: Chain, id: string): boolean =>
  !chain.edges.some((edge) => edge.source === id || edge.target === id)

/** Where what is dragged is now, and what its frames take along. */
function placesNow(dragged: readonly FlowNode[]): Map<string, Position> {
  const { chain } = useDocument.getState()
  const places = new Map(dragged.map(({ id, position }) => [id, position]))
  return chain ? withContent(chain, places) : places
}

/** Dragging nodes: React Flow moves them while it lasts, the document is changed once, at the end. */
export function useDrags(setNodes: Dispatch<SetStateAction<FlowNode[]>>) {
  return useMemo(() => {
    const onNodeDrag: OnNodeDrag<FlowNode> = (event, node, dragged) => {
      const places = placesNow(dragged)
      if (places.size > dragged.length) {
        setNodes((before) =>
          before.map((one) => {
            const position = places.get(one.id)
            return position ? { ...one, position } : one
          }),
        )
      }
      const { chain } = useDocument.getState()
      const alone = dragged.length === 1 && node.type === 'operation' && chain && isLoose(chain, node.id)
      const point = 'clientX' in event ? event : undefined
      const edgeId = alone && point ? edgeAt(point.clientX, point.clientY) : undefined
      if (useDropTarget.getState().edgeId !== edgeId) useDropTarget.setState({ edgeId })
    }
    const onNodeDragStop: OnNodeDrag<FlowNode> = (_, node, dragged) => {
      const { edgeId } = useDropTarget.getState()
      useDropTarget.setState({ edgeId: undefined })
      if (edgeId !== undefined && insertIntoEdge(node.id, edgeId, node.position)) return
      moveParts(placesNow(dragged))
    }
    return { onNodeDrag, onNodeDragStop }
  }, [setNodes])
}
