import { type ReactFlowInstance, useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { setCamera } from '../stores/camera.ts'
import type { FlowEdge, FlowNode } from './flow.ts'

const STEP = { duration: 160 }
const FIT = { padding: 0.08, maxZoom: 1, duration: 240, includeHiddenNodes: true }
/** Pixels between what is shown and the edge, and the room that a result takes below a node. */
const MARGIN = 24
const ROOM = 32

type Flow = ReactFlowInstance<FlowNode, FlowEdge>

/** How far a span must move to lie within another; its beginning counts more than its end. */
const shiftInto = (from: number, to: number, start: number, end: number): number => {
  if (from < start) return start - from
  return to > end ? Math.max(end - to, start - from) : 0
}

/** Moves the view so that a node is seen whole; nothing where it is, or where there is no such node. */
function reveal(flow: Flow, surface: HTMLElement | null, id: string, duration: number): void {
  const node = flow.getInternalNode(id)
  const box = surface?.getBoundingClientRect()
  if (!node || !box) return
  const { x, y } = node.internals.positionAbsolute
  const { width = 0, height = 0 } = node.measured
  const from = flow.flowToScreenPosition({ x, y })
  const to = flow.flowToScreenPosition({ x: x + width, y: y + height + ROOM })
  const dx = shiftInto(from.x, to.x, box.left + MARGIN, box.right - MARGIN)
  const dy = shiftInto(from.y, to.y, box.top + MARGIN, box.bottom - MARGIN)
  if (dx === 0 && dy === 0) return
  const viewport = flow.getViewport()
  void flow.setViewport({ ...viewport, x: viewport.x + dx, y: viewport.y + dy }, { duration })
}

/** Frames that a change of the document or of the view takes to reach the screen, at most. */
const FRAMES = 30

/** Calls back once `find` gives something, within some frames. */
function soon<T>(find: () => T | null | undefined, use: (found: T) => void, frames = FRAMES): void {
  const found = find()
  if (found) use(found)
  else if (frames > 0) requestAnimationFrame(() => soon(find, use, frames - 1))
}

/** Lets the rest of the window move and ask the canvas without knowing what it is made of. */
export function useCamera(surface: RefObject<HTMLDivElement | null>): void {
  const flow = useReactFlow<FlowNode, FlowEdge>()
  useEffect(() => {
    const middle = () => {
      const box = surface.current?.getBoundingClientRect()
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 }
    }
    // Only the current node is a tab stop, and only once it has been drawn as one.
    const element = (id: string) =>
      surface.current?.querySelector<HTMLElement>(`.react-flow__node[tabindex][data-id="${CSS.escape(id)}"]`)
    const show = (id: string, duration: number) =>
      soon(
        () => flow.getInternalNode(id),
        () => reveal(flow, surface.current, id, duration),
      )
    setCamera({
      centre: () => flow.screenToFlowPosition(middle()),
      middle,
      positionOf: (point) => flow.screenToFlowPosition(point),
      fit: (ids) => void flow.fitView({ ...FIT, ...(ids ? { nodes: ids.map((id) => ({ id })) } : {}) }),
      reveal: (id) => show(id, STEP.duration),
      focus: (id) => {
        // Out of sight it is not drawn: it must come into view first.
        show(id, 0)
        soon(
          () => element(id),
          (found) => found.focus({ preventScroll: true }),
        )
      },
      zoomIn: () => void flow.zoomIn(STEP),
      zoomOut: () => void flow.zoomOut(STEP),
    })
    return () => setCamera(undefined)
  }, [flow, surface])
}
