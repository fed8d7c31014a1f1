import { z } from 'zod'
import { Json, JsonRecord } from '../base/json.ts'

export const NODE_TYPES = ['DATA_INPUT', 'TRANSFORM', 'CALCULATE', 'CONDITION', 'OUTPUT'] as const
export const NodeType = z.enum(NODE_TYPES)
export type NodeType = z.infer<typeof NodeType>

/** How a node is run. Every key may be left out of a document; {@link resolvePolicy} supplies the defaults. */
export const Policy = z.object({
  timeoutMs: z.number().int().positive().max(86_400_000).optional(),
  retries: z.number().int().min(0).max(100).optional(),
  retryDelayMs: z.number().min(0).max(86_400_000).optional(),
  /** The delay is multiplied by this before each further attempt. */
  retryBackoff: z.number().min(1).max(100).optional(),
  /** Runs of one engine that share this key share the result. */
  cacheKey: z.string().min(1).optional(),
  onError: z.enum(['continue', 'stop']).optional(),
})
export type Policy = z.infer<typeof Policy>

export const POLICY_DEFAULTS = {
  timeoutMs: 300_000,
  retries: 0,
  retryDelayMs: 0,
  retryBackoff: 1,
  onError: 'continue',
} as const satisfies Policy

export interface ResolvedPolicy {
  readonly timeoutMs: number
  readonly retries: number
  readonly retryDelayMs: number
  readonly retryBackoff: number
  readonly cacheKey?: string
  readonly onError: 'continue' | 'stop'
}

export function resolvePolicy(policy: Policy | undefined): ResolvedPolicy {
  const given = Object.fromEntries(Object.entries(policy ?? {}).filter(([, value]) => value !== undefined))
  return { ...POLICY_DEFAULTS, ...given }
}

export const Position = z.object({ x: z.number(), y: z.number() })
export type Position = z.infer<typeof Position>

/**
 * Why a node can't be used as it is, and its exact source text, which is written back unchanged. `format` is there
 * where the text is not a node of ours.
 */
export const Placeholder = z.object({
  reason: z.string(),
  text: z.string().optional(),
  format: z.literal('labflow').optional(),
})
export type Placeholder = z.infer<typeof Placeholder>

/** Keys of a document that this version does not know: kept, and written back where they stood. */
const extra = JsonRecord.optional()

export const ChainNode = z.object({
  id: z.string().min(1).max(200),
  type: NodeType,
  /** The operation within its type, e.g. `filter`; with the type it names the spec (`transform.filter`). */
  operation: z.string().min(1).max(200),
  /** Version of the operation that the config is written for; 1 where it is absent. */
  operationVersion: z.number().int().positive().optional(),
  name: z.string().max(500).optional(),
  config: JsonRecord.default({}),
  policy: Policy.optional(),
  position: Position.optional(),
  placeholder: Placeholder.optional(),
  extra,
})
export type ChainNode = z.infer<typeof ChainNode>

export const SINGLE_INPUT = 'in'
export const SINGLE_OUTPUT = 'out'

export const Edge = z.object({
  id: z.string().min(1).max(200),
  source: z.string(),
  sourcePort: z.string().default(SINGLE_OUTPUT),
  target: z.string(),
  targetPort: z.string().default(SINGLE_INPUT),
  extra,
})
export type Edge = z.infer<typeof Edge>

export const PARAMETER_TYPES = [
  'text',
  'number',
  'integer',
  'boolean',
  'list',
  'record',
  'file',
  'any',
] as const
/** A named input of the chain, given anew for each run. */
export const Parameter = z.object({
  name: z.string().min(1).max(200),
  type: z.enum(PARAMETER_TYPES).default('any'),
  default: Json.optional(),
  /** May be left out of a run: a node that asks for it then fails. */
  optional: z.boolean().optional(),
  description: z.string().optional(),
  extra,
})
export type Parameter = z.infer<typeof Parameter>

const Size = { width: z.number().positive(), height: z.number().positive() }
export const Frame = z.object({
  id: z.string(),
  title: z.string(),
  color: z.string().optional(),
  position: Position,
  ...Size,
  extra,
})
export type Frame = z.infer<typeof Frame>
export const Note = z.object({ id: z.string(), text: z.string(), position: Position, ...Size, extra })
export type Note = z.infer<typeof Note>

/** A directed acyclic graph of nodes, with parameters. What a document holds, without its header. */
export const Chain = z.object({
  name: z.string().max(500),
  description: z.string().optional(),
  parameters: z.array(Parameter).default([]),
  nodes: z.array(ChainNode),
  edges: z.array(Edge).default([]),
  frames: z.array(Frame).optional(),
  notes: z.array(Note).optional(),
  extra,
})
export type Chain = z.infer<typeof Chain>

/** The id of the spec that a node uses, e.g. `data_input.file`. */
export function operationIdOf(node: Pick<ChainNode, 'type' | 'operation'>): string {
  return `${node.type.toLowerCase()}.${node.operation}`
}
