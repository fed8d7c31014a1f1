import { type ConnectionLineComponentProps, getBezierPath } from '@xyflow/react'
import classes from './WireLine.module.css'
import { useWiring } from './wiring.ts'

/** The wire while it is drawn, with what would happen if it were let go here. */
export function WireLine(props: ConnectionLineComponentProps) {
  const { fromX, fromY, toX, toY, fromPosition, toPosition, toHandle, toNode } = props
  const judge = useWiring((wiring) => wiring.judge)
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  })
  // Escape has called it off; React Flow knows nothing of that until the pointer is let go.
  if (!judge) return null
  const why = toHandle?.id ? judge({ nodeId: toHandle.nodeId, port: toHandle.id, side: toHandle.type }) : null
  const hint = why ?? (toHandle || toNode ? undefined : 'Let go to add a node here')
  return (
    <g>
      <path d={path} className={classes.line} data-bad={why ? true : undefined} />
      {hint && (
        <foreignObject x={toX + 12} y={toY + 20} width={280} height={32} className={classes.hint}>
          <output className={classes.words} data-bad={why ? true : undefined}>
            {hint}
          </output>
        </foreignObject>
      )}
    </g>
  )
}
