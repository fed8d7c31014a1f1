import type { Connection, OnConnectEnd, OnConnectStart } from '@xyflow/react'
import { useCallback, useEffect, useMemo } from 'react'
import { connect } from '../actions/verbs/connect.ts'
import { factsOf } from '../model/facts.ts'
import { type End, fitting } from '../model/fit.ts'
import { theCamera } from '../stores/camera.ts'
import { useDocument } from '../stores/document.ts'
import { usePicker } from '../stores/picker.ts'
import { toast } from '../ui/toast.ts'
import { useWiring } from './wiring.ts'

/** A wire as React Flow tells it, drawn or about to be. */
interface Joined {
  readonly source: string
  readonly sourceHandle?: string | null
  readonly target: string
  readonly targetHandle?: string | null
}

const endsOf = (joined: Joined): [End, End] => [
  { nodeId: joined.source, port: joined.sourceHandle ?? '', side: 'source' },
  { nodeId: joined.target, port: joined.targetHandle ?? '', side: 'target' },
]

const pointOf = (event: MouseEvent | TouchEvent): { x: number; y: number } => {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 }
}

/** A wire let go over the empty canvas: offers the operations that take it. */
function offer(from: End, point: { x: number; y: number }): void {
  const { chain } = useDocument.getState()
  const node = chain?.nodes.find((one) => one.id === from.nodeId)
  const camera = theCamera()
  if (!node || !camera) return
  const facts = factsOf(node)
  const ports = from.side === 'source' ? facts.outputs : facts.inputs
  const type = ports.find((port) => port.name === from.port)?.type ?? 'any'
  usePicker.getState().open({ at: point, position: camera.positionOf(point), wire: { ...from, type } })
}

/** A wire let go over a node, beside its ports: goes to the first that takes it. */
function joinNode(from: End, nodeId: string): void {
  const { chain } = useDocument.getState()
  const node = chain?.nodes.find((one) => one.id === nodeId)
  const judge = useWiring.getState().judge
  if (!node || !judge || nodeId === from.nodeId) return
  const facts = factsOf(node)
  const side = from.side === 'source' ? 'target' : 'source'
  const ends = (side === 'target' ? facts.inputs : facts.outputs).map(
    (port): End => ({ nodeId, port: port.name, side }),
  )
  const free = ends.find((end) => judge(end) === null)
  const why = ends[0] ? judge(ends[0]) : `${facts.name} has no ${side === 'target' ? 'input' : 'output'}`
  if (free) connect(from, free)
  else if (why) toast(`Not connected: ${why}.`, 'warning')
}

/** Escape calls a wire off that is being drawn: it then ends nowhere, wherever it is let go. */
function onEscape(event: KeyboardEvent): void {
  const { from, end } = useWiring.getState()
  if (event.key !== 'Escape' || !from) return
  event.stopPropagation()
  end()
}

/** How wires are drawn: which ports take them, and what happens where they are let go. */
export function useWires() {
  const onConnectStart: OnConnectStart = useCallback((_, { nodeId, handleId, handleType }) => {
    const { chain } = useDocument.getState()
    if (!chain || !nodeId || !handleId || !handleType) return
    const from: End = { nodeId, port: handleId, side: handleType }
    useWiring.getState().start(from, fitting(chain, from))
  }, [])

  const onConnectEnd: OnConnectEnd = useCallback((event, state) => {
    const { from, judge, end } = useWiring.getState()
    if (from && judge && !state.isValid) {
      const handle = state.toHandle
      if (handle?.id) {
        const why = judge({ nodeId: handle.nodeId, port: handle.id, side: handle.type })
        if (why) toast(`Not connected: ${why}.`, 'warning')
      } else if (state.toNode) joinNode(from, state.toNode.id)
      else offer(from, pointOf(event))
    }
    end()
  }, [])

  useEffect(() => {
    window.addEventListener('keydown', onEscape, { capture: true })
    return () => window.removeEventListener('keydown', onEscape, { capture: true })
  }, [])

  return useMemo(
    () => ({
      onConnectStart,
      onConnectEnd,
      onConnect(connection: Connection) {
        if (useWiring.getState().from) connect(...endsOf(connection))
      },
      onReconnect(edge: Joined & { readonly id: string }, joined: Connection) {
        if (!useWiring.getState().from) return
        const [before, after] = [endsOf(edge), endsOf(joined)].map((ends) => JSON.stringify(ends))
        if (before !== after) connect(...endsOf(joined), edge.id)
      },
      isValidConnection: (joined: Joined) => {
        const { from, judge } = useWiring.getState()
        const ends = endsOf(joined)
        const to = ends.find((end) => end.side !== from?.side)
        return judge !== undefined && to !== undefined && judge(to) === null
      },
    }),
    [onConnectStart, onConnectEnd],
  )
}
