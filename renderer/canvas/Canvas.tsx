import '@xyflow/react/dist/base.css'
import {
  Background,
  BackgroundVariant,
  MiniMap,
  PanOnScrollMode,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
} from '@xyflow/react'
import { type MouseEvent, useRef } from 'react'
import { openPickerAt } from '../actions/verbs/openPicker.ts'
import { useDocument, useReadOnly } from '../stores/document.ts'
import { usePassing } from '../stores/passing.ts'
import { notePointer } from '../stores/pointer.ts'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import classes from './Canvas.module.css'
import { CanvasMenu } from './CanvasMenu.tsx'
import { DistantView } from './DistantView.tsx'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { FrameNode } from './FrameNode.tsx'
import { isDistant, noteZoom, useFar } from './far.ts'
import type { FlowEdge, FlowNode } from './flow.ts'
import { NoteNode } from './NoteNode.tsx'
import { OperationNode } from './OperationNode.tsx'
import { useBox } from './useBox.ts'
import { useCamera } from './useCamera.ts'
import { useCanvasKeys } from './useCanvasKeys.ts'
import { useDrags } from './useDrags.ts'
import { useDrops } from './useDrops.ts'
import { useFlow } from './useFlow.ts'
import { useViewport } from './useViewport.ts'
import { useWires } from './useWires.ts'
import { WireEdge } from './WireEdge.tsx'
import { WireLine } from './WireLine.tsx'
import { ZoomControls } from './ZoomControls.tsx'

const NODE_TYPES = { operation: OperationNode, frame: FrameNode, note: NoteNode }
const EDGE_TYPES = { wire: WireEdge }
/** Fewer nodes are seen whole anyway; the overview would only lie over them. */
const WORTH_A_MAP = 8
const MINIMAP_SIZE = { width: 160, height: 104 }
const GRID: [number, number] = [8, 8]
const NO_EDGES: FlowEdge[] = []

const minimapColor = (node: FlowNode): string =>
  node.type === 'operation' ? 'var(--ergo-edge)' : 'var(--ergo-hover)'

/** A click on one of several selected nodes selects it alone; a drag from there moves them all. */
function onlyThis(event: MouseEvent, { id }: FlowNode): void {
  const { nodes, select } = useSelection.getState()
  if (nodes.size > 1 && !event.ctrlKey && !event.metaKey && !event.shiftKey) select([id])
}

function Surface() {
  const surface = useRef<HTMLDivElement>(null)
  const readOnly = useReadOnly()
  const minimap = useView((view) => view.minimap)
  const far = useFar((store) => store.far)
  const distant = useFar(isDistant)
  const gliding = usePassing((passing) => passing.gliding)
  const flow = useFlow()
  const drags = useDrags(flow.setNodes)
  const box = useBox()
  const wires = useWires()
  const drops = useDrops()
  const onKeyDown = useCanvasKeys()
  useCamera(surface)
  const viewport = useViewport()
  return (
    <section
      ref={surface}
      className={classes.canvas}
      data-far={far || undefined}
      data-gliding={gliding || undefined}
      data-keys="canvas"
      aria-label="Canvas"
      tabIndex={-1}
      {...drops}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => notePointer({ x: event.clientX, y: event.clientY })}
      onPointerLeave={() => notePointer(undefined)}
      onDoubleClick={(event) => {
        const target = event.target instanceof Element ? event.target : undefined
        const edgeId = target?.closest('.react-flow__edge')?.getAttribute('data-id') ?? undefined
        // Nodes lie in the pane, too: only beside them there is something to add.
        if (edgeId !== undefined || target?.matches('.react-flow__pane'))
          openPickerAt({ x: event.clientX, y: event.clientY }, edgeId)
      }}
    >
      <ReactFlow
        nodes={flow.nodes}
        edges={distant ? NO_EDGES : flow.edges}
        onNodesChange={flow.onNodesChange}
        onEdgesChange={flow.onEdgesChange}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        connectionLineComponent={WireLine}
        onNodeClick={onlyThis}
        {...drags}
        {...box}
        {...wires}
        {...viewport}
        onMove={(_, { zoom }) => noteZoom(zoom)}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={false}
        onlyRenderVisibleElements
        disableKeyboardA11y
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        panOnScroll
        panOnScrollMode={PanOnScrollMode.Free}
        panOnDrag={[1, 2]}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        elevateNodesOnSelect={false}
        snapToGrid
        snapGrid={GRID}
        connectionRadius={28}
        minZoom={0.04}
        maxZoom={2}
      >
        <Background
          variant={BackgroundVariant.Dots}
          gap={24}
          size={1.5}
          color="color-mix(in srgb, var(--ergo-edge) 40%, transparent)"
        />
        {distant && <DistantView edges={flow.chainEdges} />}
        {minimap && flow.nodes.length >= WORTH_A_MAP && (
          <MiniMap<FlowNode>
            pannable
            zoomable
            className={classes.minimap ?? ''}
            style={MINIMAP_SIZE}
            nodeColor={minimapColor}
            nodeStrokeWidth={0}
            maskColor="color-mix(in srgb, var(--ergo-canvas) 70%, transparent)"
            bgColor="var(--ergo-surface)"
            ariaLabel="Overview of the chain"
          />
        )}
      </ReactFlow>
      <ZoomControls />
      <EmptyCanvas />
      <CanvasMenu surface={surface} />
    </section>
  )
}

/** The chain as a graph. A document must be open. */
export function Canvas() {
  const id = useDocument((store) => store.past?.executionId ?? store.id)
  return (
    <ReactFlowProvider key={id}>
      <Surface />
    </ReactFlowProvider>
  )
}
