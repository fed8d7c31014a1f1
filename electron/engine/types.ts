import type { ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { NodeResult, RunEvent } from '#shared/run/events.ts'
import type { Plan } from '#shared/run/plan.ts'
import type { RunState } from '#shared/run/state.ts'
import type { EarlierResult } from './executor.ts'

export interface RunOptions {
  /** Run ready segments side by side, on up to this many runners; 1 (the default) is sequential. */
  readonly maxWorkers?: number
  /** For the whole run; 3 600 000 by default. */
  readonly timeoutMs?: number
  /** Plan ids to run; the rest is skipped with the reason `not_selected` unless `known` has a result. */
  readonly only?: ReadonlySet<string>
  /** Results that stand instead of running the node: reused, pinned or finished before a crash. */
  readonly known?: ReadonlyMap<string, NodeResult>
  /** Let results carry fingerprints, so that later runs can reuse them. */
  readonly fingerprints?: boolean
  /** Results of earlier runs, by node id: each stands where its fingerprint is the same. Implies `fingerprints`. */
  readonly reuse?: ReadonlyMap<string, EarlierResult>
}

export interface RunRequest {
  readonly executionId: ExecutionId
  readonly plan: Plan
  /** The run's inputs; the plan's parameter defaults fill in what is absent. */
  readonly inputs: JsonRecord
  /** Folders against which relative paths are tried, in order. */
  readonly folders: readonly string[]
  readonly options?: RunOptions
}

/** A run under way. */
export interface RunHandle {
  readonly executionId: ExecutionId
  /** The fold of all events so far; it changes in place. */
  readonly state: RunState
  /** Resolves when the run has ended and every listener has had its last event. Never rejects for a failed run. */
  readonly done: Promise<RunState>
  cancel(): void
}

/** Called for every event in order, at once. What it throws ends the run as failed and is reported. */
export type RunListener = (event: RunEvent) => void
