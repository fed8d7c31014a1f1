import { useReactFlow } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import { shownChain, useDocument } from '../stores/document.ts'
import { useView, type Viewport } from '../stores/view.ts'
import { noteZoom } from './far.ts'

const FIRST: Viewport = { x: 64, y: 64, zoom: 1 }

/** Keeps where one was on each chain; a chain seen for the first time is shown whole. */
export function useViewport() {
  const flow = useReactFlow()
  const id = useDocument((store) => store.past?.executionId ?? store.id)
  const kept = useMemo(() => (id === undefined ? undefined : useView.getState().viewports[id]), [id])
  useEffect(() => noteZoom(flow.getZoom()), [flow])
  useEffect(() => {
    // React Flow would keep the wish until there are nodes, and jump under the first one's drop.
    const empty = shownChain(useDocument.getState())?.nodes.length === 0
    if (kept || id === undefined || empty) return
    // Once React Flow knows the nodes' sizes.
    const frame = requestAnimationFrame(
      () => void flow.fitView({ padding: 0.08, maxZoom: 1, includeHiddenNodes: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [flow, kept, id])
  return useMemo(
    () => ({
      defaultViewport: kept ?? FIRST,
      onMoveEnd: (_: unknown, viewport: Viewport) => {
        if (id !== undefined) useView.getState().keepViewport(id, viewport)
      },
    }),
    [kept, id],
  )
}
