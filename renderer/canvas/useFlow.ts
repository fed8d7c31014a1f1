import { applyEdgeChanges, applyNodeChanges, type OnEdgesChange, type OnNodesChange } from '@xyflow/react'
import { useCallback, useLayoutEffect, useState } from 'react'
import type { Chain, Edge } from '#shared/chain/schema.ts'
import { takenIds } from '../model/ids.ts'
import { useShownChain } from '../stores/document.ts'
import { useSelection } from '../stores/selection.ts'
import { isDistant, noteCount, useFar } from './far.ts'
import { type FlowEdge, type FlowNode, flowEdges, flowNodes } from './flow.ts'

const NONE: readonly Edge[] = []

interface SelectChange {
  readonly type: string
  readonly id?: string
  readonly selected?: boolean
}

/** The ids after React Flow's `select` changes; the same set where there were none. */
function reselected(before: ReadonlySet<string>, changes: readonly SelectChange[]): ReadonlySet<string> {
  const selects = changes.filter((change) => change.type === 'select')
  if (selects.length === 0) return before
  const next = new Set(before)
  for (const { id, selected } of selects) {
    if (id === undefined) continue
    if (selected) next.add(id)
    else next.delete(id)
  }
  return next
}

/** Lets go of what the chain does not hold. */
function keepSelected(chain: Chain): void {
  const { nodes, edges, select } = useSelection.getState()
  const parts = takenIds(chain)
  const wires = new Set(chain.edges.map(({ id }) => id))
  if ([...nodes].every((id) => parts.has(id)) && [...edges].every((id) => wires.has(id))) return
  select(
    [...nodes].filter((id) => parts.has(id)),
    [...edges].filter((id) => wires.has(id)),
  )
}

/**
 * React Flow's nodes and edges: made from the shown chain and the selection, with what only React Flow knows (measured
 * sizes, places while dragging) kept here and nowhere else.
 */
export function useFlow() {
  const chain = useShownChain()
  const selectedNodes = useSelection((selection) => selection.nodes)
  const selectedEdges = useSelection((selection) => selection.edges)
  const current = useSelection((selection) => selection.current)
  const [nodes, setNodes] = useState<FlowNode[]>([])
  const [edges, setEdges] = useState<FlowEdge[]>([])

  // What is gone, undone for one, is not selected any more: nothing could be done with it.
  useLayoutEffect(() => {
    if (chain) keepSelected(chain)
  }, [chain])
  useLayoutEffect(() => {
    noteCount(chain?.nodes.length ?? 0)
    setNodes((before) => (chain ? flowNodes(chain, before, { selected: selectedNodes, current }) : []))
  }, [chain, selectedNodes, current])
  useLayoutEffect(() => {
    setEdges((before) => (chain ? flowEdges(chain, before, selectedEdges) : []))
  }, [chain, selectedEdges])

  // While a node has no ports on screen, React Flow may find that it has none; a new object tells it again.
  const distant = useFar(isDistant)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that matters
  useLayoutEffect(() => {
    setNodes((before) => before.map((node) => ({ ...node })))
  }, [distant])

  const onNodesChange: OnNodesChange<FlowNode> = useCallback((changes) => {
    const selection = useSelection.getState()
    selection.select(reselected(selection.nodes, changes), selection.edges)
    const rest = changes.filter((change) => change.type !== 'select' && change.type !== 'remove')
    if (rest.length > 0) setNodes((before) => applyNodeChanges(rest, before))
  }, [])
  const onEdgesChange: OnEdgesChange<FlowEdge> = useCallback((changes) => {
    const selection = useSelection.getState()
    selection.select(selection.nodes, reselected(selection.edges, changes))
    const rest = changes.filter((change) => change.type !== 'select' && change.type !== 'remove')
    if (rest.length > 0) setEdges((before) => applyEdgeChanges(rest, before))
  }, [])

  return { nodes, edges, chainEdges: chain?.edges ?? NONE, setNodes, onNodesChange, onEdgesChange }
}
