import type { AppError } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { NodeEvent, NodeFinished, NodeResult } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { timeoutFailure } from '../attempt.ts'
import { now } from '../clock.ts'
import type { Segment } from '../executor.ts'
import { retryDelay } from '../node.ts'
import { placesOf } from '../places.ts'
import { endedEarly } from '../segment.ts'
import { abortFailure, abortReason, waitToRetry } from '../wait.ts'
import type { Runner, SegmentEnd } from './runner.ts'

/** A node that heeds its own timeout is given this long to end itself before its thread is ended (ms). */
const TIMEOUT_GRACE_MS = 60
/** After a cancel a runner has this long to end its segment itself (ms). */
const CANCEL_GRACE_MS = 60
/** A node that lasted this long when its runner was lost is the one that it was lost with (ms). */
const SURE_MS = 1000

/**
 * Follows one segment through the threads that run it: tells the starts that runners leave out, ends nodes that outstay
 * their time, and after a thread was lost says which node is to blame and what remains.
 */
export class SegmentWatch {
  readonly segment: Segment
  private readonly emit: (event: NodeEvent) => void
  private readonly signal: AbortSignal
  private readonly places: ReadonlyMap<string, number>
  private readonly inside: ReadonlySet<number>
  private readonly ended = new Map<number, NodeResult>()
  private readonly attempts: Map<number, number>
  private readonly startedAt = new Map<number, number>()
  private runner: Runner | undefined
  private number = 0
  private wanted: AbortSignal | undefined
  /** What is left is not to be begun before (Unix ms): its first node waits for its next attempt. */
  notBefore = 0
  /** After a loss that no node can surely be blamed for, nodes are run one at a time until it happens again. */
  private careful = false

  constructor(segment: Segment, emit: (event: NodeEvent) => void, signal: AbortSignal) {
    this.segment = segment
    this.emit = emit
    this.signal = signal
    this.attempts = new Map(segment.attempts)
    this.places = placesOf(segment.run.plan.nodes)
    this.inside = new Set(segment.nodes)
  }

  get finished(): boolean {
    return this.ended.size === this.segment.nodes.length
  }

  /** What is to be run next, with the ends that feed it. */
  next(): Pick<Segment, 'nodes' | 'known' | 'attempts'> {
    const left = this.left()
    const nodes = this.careful ? left.slice(0, 1) : left
    const known = new Map<number, NodeResult>()
    for (const index of nodes) {
      for (const { source } of this.nodeAt(index).inputs) {
        const result = this.ended.get(source) ?? this.segment.known.get(source)
        if (result) known.set(source, result)
      }
    }
    return { nodes, known, attempts: this.attempts }
  }

  /** `wanted`: aborted when another run waits for the runner. */
  attach(runner: Runner, number: number, wanted: AbortSignal): void {
    this.runner = runner
    this.number = number
    this.wanted = wanted
    if (wanted.aborted) this.onWanted()
    else wanted.addEventListener('abort', this.onWanted, { once: true })
    if (this.signal.aborted) this.onAbort()
    else this.signal.addEventListener('abort', this.onAbort, { once: true })
  }

  detach(): void {
    this.runner = undefined
    this.signal.removeEventListener('abort', this.onAbort)
    this.wanted?.removeEventListener('abort', this.onWanted)
  }

  private readonly onWanted = (): void => {
    this.runner?.post({ type: 'wanted', segment: this.number })
  }

  private readonly onAbort = (): void => {
    const { runner } = this
    runner?.post({ type: 'end', segment: this.number, reason: abortReason(this.signal) })
    setTimeout(() => {
      if (runner && this.runner === runner) runner.kill(abortFailure(this.signal).toData())
    }, CANCEL_GRACE_MS)
  }

  /** Takes an event of the runner; only the first end of a node counts. Gives the node where it does. */
  hear(event: NodeEvent): PlanNode | undefined {
    const index = this.places.get(event.nodeId)
    if (index === undefined || !this.inside.has(index) || this.ended.has(index)) return undefined
    if (event.type === 'node-started') {
      this.attempts.set(index, event.attempt - 1)
      const told = this.startedAt.get(index)
      this.startedAt.set(index, told ?? event.at)
      // Seen in the heartbeat before.
      if (told !== undefined && event.attempt === this.firstAttempt(index)) return this.nodeAt(index)
    } else if (event.type === 'node-finished') {
      if (event.result.attempts > 0) this.tellStart(event.nodeId, index, event.result.startedAt ?? event.at)
      this.ended.set(index, event.result)
    } else this.tellStart(event.nodeId, index, event.at)
    if (event.type === 'node-attempt') {
      this.attempts.set(index, event.attempt)
      this.notBefore = event.at + event.retryInMs
    }
    this.emit(event)
    return this.nodeAt(index)
  }

