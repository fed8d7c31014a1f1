import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ExecutionId } from '../base/ids.ts'
import { ParsedJson, ParsedJsonRecord } from '../base/json.ts'
import { LogLevel } from '../base/log-level.ts'
import { Value } from '../operation/value.ts'

export const NODE_STATUSES = ['pending', 'running', 'completed', 'failed', 'skipped', 'cancelled'] as const
export const NodeStatus = z.enum(NODE_STATUSES)
export type NodeStatus = z.infer<typeof NodeStatus>

export const RUN_STATUSES = [
  'running',
  'completed',
  'failed',
  'cancelled',
  'timed_out',
  'interrupted',
] as const
export const RunStatus = z.enum(RUN_STATUSES)
export type RunStatus = z.infer<typeof RunStatus>

/** What a run was started by. `imported`: it ran elsewhere and came here as a file. */
export const TRIGGERS = ['window', 'command', 'again', 'resume', 'imported'] as const
export const Trigger = z.enum(TRIGGERS)
export type Trigger = z.infer<typeof Trigger>

/** Why a node did not run, or how it came to its result without running. */
export const Reason = z.enum([
  'upstream_failed',
  'branch_not_taken',
  'stopped',
  'not_selected',
  'cancelled',
  'timed_out',
])
export type Reason = z.infer<typeof Reason>

/** Something the user should know about a result that is good all the same, e.g. `2 items were not numbers`. */
export const Warning = z.object({ code: z.string(), message: z.string(), data: ParsedJsonRecord.optional() })
export type Warning = z.infer<typeof Warning>

/** A condition's choice: what it found, and the port it took. */
export const Decision = z.object({ result: ParsedJson, path: z.string() })
export type Decision = z.infer<typeof Decision>

/**
 * How a result was had without running the node: from the engine's cache by key, or from an earlier run. `executionId`
 * names the run that it was taken from (older results may lack it); `nodeId` the node there, as a key may be shared.
 */
export const CacheMark = z.union([
  z.literal(false),
  z.object({
    by: z.literal('cacheKey'),
    executionId: z.string().optional(),
    nodeId: z.string().optional(),
  }),
  z.object({ by: z.literal('reuse'), executionId: z.string() }),
  z.object({ by: z.literal('pin'), executionId: z.string().optional() }),
])
export type CacheMark = z.infer<typeof CacheMark>

/** Why a node ran, or did not, in a run that may reuse results of earlier ones. */
export const Why = z.enum([
  'reused',
  'config_changed',
  'input_changed',
  'operation_updated',
  'not_pure',
  'no_earlier_result',
  'earlier_result_lost',
])
export type Why = z.infer<typeof Why>

/**
 * Which of a run's runners a node ran on, counted from 0. What one runner did was done one after the other. A result
 * that was taken, and a node that was left out, have none; nor have runs of versions that did not keep it.
 */
export const Runner = z.number().int().min(0)

/** The end of a node, whatever it was. Times are Unix milliseconds with fractions, durations milliseconds. */
export const NodeResult = z.object({
  status: z.enum(['completed', 'failed', 'skipped', 'cancelled']),
  reason: Reason.optional(),
  /** What is shown on the node; every port carries it unless `outputs` names another. */
  value: Value.optional(),
  outputs: z.record(z.string(), Value).optional(),
  decision: Decision.optional(),
  error: AppError.optional(),
  warnings: z.array(Warning).readonly(),
  attempts: z.number().int().min(0),
  cached: CacheMark,
  startedAt: z.number().optional(),
  durationMs: z.number(),
  /** Of a pure node: equal fingerprints mean equal results. */
  fingerprint: z.string().optional(),
  why: Why.optional(),
  /** Of a node that ran in this run: {@link Runner}. */
  runner: Runner.optional(),
})
export type NodeResult = z.infer<typeof NodeResult>

export { LogLevel }

/** What a node leaves behind beside its value. */
export const NodeRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('log'), level: LogLevel, message: z.string() }),
  z.object({
    kind: z.literal('conclusion'),
    subject: z.string(),
    content: z.string(),
    data: ParsedJson.optional(),
  }),
  z.object({
    kind: z.literal('annotation'),
    subject: z.string(),
    content: z.string().optional(),
    data: ParsedJson.optional(),
  }),
  z.object({
    kind: z.literal('source'),
    path: z.string(),
    size: z.number().int().min(0),
    /** Unix milliseconds. */
    modifiedAt: z.number(),
    sha256: z.string(),
  }),
  /** A version of a script began to run; how it ended is how the node does. */
  z.object({
    kind: z.literal('script'),
    name: z.string(),
    version: z.number().int(),
    arguments: ParsedJsonRecord,
  }),
])
export type NodeRecord = z.infer<typeof NodeRecord>

const at = z.number()

export const NodeStarted = z.object({
  type: z.literal('node-started'),
  nodeId: z.string(),
  at,
  attempt: z.number().int(),
  runner: Runner.optional(),
})
/** An attempt failed and another follows after `retryInMs`. */
export const NodeAttempt = z.object({
  type: z.literal('node-attempt'),
  nodeId: z.string(),
  at,
  attempt: z.number().int(),
  error: AppError,
  retryInMs: z.number(),
})
export const NodeRecorded = z.object({
  type: z.literal('node-recorded'),
  nodeId: z.string(),
  at,
  record: NodeRecord,
})
export const NodeFinished = z.object({
  type: z.literal('node-finished'),
  nodeId: z.string(),
  at,
  result: NodeResult,
})
export type NodeFinished = z.infer<typeof NodeFinished>

/** What an executor says while it runs a segment. */
export const NodeEvent = z.discriminatedUnion('type', [NodeStarted, NodeAttempt, NodeRecorded, NodeFinished])
export type NodeEvent = z.infer<typeof NodeEvent>

export const RunStarted = z.object({
  type: z.literal('run-started'),
  executionId: ExecutionId,
  at,
  order: z.array(z.string()).readonly(),
  inputs: ParsedJsonRecord,
})
export const RunFinished = z.object({
  type: z.literal('run-finished'),
  at,
  status: RunStatus.exclude(['running']),
  error: AppError.optional(),
})
export type RunFinished = z.infer<typeof RunFinished>
export const RunEvent = z.discriminatedUnion('type', [
  RunStarted,
  NodeStarted,
  NodeAttempt,
  NodeRecorded,
  NodeFinished,
  RunFinished,
])
export type RunEvent = z.infer<typeof RunEvent>
