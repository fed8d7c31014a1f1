import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { resizeItem } from '../actions/verbs/resizeItem.ts'
import { useReadOnly } from '../stores/document.ts'
import { frameColor, frameGround } from '../ui/frames.ts'
import classes from './FrameNode.module.css'
import type { FrameFlowNode } from './flow.ts'

/** A titled area behind nodes. It is chosen and dragged by its title, and takes along what stands in it. */
export const FrameNode = memo(function FrameNode({ data, selected }: NodeProps<FrameFlowNode>) {
  const { frame } = data
  const readOnly = useReadOnly()
  return (
    <div
      className={classes.frame}
      style={{
        ['--frame' as string]: frameColor(frame.color),
        ['--ground' as string]: frameGround(frame.color),
      }}
    >
      <NodeResizer
        isVisible={selected && !readOnly}
        minWidth={120}
        minHeight={80}
        onResizeEnd={(_, box) => resizeItem(frame.id, box)}
      />
      <div className={`frame-title ${classes.title}`}>{frame.title || 'Frame'}</div>
    </div>
  )
})
