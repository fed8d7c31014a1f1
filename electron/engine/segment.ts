import type { NodeEvent, NodeResult, Reason } from '#shared/run/events.ts'
import { readiness } from '#shared/run/readiness.ts'
import { now } from './clock.ts'
import type { Segment } from './executor.ts'
import { keepResult, restoreKnown } from './keep.ts'
import { type NodeDeps, runNode } from './node.ts'
import { abortReason, type EndReason } from './wait.ts'

/** The event loop gets a turn at least this often (ms), so that a cancel is heard between light nodes. */
const BREATH_MS = 12

/**
 * Runs a segment's nodes one after the other: the one loop that both executors share. Light nodes cost no promise, no
 * timer and no signal.
 */
export async function runSegment(
  segment: Segment,
  deps: NodeDeps,
  emit: (event: NodeEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const ended = deps.restore ? await restoreKnown(segment.known, deps.restore) : new Map(segment.known)
  const endedAt = (index: number): NodeResult | undefined => ended.get(index)
  let breath = now()
  let clock = breath
  let stopped = false

  for (const index of segment.nodes) {
    const node = segment.run.plan.nodes[index]
    if (!node) throw new Error(`The plan has no node ${index}.`)
    if (clock - breath > BREATH_MS) {
      await new Promise((resolve) => setImmediate(resolve))
      breath = clock = now()
    }
    let result: NodeResult
    let told: NodeResult
    const may = stopped ? 'stopped' : readiness(node, endedAt)
    if (signal.aborted) {
      result = told = endedEarly(abortReason(signal))
    } else if (may !== 'run') {
      result = told = withoutRunning('skipped', may)
    } else {
      const running = runNode(node, index, segment, deps, endedAt, emit, signal)
      result = running instanceof Promise ? await running : running
      const keeping = deps.keep ? keepResult(result, deps.keep) : result
      told = keeping instanceof Promise ? await keeping : keeping
      if (told.status === 'failed') result = told
      clock = now()
    }
    ended.set(index, result)
    emit({ type: 'node-finished', nodeId: node.id, at: clock, result: told })
    stopped ||= result.status === 'failed' && node.policy.onError === 'stop'
  }
}

/** The end of a node that never started. */
export function withoutRunning(status: 'skipped' | 'cancelled', reason: Reason): NodeResult {
  return { status, reason, warnings: [], attempts: 0, cached: false, durationMs: 0 }
}

/** The end of a node that had not started when the run was ended: skipped by another's failure, else cancelled. */
export function endedEarly(reason: EndReason): NodeResult {
  return withoutRunning(reason === 'stopped' ? 'skipped' : 'cancelled', reason)
}
