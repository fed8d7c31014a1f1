import { z } from 'zod'
import { JsonRecord } from '../base/json.ts'
import { Chain, ChainNode, Edge, Frame, Note, Parameter, Policy, Position } from './schema.ts'

const NodeId = z.string()
const index = z.number().int().min(0)

/** Adds at the end; the edges may join the new nodes to each other and to those that are there. */
const AddNodes = z.object({
  type: z.literal('addNodes'),
  nodes: z.array(ChainNode),
  edges: z.array(Edge).default([]),
})
/** With every edge that begins or ends at one of them. */
const RemoveNodes = z.object({ type: z.literal('removeNodes'), ids: z.array(NodeId) })
/** Null takes the position away: the node is then laid out by the canvas. */
const Move = z.object({ id: NodeId, position: Position.nullable() })
export type Move = z.infer<typeof Move>
const MoveNodes = z.object({ type: z.literal('moveNodes'), moves: z.array(Move) })
/** Null: the node goes by its id. */
const RenameNode = z.object({
  type: z.literal('renameNode'),
  id: NodeId,
  name: ChainNode.shape.name.unwrap().nullable(),
})
/** Its edges follow. Of nodes that share an id the last is meant, and the edges stay with the first. */
const ChangeId = z.object({ type: z.literal('changeId'), id: NodeId, newId: ChainNode.shape.id })
/** The whole config. */
const ConfigureNode = z.object({ type: z.literal('configureNode'), id: NodeId, config: JsonRecord })
const SetPolicy = z.object({ type: z.literal('setPolicy'), id: NodeId, policy: Policy.nullable() })
/** Everything but the id, for a change of operation. Edges stay as they are. */
const ReplaceNode = z.object({ type: z.literal('replaceNode'), id: NodeId, node: ChainNode })
const Connect = z.object({ type: z.literal('connect'), edges: z.array(Edge) })
const Disconnect = z.object({ type: z.literal('disconnect'), ids: z.array(z.string()) })
const SetParameters = z.object({ type: z.literal('setParameters'), parameters: z.array(Parameter) })
const SetFrames = z.object({ type: z.literal('setFrames'), frames: z.array(Frame).nullable() })
const SetNotes = z.object({ type: z.literal('setNotes'), notes: z.array(Note).nullable() })
/** What is absent stays; a null description is taken away. */
const DescribeChain = z.object({
  type: z.literal('describeChain'),
  name: Chain.shape.name.optional(),
  description: z.string().nullable().optional(),
})
const ReplaceChain = z.object({ type: z.literal('replaceChain'), chain: Chain })

const PlacedNode = z.object({ at: index, node: ChainNode })
const PlacedEdge = z.object({ at: index, edge: Edge })
/**
 * The three below work by place in the chain's lists, ascending, and check no id. They are how the other commands are
 * taken back to the letter, in chains with problems too. `insertAt` counts places after, the others before.
 */
const InsertAt = z.object({
  type: z.literal('insertAt'),
  nodes: z.array(PlacedNode),
  edges: z.array(PlacedEdge),
})
const RemoveAt = z.object({ type: z.literal('removeAt'), nodes: z.array(index), edges: z.array(index) })
const ReplaceAt = z.object({
  type: z.literal('replaceAt'),
  nodes: z.array(PlacedNode),
  edges: z.array(PlacedEdge),
})

const SIMPLE = [
  AddNodes,
  RemoveNodes,
  MoveNodes,
  RenameNode,
  ChangeId,
  ConfigureNode,
  SetPolicy,
  ReplaceNode,
  Connect,
  Disconnect,
  SetParameters,
  SetFrames,
  SetNotes,
  DescribeChain,
  ReplaceChain,
  InsertAt,
  RemoveAt,
  ReplaceAt,
] as const

export const SimpleCommand = z.discriminatedUnion('type', SIMPLE)
export type SimpleCommand = z.infer<typeof SimpleCommand>

/** Several as one step of undo: all of them apply, or none. */
const Batch = z.object({ type: z.literal('batch'), commands: z.array(SimpleCommand) })

/** A change to a chain, as data, so that what was done and how to undo it can be kept for ever. */
export const Command = z.discriminatedUnion('type', [...SIMPLE, Batch])
export type Command = z.infer<typeof Command>

/** Joins commands into one; batches among them are taken apart. */
export function batch(commands: readonly Command[]): Command {
  const simple = commands.flatMap((command) => (command.type === 'batch' ? command.commands : [command]))
  const [only] = simple
  return only && simple.length === 1 ? only : { type: 'batch', commands: simple }
}
