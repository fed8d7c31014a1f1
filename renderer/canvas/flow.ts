import type { Edge as RfEdge, Node as RfNode } from '@xyflow/react'
import type { Chain, ChainNode, Edge, Frame, Note } from '#shared/chain/schema.ts'
import { factsOf } from '../model/facts.ts'
import { NODE_WIDTH, nodeHeight } from '../model/geometry.ts'
import { handlesOf } from './handles.ts'

/** React Flow's nodes. They are made from the document and never go back into it. */
export type OperationFlowNode = RfNode<{ node: ChainNode }, 'operation'>
export type FrameFlowNode = RfNode<{ frame: Frame }, 'frame'>
export type NoteFlowNode = RfNode<{ note: Note }, 'note'>
export type FlowNode = OperationFlowNode | FrameFlowNode | NoteFlowNode
export type FlowEdge = RfEdge<{ edge: Edge }, 'wire'>

/** Where nodes of a document without positions stand until they are arranged: in a row. */
const fallback = (place: number): { x: number; y: number } => ({ x: place * (NODE_WIDTH + 64), y: 0 })

type Part = { readonly kind: 'operation'; readonly item: ChainNode } | FramePart | NotePart
type FramePart = { readonly kind: 'frame'; readonly item: Frame }
type NotePart = { readonly kind: 'note'; readonly item: Note }

function make(part: Part, place: number): FlowNode {
  const { item } = part
  const common = { id: item.id, position: item.position ?? fallback(place) }
  switch (part.kind) {
    case 'operation': {
      const facts = factsOf(part.item)
      return {
        ...common,
        type: 'operation',
        data: { node: part.item },
        zIndex: 1,
        // Until the browser has measured it: a node out of sight is not drawn, and its wires must go somewhere.
        measured: { width: NODE_WIDTH, height: nodeHeight(facts) },
        handles: handlesOf(facts),
        ariaLabel: `${facts.name}, ${facts.title}`,
        domAttributes: { 'aria-roledescription': 'node' },
      }
    }
    case 'frame':
      return {
        ...common,
        type: 'frame',
        data: { frame: part.item },
        width: part.item.width,
        height: part.item.height,
        zIndex: -1,
        dragHandle: '.frame-title',
        // What is done beside the nodes in a frame is done to the canvas: a box drawn, a node added.
        style: { pointerEvents: 'none' },
        ariaLabel: `Frame ${part.item.title}`,
        domAttributes: { 'aria-roledescription': 'frame' },
      }
    case 'note':
      return {
        ...common,
        type: 'note',
        data: { note: part.item },
        width: part.item.width,
        height: part.item.height,
        zIndex: 0,
        ariaLabel: `Note: ${part.item.text}`,
        domAttributes: { 'aria-roledescription': 'note' },
      }
  }
}

const itemOf = (node: FlowNode): ChainNode | Frame | Note => {
  if (node.type === 'operation') return node.data.node
  return node.type === 'frame' ? node.data.frame : node.data.note
}

/** The list before, where it holds the same objects: React Flow then has nothing to take in. */
const unlessSame = <T>(next: T[], before: T[]): T[] =>
  next.length === before.length && next.every((item, i) => item === before[i]) ? before : next

export interface Seen {
  readonly selected: ReadonlySet<string>
  /** The node that is the canvas's tab stop; the first where it is gone. */
  readonly current: string | undefined
}

/**
 * The document as React Flow's nodes. A node whose part of the document is the same object as before stays the same
 * object, so that only what has changed is drawn again; measured sizes carry over.
 */
export function flowNodes(chain: Chain, before: FlowNode[], seen: Seen): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const parts: Part[] = [
    ...(chain.frames ?? []).map((item) => ({ kind: 'frame', item }) as const),
    ...(chain.notes ?? []).map((item) => ({ kind: 'note', item }) as const),
    ...chain.nodes.map((item) => ({ kind: 'operation', item }) as const),
  ]
  const ids = parts.map((part) => part.item.id)
  const stop = seen.current !== undefined && ids.includes(seen.current) ? seen.current : chain.nodes[0]?.id
  const next = parts.map((part, place) => {
    const { id } = part.item
    const old = known.get(id)
    const marks = { selected: seen.selected.has(id), focusable: id === stop }
    if (old && itemOf(old) === part.item) {
      const same = old.selected === marks.selected && old.focusable === marks.focusable
      return same ? old : { ...old, ...marks }
    }
    return { ...make(part, place), ...(old?.measured ? { measured: old.measured } : {}), ...marks }
  })
  return unlessSame(next, before)
}

export function flowEdges(chain: Chain, before: FlowEdge[], selected: ReadonlySet<string>): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const next = chain.edges.map((edge): FlowEdge => {
    const old = known.get(edge.id)
    const isSelected = selected.has(edge.id)
    if (old && old.data?.edge === edge && old.selected === isSelected) return old
    return {
      id: edge.id,
      type: 'wire',
      source: edge.source,
      sourceHandle: edge.sourcePort,
      target: edge.target,
      targetHandle: edge.targetPort,
      data: { edge },
      selected: isSelected,
      ariaLabel: `Wire from ${edge.source} to ${edge.target}`,
    }
  })
  return unlessSame(next, before)
}
