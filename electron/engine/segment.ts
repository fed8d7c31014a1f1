import { type AppError, toAppError } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { NodeEvent, NodeResult, Reason } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { readiness } from '#shared/run/readiness.ts'
import type { NodeState } from '#shared/run/state.ts'
import { now } from './clock.ts'
import type { Segment } from './executor.ts'
import { keepResult } from './keep.ts'
import { type NodeDeps, runNode } from './node.ts'
import type { NodeInput } from './operation.ts'
import { type Ended, Reuse, type Standing } from './reuse.ts'
import { SegmentValues } from './values.ts'
import { abortReason, type EndReason } from './wait.ts'

/** The event loop gets a turn at least this often (ms), so that a cancel is heard between light nodes. */
const BREATH_MS = 12

/**
 * Runs a segment's nodes one after the other: the one loop that both executors share. Light nodes cost no promise, no
 * timer and no signal. Some are left undone where the runner is spoilt or wanted for another run.
 */
export async function runSegment(
  segment: Segment,
  deps: NodeDeps,
  emit: (event: NodeEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const values = new SegmentValues(segment, deps.restore)
  const reuse = new Reuse(segment, deps)
  let breath = now()
  let clock = breath
  let stopped = false

  for (const index of segment.nodes) {
    if (deps.spoilt?.() || deps.wanted?.aborted) return
    const node = itemAt(segment.run.plan.nodes, index)
    if (clock - breath > BREATH_MS) {
      await new Promise((resolve) => setImmediate(resolve))
      breath = clock = now()
    }
    const may = stopped ? 'stopped' : readiness(node, values.told)
    const careful = deps.settled && node.traits.effect ? deps.settled : undefined
    if (may === 'run') await careful?.()
    let ended: Ended | null
    if (signal.aborted) {
      ended = same(endedEarly(abortReason(signal)))
    } else if (may !== 'run') {
      ended = same(withoutRunning('skipped', may))
    } else {
      const deciding = reuse.standingOf(node, values.told)
      if (deciding instanceof Promise) deps.pulse?.beat(index, now())
      const standing = deciding instanceof Promise ? await deciding : deciding
      if (standing.reused) deps.pulse?.rest()
      const running = standing.reused ?? run(node, index, standing)
      ended = running instanceof Promise ? await running : running
      clock = now()
    }
    if (!ended) return
    values.add(index, ended)
    values.passed(index, node)
    emit({ type: 'node-finished', nodeId: node.id, at: clock, result: ended.told })
    if (ended.told.attempts > 0) await careful?.()
    stopped ||= ended.told.status === 'failed' && node.policy.onError === 'stop'
  }

  function run(node: PlanNode, index: number, standing: Standing): Ended | Promise<Ended | null> {
    const inputs = values.inputsOf(node)
    if (!(inputs instanceof Promise)) return runOn(node, index, standing, inputs)
    const startedAt = now()
    deps.pulse?.beat(index, startedAt)
    return inputs.then(
      (read) => {
        if (!signal.aborted) return runOn(node, index, standing, read)
        deps.pulse?.rest()
        return same(endedEarly(abortReason(signal)))
      },
      (thrown) => {
        deps.pulse?.rest()
        emit({ type: 'node-started', nodeId: node.id, at: startedAt, attempt: 1 })
        return same(withoutInputs(toAppError(thrown), startedAt))
      },
    )
  }

  /** The node has its time for all of it: its work, and putting away what came out. */
  function runOn(
    node: PlanNode,
    index: number,
    { fingerprint, why }: Standing,
    inputs: readonly NodeInput[],
  ): Ended | Promise<Ended | null> {
    const running = runNode(node, index, segment, deps, inputs, emit, signal)
    const end = (live: NodeResult, told: NodeResult): Ended => {
      deps.pulse?.rest()
      reuse.remember(node, told)
      return pair(live, told)
    }
    const mark = (result: NodeResult): Ended | Promise<Ended> => {
      if (fingerprint !== undefined) result.fingerprint = fingerprint
      if (why !== undefined) result.why = why
      const kept = deps.keep ? keepResult(result, deps.keep) : result
      return kept instanceof Promise ? kept.then((done) => end(result, done)) : end(result, kept)
    }
    return running instanceof Promise ? running.then((done) => done && mark(done)) : mark(running)
  }
}

/** A result that can't be kept fails for the nodes after it too. */
const pair = (live: NodeResult, told: NodeResult): Ended => ({
  live: told.status === 'failed' ? told : live,
  told,
})
const same = (result: NodeResult): Ended => ({ live: result, told: result })

/** The end of a node whose inputs can't be read back. */
const withoutInputs = (error: AppError, startedAt: number): NodeResult => ({
  status: 'failed',
  error,
  warnings: [],
  attempts: 1,
  cached: false,
  startedAt,
  durationMs: now() - startedAt,
})

/** The end of a node that never started. */
export function withoutRunning(status: 'skipped' | 'cancelled', reason: Reason): NodeResult {
  return { status, reason, warnings: [], attempts: 0, cached: false, durationMs: 0 }
}

/** The end of a node that had not started when the run was ended: skipped by another's failure, else cancelled. */
export function endedEarly(reason: EndReason): NodeResult {
  return withoutRunning(reason === 'stopped' ? 'skipped' : 'cancelled', reason)
}

/** The end of a node that had been tried, and gave way to another run, when its run was ended. */
export function withAttempts(result: NodeResult, node: NodeState | undefined): NodeResult {
  const error = node?.failures.at(-1)
  if (!node || !error || result.attempts > 0 || result.status === 'completed') return result
  const { attempt: attempts, startedAt, runner } = node
  const durationMs = startedAt === undefined ? 0 : now() - startedAt
  return { ...result, status: 'cancelled', error, attempts, startedAt, durationMs, runner }
}
