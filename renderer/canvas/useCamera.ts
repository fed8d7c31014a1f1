import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { setCamera } from '../stores/camera.ts'
import type { FlowEdge, FlowNode } from './flow.ts'

const STEP = { duration: 160 }
const FIT = { padding: 0.08, maxZoom: 1, duration: 240, includeHiddenNodes: true }

/** Lets the rest of the window move and ask the canvas without knowing what it is made of. */
export function useCamera(surface: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow<FlowNode, FlowEdge>()
  useEffect(() => {
    const middle = () => {
      const box = surface.current?.getBoundingClientRect()
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 }
    }
    setCamera({
      centre: () => flow.screenToFlowPosition(middle()),
      middle,
      positionOf: (point) => flow.screenToFlowPosition(point),
      pointOf: (position) => flow.flowToScreenPosition(position),
      fit: (ids) => void flow.fitView({ ...FIT, ...(ids ? { nodes: ids.map((id) => ({ id })) } : {}) }),
      zoomIn: () => void flow.zoomIn(STEP),
      zoomOut: () => void flow.zoomOut(STEP),
      focus: (id) => {
        const find = () =>
          surface.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
        const there = find()
        if (there) there.focus()
        // Out of sight it is not drawn: bring it into view first.
        else
          void flow
            .fitView({ ...FIT, duration: 0, nodes: [{ id }] })
            .then(() => requestAnimationFrame(() => find()?.focus()))
      },
    })
    return () => setCamera(undefined)
  }, [flow, surface])
}
