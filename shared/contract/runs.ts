import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ChainId, ExecutionId, RevisionHash } from '../base/ids.ts'
import { JsonRecord } from '../base/json.ts'
import { Chain } from '../chain/schema.ts'
import { LogLevel, NodeRecord, RunEvent, RunStatus, Trigger } from '../run/events.ts'
import { Done, PageRequest, pageOf, procedure, Time } from './base.ts'
import { ValuePreview } from './preview.ts'

/** Which nodes a run is to run; what it needs from before comes from the last results. */
export const RunMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('toNode'), nodeId: z.string() }),
  z.object({ kind: z.literal('fromNode'), nodeId: z.string() }),
  z.object({ kind: z.literal('changed') }),
])
export type RunMode = z.infer<typeof RunMode>

const Count = z.number().int().min(0)

export const RunSummary = z.object({
  id: ExecutionId,
  chainId: ChainId.nullable(),
  chainName: z.string(),
  /** The chain has since been changed, or deleted. */
  chainState: z.enum(['same', 'changed', 'deleted']),
  revision: RevisionHash,
  status: RunStatus,
  trigger: Trigger,
  /** Marked to be kept: nothing but a person deletes it. */
  starred: z.boolean(),
  startedAt: Time,
  durationMs: z.number().nullable(),
  counts: z.object({ total: Count, completed: Count, failed: Count, skipped: Count, reused: Count }),
  /** Of the run, or of the first node that failed. */
  error: AppError.nullable(),
})
export type RunSummary = z.infer<typeof RunSummary>

/** One run whole, but for its node results, which `runs.events` gives. `chain` is the document as it was. */
export const RunDetail = z.object({ summary: RunSummary, inputs: JsonRecord, chain: Chain })
export type RunDetail = z.infer<typeof RunDetail>

/**
 * A batch of a run's events, to be folded with `applyEvent`. `value` and `outputs` are left out of node results;
 * `previews` has their values in small, by node id. `reset` is on the first batch: start from an empty run.
 */
export const RunBatch = z.object({
  reset: z.boolean(),
  events: z.array(RunEvent),
  previews: z.record(z.string(), ValuePreview),
})
export type RunBatch = z.infer<typeof RunBatch>

/** The parts of a run that are searched by themselves. Conclusions go with annotations, log lines and sources. */
export const TEXT_PARTS = ['inputs', 'results', 'errors', 'conclusions'] as const
export const TextPart = z.enum(TEXT_PARTS)
export type TextPart = z.infer<typeof TextPart>

export const RunFilter = z.object({
  chainId: ChainId.optional(),
  status: z.array(RunStatus).optional(),
  trigger: z.array(Trigger).optional(),
  starred: z.boolean().optional(),
  since: Time.optional(),
  until: Time.optional(),
  /** Milliseconds, inclusive; a run under way has no duration yet and fits neither. */
  minDurationMs: z.number().min(0).optional(),
  maxDurationMs: z.number().min(0).optional(),
  /** Words, each of which begins a word of the run. */
  text: z.string().max(500).optional(),
  /** Where the words are looked for; everywhere, the chain's name included, when it is left out. */
  textIn: z.array(TextPart).min(1).optional(),
})
export type RunFilter = z.infer<typeof RunFilter>

export const RunRecord = z.object({ nodeId: z.string(), at: Time, record: NodeRecord })
export type RunRecord = z.infer<typeof RunRecord>

const One = z.object({ executionId: ExecutionId })
/** `effects: false`: nodes that would change something outside the run are left out. `history.effects` says what they are. */
const Once = One.extend({ effects: z.boolean().default(true) })

export const runs = {
  /**
   * Runs the chain as it is saved now. Errors: `chain_missing`, `chain_invalid` (with `issues` in its data),
   * `input_missing`, `input_invalid`, `node_missing`.
   */
  start: procedure
    .input(
      z.object({
        chainId: ChainId,
        inputs: JsonRecord.default({}),
        mode: RunMode.default({ kind: 'all' }),
        /** Most runners at once; the setting where it is left out. */
        parallel: z.number().int().min(1).max(64).optional(),
      }),
    )
    .output(RunSummary),
  /** Runs a past run's document again with its inputs. Errors: as `start`, and `execution_missing`. */
  again: procedure.input(Once).output(RunSummary),
  /**
   * Does what is missing of a run that was interrupted or cancelled, as a new run; what had completed stands. Errors: as
   * `start`, and `execution_missing`.
   */
  resume: procedure.input(Once).output(RunSummary),
  /** Without effect on a run that has ended. Errors: `execution_missing`. */
  cancel: procedure.input(One).output(Done),
  /**
   * A run's events in batches, at most about 60 a second: first what has happened so far, then what happens, until the
   * run has ended; a past run is told the same way and ends at once. Errors: `execution_missing`.
   */
  events: procedure.input(One).output(eventIterator(RunBatch)),
  /** Newest first. */
  list: procedure.input(PageRequest.extend(RunFilter.shape)).output(pageOf(RunSummary)),
  /** Errors: `execution_missing`. */
  get: procedure.input(One).output(RunDetail),
  /** What nodes left beside their values (log lines, conclusions, sources), in order of time. */
  records: procedure
    .input(
      PageRequest.extend(One.shape).extend({
        nodeId: z.string().optional(),
        levels: z.array(LogLevel).optional(),
      }),
    )
    .output(pageOf(RunRecord)),
}
