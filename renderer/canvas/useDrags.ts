import type { OnNodeDrag } from '@xyflow/react'
import { type Dispatch, type SetStateAction, useMemo, useRef } from 'react'
import type { Chain, Position } from '#shared/chain/schema.ts'
import { insertIntoEdge } from '../actions/verbs/insertIntoEdge.ts'
import { moveParts, placesOf } from '../actions/verbs/moveParts.ts'
import { factsOf } from '../model/facts.ts'
import { fullHeight, NODE_WIDTH } from '../model/geometry.ts'
import { useDocument } from '../stores/document.ts'
import { edgeAt, useDropTarget } from './drop.ts'
import type { FlowNode } from './flow.ts'

/** Nodes, notes and frames that stand wholly in a frame: they go where it goes. */
function contentOf(chain: Chain, frameId: string): Map<string, Position> {
  const frame = chain.frames?.find((one) => one.id === frameId)
  if (!frame) return new Map()
  const inside = (at: Position, width: number, height: number): boolean =>
    at.x >= frame.position.x &&
    at.y >= frame.position.y &&
    at.x + width <= frame.position.x + frame.width &&
    at.y + height <= frame.position.y + frame.height
  const ids = [
    ...chain.nodes
      .filter(({ position }) => position)
      .map((node) => ({ ...node, width: NODE_WIDTH, height: fullHeight(factsOf(node)) })),
    ...(chain.notes ?? []),
    ...(chain.frames ?? []).filter((one) => one.id !== frameId),
  ].filter((item) => item.position && inside(item.position, item.width, item.height))
  return placesOf(chain, new Set(ids.map((item) => item.id)))
}

const isLoose = (chain: Chain, id: string): boolean =>
  !chain.edges.some((edge) => edge.source === id || edge.target === id)

interface Drag {
  /** Where what a dragged frame takes along was. */
  readonly along: ReadonlyMap<string, Position>
  readonly start: Position
}

/** Dragging nodes: React Flow moves them while it lasts, the document is changed once, at the end. */
export function useDrags(setNodes: Dispatch<SetStateAction<FlowNode[]>>) {
  const drag = useRef<Drag>(undefined)
  return useMemo(() => {
    const onNodeDragStart: OnNodeDrag<FlowNode> = (_, node) => {
      const { chain } = useDocument.getState()
      const along = chain && node.type === 'frame' ? contentOf(chain, node.id) : new Map()
      drag.current = { along, start: node.position }
    }
    const shifted = (node: FlowNode): Map<string, Position> => {
      const { along, start } = drag.current ?? { along: new Map<string, Position>(), start: node.position }
      const dx = node.position.x - start.x
      const dy = node.position.y - start.y
      return new Map([...along].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]))
    }
    const onNodeDrag: OnNodeDrag<FlowNode> = (event, node, dragged) => {
      const places = shifted(node)
      if (places.size > 0) {
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
      const places = new Map([...shifted(node), ...dragged.map((one) => [one.id, one.position] as const)])
      drag.current = undefined
      if (edgeId !== undefined && insertIntoEdge(node.id, edgeId, node.position)) return
      moveParts(places)
    }
    return { onNodeDragStart, onNodeDrag, onNodeDragStop }
  }, [setNodes])
}
