import { type DragEvent, useMemo } from 'react'
import { registry } from '#shared/operation/registry.ts'
import { addOperation } from '../actions/verbs/addOperation.ts'
import { dropFiles } from '../actions/verbs/dropFiles.ts'
import { HEADER_HEIGHT, NODE_WIDTH } from '../model/geometry.ts'
import { OPERATION_TYPE } from '../palette/drag.ts'
import { theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { edgeAt, useDropTarget } from './drop.ts'

const has = (event: DragEvent, type: string): boolean => event.dataTransfer.types.includes(type)

/** What may be dropped on the canvas: operations from the palette, and files. */
export function useDrops() {
  return useMemo(() => {
    const clear = (): void => useDropTarget.setState({ edgeId: undefined })
    return {
      onDragOver(event: DragEvent) {
        const { past } = useDocument.getState()
        const operation = has(event, OPERATION_TYPE)
        if (past || !(operation || has(event, 'Files'))) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        const edgeId = operation ? edgeAt(event.clientX, event.clientY) : undefined
        if (useDropTarget.getState().edgeId !== edgeId) useDropTarget.setState({ edgeId })
      },
      onDragLeave: clear,
      onDrop(event: DragEvent) {
        const { edgeId } = useDropTarget.getState()
        clear()
        const at = theCamera()?.positionOf({ x: event.clientX, y: event.clientY })
        if (!at) return
        event.preventDefault()
        const spec = registry(event.dataTransfer.getData(OPERATION_TYPE))
        // The pointer is at the middle of the new node's header.
        const position = { x: at.x - NODE_WIDTH / 2, y: at.y - HEADER_HEIGHT / 2 }
        if (spec) addOperation(spec, { position, ...(edgeId === undefined ? {} : { edgeId }) })
        else if (event.dataTransfer.files.length > 0) void dropFiles([...event.dataTransfer.files], position)
      },
    }
  }, [])
}
