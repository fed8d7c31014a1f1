import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import type { CachedResult } from '../cache.ts'
import type { EarlierResult } from '../executor.ts'
import type { EndReason } from '../wait.ts'

/** What a runner thread is started with. */
export interface RunnerData {
  readonly heartbeat: SharedArrayBuffer
  readonly journal: SharedArrayBuffer
  /** For the entry's own set-up: folders, settings. Plain data. */
  readonly setUp: unknown
}

/**
 * To a runner. Sent by the main process of the same build: typed, and parsed only where data of a run is in it (the
 * runner trusts main; main does not trust a runner that runs the user's text).
 */
export type ToRunner =
  | { readonly type: 'plan'; readonly planId: number; readonly nodes: readonly PlanNode[] }
  | { readonly type: 'forget-plan'; readonly planId: number }
  | {
      readonly type: 'execute'
      readonly segment: number
      /** The main process's `clockBase`: times of a run are by one clock. */
      readonly clock: number
      readonly planId: number
      readonly executionId: string
      readonly params: JsonRecord
      readonly folders: readonly string[]
      readonly fingerprints: boolean
      /** Of the segment's nodes, by id. Absent: nothing is reused. */
      readonly reuse?: ReadonlyMap<string, EarlierResult>
      readonly nodes: readonly number[]
      readonly known: readonly (readonly [number, NodeResult])[]
      readonly attempts: readonly (readonly [number, number])[]
      readonly cache: readonly (readonly [string, CachedResult])[]
    }
  | { readonly type: 'end'; readonly segment: number; readonly reason: EndReason }
  /** Another run waits: what is left after the node under way is for later. */
  | { readonly type: 'wanted'; readonly segment: number }
  | { readonly type: 'settled'; readonly ask: number }
  | { readonly type: 'release'; readonly executionId: string }

/** To the thread of a script: one to run, with values for the names in its scope. */
export interface ToScript {
  readonly type: 'script'
  readonly code: string
  readonly names: readonly string[]
  readonly values: readonly Json[]
}

/** From a runner. `events` is for `readEvents`; `batch` counts from 1 for the journal. */
export const FromRunner = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('events'), segment: z.number(), batch: z.number(), events: z.string() }),
  /** Asks to be told once everything before has been heard, by those too who write it down. */
  z.object({ type: z.literal('settle'), ask: z.number() }),
  /** Some of the segment may be left where the runner was wanted, or is `spoilt` and to be ended. */
  z.object({
    type: z.literal('done'),
    segment: z.number(),
    error: AppError.optional(),
    spoilt: z.boolean().optional(),
  }),
  /** Something failed that no node can be blamed for, e.g. closing a run's services. */
  z.object({ type: z.literal('fault'), error: AppError }),
])
export type FromRunner = z.infer<typeof FromRunner>