  /** How long the node under way has been running, ms. */
  get lasting(): number {
    const beat = this.runner?.beat()
    return beat?.segment === this.number ? now() - beat.since : 0
  }

  /** Looks at the heartbeat: tells what has started, and ends the thread of a node past its time. */
  look(): void {
    const beat = this.runner?.beat()
    if (!beat || beat.segment !== this.number) return
    const node = this.nodeAt(beat.planIndex)
    if (!this.ended.has(beat.planIndex)) this.tellStart(node.id, beat.planIndex, beat.since)
    if (now() - beat.since > node.policy.timeoutMs + TIMEOUT_GRACE_MS) {
      this.runner?.kill(timeoutFailure(node).toData(), beat)
    }
  }

  /** Tells a node's first start in this segment once; gives when that was. */
  private tellStart(nodeId: string, index: number, at: number): number {
    const told = this.startedAt.get(index)
    if (told !== undefined) return told
    this.startedAt.set(index, at)
    this.emit({ type: 'node-started', nodeId, at, attempt: this.firstAttempt(index) })
    return at
  }

  private firstAttempt(index: number): number {
    return (this.segment.attempts.get(index) ?? 0) + 1
  }

  /**
   * After a runner was lost: the node that ran ends or is tried again. Where a process ended by itself it may have gone
   * on to another node since it was last heard of: then what is not known to be done is run again, node by node, unless
   * that would have an effect twice. An effect is begun only when all before it is known to be done, so that it is the
   * first of what is left. `wanted`: the wait for the next attempt is cut short when it is aborted.
   */
  async recover(end: Extract<SegmentEnd, { kind: 'lost' }>, wanted: AbortSignal): Promise<void> {
    const first = this.left()[0]
    const last = end.planIndex
    // Ended before it was at any node: none is to blame, and all that is left ends as never begun.
    if (this.signal.aborted && last === null && end.certain) return
    const passed = last !== null && this.ended.has(last)
    const begun = first !== undefined && !end.certain && this.nodeAt(first).traits.effect
    const blamed = last === null || (passed && begun) ? first : last
    if (blamed === undefined || this.ended.has(blamed)) {
      this.careful ||= !end.certain
      return
    }
    const since = blamed === last ? end.since : now()
    const lasted = now() - since
    const sure = end.certain || this.careful || lasted > SURE_MS || this.nodeAt(blamed).traits.effect
    if (sure) await this.blame(blamed, end.error, since, wanted)
    this.careful = !sure
  }

  /** Ends what is left where the run has been ended. */
  settle(): void {
    if (this.signal.aborted) this.endRest(() => endedEarly(abortReason(this.signal)))
  }

  private async blame(index: number, error: AppError, since: number, wanted: AbortSignal): Promise<void> {
    const node = this.nodeAt(index)
    const attempt = (this.attempts.get(index) ?? 0) + 1
    this.attempts.set(index, attempt)
    const startedAt = this.tellStart(node.id, index, since)
    if (!this.signal.aborted && attempt <= node.policy.retries) {
      const retryInMs = retryDelay(node, attempt)
      this.emit({ type: 'node-attempt', nodeId: node.id, at: now(), attempt, error, retryInMs })
      this.notBefore = now() + retryInMs
      if ((await waitToRetry(retryInMs, this.signal, wanted)) !== 'ended') return
    }
    this.finish(index, {
      ...(this.signal.aborted
        ? { status: 'cancelled', reason: abortReason(this.signal) }
        : { status: 'failed' }),
      error,
      warnings: [],
      attempts: attempt,
      cached: false,
      startedAt,
      durationMs: now() - startedAt,
    })
  }

  private endRest(result: () => NodeResult): void {
    for (const index of this.left()) this.finish(index, result())
  }

  private finish(index: number, result: NodeResult): void {
    const event: NodeFinished = { type: 'node-finished', nodeId: this.nodeAt(index).id, at: now(), result }
    this.hear(event)
  }

  private left(): number[] {
    return this.segment.nodes.filter((index) => !this.ended.has(index))
  }

  private nodeAt(index: number): PlanNode {
    return itemAt(this.segment.run.plan.nodes, index)
  }
}
