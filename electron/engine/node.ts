import { type AppError, toAppError } from '#shared/base/errors.ts'
import type { NodeEvent, NodeResult } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { attempt } from './attempt.ts'
import type { ResultCache } from './cache.ts'
import { now } from './clock.ts'
import { NodeContext } from './context.ts'
import type { Segment } from './executor.ts'
import type { Implementations, NodeInput, Outcome } from './operation.ts'
import type { RunServices } from './run-services.ts'
import { abortReason, waitToRetry } from './wait.ts'

export interface NodeDeps extends Omit<RunServices, 'close'> {
  readonly implementations: Implementations
  readonly cache: ResultCache
  /** Where there is one, a supervisor ends the runner of a node that does not end by itself. */
  readonly pulse?: Pulse
  /** Aborted when the runner is wanted for another run: no attempt is waited for. */
  readonly wanted?: AbortSignal
  /** True where something goes on that only the end of the process can stop: what is left is for another runner. */
  readonly spoilt?: (() => boolean) | undefined
  /**
   * Resolves when all that was told has been heard. Waited for before and after an effect, which must not be had again
   * because the process ended with what it had to say.
   */
  readonly settled?: () => Promise<void>
}

/** Says which node runs. */
export interface Pulse {
  /** A node runs, since then (Unix ms). */
  beat(planIndex: number, since: number): void
  /** None does. */
  rest(): void
}

/** One attempt's end. */
type Tried =
  | { readonly ok: true; readonly outcome: Outcome; readonly context: NodeContext }
  | { readonly ok: false; readonly error: AppError; readonly context: NodeContext }

/**
 * Runs one node to its end: attempts with delay × back-off between them. Gives a result at once when the operation does,
 * and a promise only when it must. Null where it is still to be tried again when the runner is wanted elsewhere.
 */
export function runNode(
  node: PlanNode,
  index: number,
  segment: Segment,
  deps: NodeDeps,
  inputs: readonly NodeInput[],
  emit: (event: NodeEvent) => void,
  signal: AbortSignal,
): NodeResult | Promise<NodeResult | null> {
  const startedAt = now()
  const { retries } = node.policy
  const tryOnce = (number: number): Tried | Promise<Tried> => {
    const at = number === 1 ? startedAt : now()
    deps.pulse?.beat(index, at)
    emit({ type: 'node-started', nodeId: node.id, at, attempt: number })
    const context = new NodeContext(node, inputs, segment.run.params, deps.services, emit)
    try {
      const run = deps.implementations(node.operationId)
      if (!run) throw new Error(`The operation "${node.operationId}" has no code here.`)
      const outcome = attempt(node, run, context, signal, deps.pulse !== undefined)
      return outcome instanceof Promise
        ? outcome.then(
            (done) => ({ ok: true, outcome: done, context }),
            (thrown) => ({ ok: false, error: toAppError(thrown), context }),
          )
        : { ok: true, outcome, context }
    } catch (thrown) {
      return { ok: false, error: toAppError(thrown), context }
    }
  }
  const end = (tried: Tried, attempts: number): NodeResult => {
    const base = {
      warnings: tried.context.warnings,
      attempts,
      cached: false as const,
      startedAt,
      durationMs: now() - startedAt,
    }
    if (!tried.ok) {
      return signal.aborted
        ? { status: 'cancelled', reason: abortReason(signal), error: tried.error, ...base }
        : { status: 'failed', error: tried.error, ...base }
    }
    const { value, outputs, decision } = tried.outcome
    const result: NodeResult = { status: 'completed', value, ...base }
    if (outputs) result.outputs = outputs
    if (decision) result.decision = decision
    return result
  }

  const first = (segment.attempts.get(index) ?? 0) + 1
  const tried = tryOnce(first)
  if (!(tried instanceof Promise) && (tried.ok || first > retries)) return end(tried, first)
  return tryOn(
    node,
    first,
    tried,
    { tryOnce, end, rest: () => deps.pulse?.rest() },
    emit,
    signal,
    deps.wanted,
  )
}

interface Steps {
  tryOnce(number: number): Tried | Promise<Tried>
  end(tried: Tried, attempts: number): NodeResult
  rest(): void
}

async function tryOn(
  node: PlanNode,
  first: number,
  pending: Tried | Promise<Tried>,
  { tryOnce, end, rest }: Steps,
  emit: (event: NodeEvent) => void,
  signal: AbortSignal,
  wanted: AbortSignal | undefined,
): Promise<NodeResult | null> {
  let tried = await pending
  let number = first
  while (!tried.ok && number <= node.policy.retries && !signal.aborted) {
    const retryInMs = retryDelay(node, number)
    rest()
    emit({ type: 'node-attempt', nodeId: node.id, at: now(), attempt: number, error: tried.error, retryInMs })
    const waited = await waitToRetry(retryInMs, signal, wanted)
    if (waited === 'wanted') return null
    if (waited === 'ended') break
    number += 1
    tried = await tryOnce(number)
  }
  return end(tried, number)
}

/** Milliseconds to wait after the attempt with this number (from 1): delay × back-off^(number − 1), a day at most. */
export function retryDelay(node: PlanNode, number: number): number {
  const { retryDelayMs, retryBackoff } = node.policy
  return Math.min(retryDelayMs * retryBackoff ** (number - 1), 86_400_000)
}
