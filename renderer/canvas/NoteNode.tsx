import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { resizeItem } from '../actions/verbs/resizeItem.ts'
import { useReadOnly } from '../stores/document.ts'
import type { NoteFlowNode } from './flow.ts'
import classes from './NoteNode.module.css'

/** Words beside the nodes. They are edited in the inspector. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteFlowNode>) {
  const { note } = data
  const readOnly = useReadOnly()
  return (
    <div className={classes.note}>
      <NodeResizer
        isVisible={selected && !readOnly}
        minWidth={96}
        minHeight={48}
        onResizeEnd={(_, box) => resizeItem(note.id, box)}
      />
      {note.text || <span className={classes.empty}>Empty note</span>}
    </div>
  )
})
