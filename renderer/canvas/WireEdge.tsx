import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { memo, useState } from 'react'
import { lineOf } from '../results/preview.ts'
import { useNodePreview, useRun } from '../stores/run.ts'
import { useDropTarget } from './drop.ts'
import type { FlowEdge } from './flow.ts'
import classes from './WireEdge.module.css'

type Flow = 'idle' | 'flowing' | 'off'

/** What a run has done with a wire: nothing yet, carries to a node that runs, or lies on a branch not taken. */
function useFlow(source: string, sourcePort: string | null | undefined, target: string): Flow {
  return useRun(({ shown }) => {
    const from = shown?.nodes.get(source)
    if (!from) return 'idle'
    const decision = from.result?.decision
    if (from.status === 'skipped' || (decision && decision.path !== sourcePort)) return 'off'
    return shown?.nodes.get(target)?.status === 'running' ? 'flowing' : 'idle'
  })
}

function Carried({ source, x, y }: { readonly source: string; readonly x: number; readonly y: number }) {
  const preview = useNodePreview(source)
  if (!preview) return null
  const line = lineOf(preview)
  const text = preview.kind === 'table' ? (line.exact ?? line.text) : line.text
  return (
    <EdgeLabelRenderer>
      <div className={classes.label} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
        {text}
      </div>
    </EdgeLabelRenderer>
  )
}

export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, target, sourceHandleId, selected } = props
  const [hovered, setHovered] = useState(false)
  const flow = useFlow(source, sourceHandleId, target)
  const isDropTarget = useDropTarget((drop) => drop.edgeId === id)
  const [path, x, y] = getBezierPath(props)
  return (
    <g onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
      <BaseEdge
        path={path}
        interactionWidth={24}
        className={classes.wire ?? ''}
        data-flow={flow}
        data-selected={selected || undefined}
        data-drop={isDropTarget || undefined}
      />
      {hovered && flow !== 'off' && <Carried source={source} x={x} y={y} />}
    </g>
  )
})
