import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type MouseEvent, useMemo, useRef } from 'react'
import type { Position } from '#shared/chain/schema.ts'
import { shownChain, useDocument } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { within } from './content.ts'

/**
 * Selecting by a box takes what it touches, but a frame only when it lies wholly in it: else no box could be drawn
 * around some of the nodes in a frame.
 */
export function useBox() {
  const { screenToFlowPosition } = useReactFlow()
  const store = useStoreApi()
  const start = useRef<Position>(undefined)
  return useMemo(() => {
    return {
      // By its end, React Flow has forgotten where the box was.
      onSelectionStart() {
        const { userSelectionRect: rect } = store.getState()
        start.current = rect ? { x: rect.startX, y: rect.startY } : undefined
      },
      onSelectionEnd(event: MouseEvent) {
        const from = start.current
        start.current = undefined
        if (!from) return
        const to = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
        const box = {
          position: { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
          width: Math.abs(to.x - from.x),
          height: Math.abs(to.y - from.y),
        }
        const frames = shownChain(useDocument.getState())?.frames ?? []
        const touched = new Set(frames.filter((frame) => !within(frame, box)).map(({ id }) => id))
        const { nodes, edges, select } = useSelection.getState()
        select(
          [...nodes].filter((id) => !touched.has(id)),
          edges,
        )
      },
    }
  }, [screenToFlowPosition, store])
}
