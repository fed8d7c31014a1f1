import type { JsonRecord } from '#shared/base/json.ts'
import type { NodeEvent, NodeResult } from '#shared/run/events.ts'
import type { Plan } from '#shared/run/plan.ts'

/** Everything about a run that its segments share. */
export interface RunContext {
  readonly executionId: string
  readonly plan: Plan
  readonly params: JsonRecord
  /** Folders against which relative paths are tried, in order. */
  readonly folders: readonly string[]
  /** Whether results carry fingerprints, for runs to come. */
  readonly fingerprints: boolean
  /** Results of earlier runs, by node id, that stand where the fingerprint is the same. */
  readonly reuse?: ReadonlyMap<string, EarlierResult>
}

/** A result of an earlier run, as the store has it. */
export interface EarlierResult {
  readonly executionId: string
  readonly result: NodeResult
}

/** A part of a plan, run in one go on one runner. */
export interface Segment {
  readonly run: RunContext
  /** Plan indices, in plan order. */
  readonly nodes: readonly number[]
  /** Ends of nodes outside the segment that feed it, by plan index. */
  readonly known: ReadonlyMap<number, NodeResult>
  /** Attempts already spent, by plan index: a runner that died with a node counts as one. */
  readonly attempts: ReadonlyMap<number, number>
}

/** A segment's time on a runner. */
export interface Turn {
  /** Aborted when what is left of the segment, or a long wait, is to be left for later or to others. Another one after each pass. */
  readonly wanted: AbortSignal
  /**
   * Lets the other go first. Resolves with true at this one's next turn, and not before `notBefore` (Unix ms), or when the
   * run is ended; with false at once where what is left is no longer this segment's.
   */
  pass(notBefore: number): Promise<boolean>
}

/**
 * Runs segments. Two bodies: inline (this thread) and threaded (runner threads under a supervisor). Both pass
 * `test/integration/executor.conformance.ts`.
 */
export interface Executor {
  /** How many segments may run at once. */
  readonly capacity: number
  /**
   * Runs the nodes in order, each exactly to one `node-finished`. Resolves when all have one, whatever it is, or the turn
   * takes the rest away; rejects only for bugs. When `signal` is aborted the node under way and those after it end as `cancelled`. A body whose
   * segments hold each other up passes its turn on between nodes, and while one waits for its next attempt.
   */
  execute(segment: Segment, emit: (event: NodeEvent) => void, signal: AbortSignal, turn: Turn): Promise<void>
  /** A run is over: what was kept for it (tables) can go. */
  release(executionId: string): Promise<void>
  close(): Promise<void>
}
