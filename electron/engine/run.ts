import { type AppError, toAppError } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import { itemAt } from '#shared/base/item.ts'
import type { NodeEvent, NodeResult, RunEvent, RunFinished } from '#shared/run/events.ts'
import { applyEvent, emptyRun, type RunState } from '#shared/run/state.ts'
import { now } from './clock.ts'
import type { Executor, RunContext, Segment } from './executor.ts'
import { Pending } from './pending.ts'
import { placesOf } from './places.ts'
import { onRunner, RunnerNumbers } from './runner-numbers.ts'
import { endedEarly, withAttempts, withoutRunning } from './segment.ts'
import { SegmentPool } from './segments.ts'
import type { Slots } from './slots.ts'
import { RunTurn } from './turn.ts'
import type { RunHandle, RunListener, RunRequest } from './types.ts'
import { abortReason, type EndReason, endFailure } from './wait.ts'

const DEFAULT_TIMEOUT_MS = 3_600_000
/** How long a slot of a parallel run may be idle before a segment under way is asked for what is left of it (ms). */
const SPLIT_MS = 100

/** One run: deals out segments, folds their events, and ends as the sum of its nodes' ends. */
export class Run implements RunHandle {
  readonly executionId: ExecutionId
  readonly state: RunState = emptyRun()
  readonly done: Promise<RunState>
  private readonly request: RunRequest
  private readonly context: RunContext
  private readonly executor: Executor
  private readonly slots: Slots
  private readonly listener: RunListener
  private readonly controller = new AbortController()
  private readonly places: ReadonlyMap<string, number>
  private readonly runners = new RunnerNumbers()
  private bug: AppError | undefined
  /** Attempts that have failed so far, by plan index. */
  private readonly attempts = new Map<number, number>()
  private readonly turns = new Set<RunTurn>()
  private endedAtLook = -1
  /** Ends by plan index, with values as later segments may take them. */
  private readonly ended = new Map<number, NodeResult>()

  constructor(request: RunRequest, executor: Executor, slots: Slots, listener: RunListener) {
    this.request = request
    this.executionId = request.executionId
    this.executor = executor
    this.slots = slots
    this.listener = listener
    const { plan } = request
    const params = { ...plan.parameters, ...request.inputs }
    const { fingerprints, reuse } = request.options ?? {}
    this.context = {
      executionId: request.executionId,
      plan,
      params,
      folders: request.folders,
      fingerprints: fingerprints === true || reuse !== undefined,
      ...(reuse ? { reuse } : {}),
    }
    this.places = placesOf(plan.nodes)
    this.emit({
      type: 'run-started',
      executionId: this.executionId,
      at: now(),
      order: plan.nodes.map((node) => node.id),
      inputs: params,
    })
    this.done = this.drive()
  }

  cancel(): void {
    this.end('cancelled')
  }

  private end(reason: EndReason): void {
    if (!this.controller.signal.aborted) this.controller.abort(endFailure(reason))
  }

  private async drive(): Promise<RunState> {
    const limit = setTimeout(
      () => this.end('timed_out'),
      this.request.options?.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    )
    try {
      const toRun = this.settleWithoutRunning()
      const workers = Math.max(1, this.request.options?.maxWorkers ?? 1)
      if (workers === 1) await this.runSegment(toRun)
      else await this.runParallel(toRun, workers)
    } catch (thrown) {
      this.breakDown(thrown)
    }
    clearTimeout(limit)
    this.endRemaining()
    await this.executor.release(this.executionId).catch((thrown) => this.breakDown(thrown))
    this.emit(this.summary())
    return this.state
  }

  /** Nodes that have a result already or were not chosen end at once; gives the plan indices of the others. */
  private settleWithoutRunning(): number[] {
    const { known, only } = this.request.options ?? {}
    const toRun: number[] = []
    this.context.plan.nodes.forEach((node, index) => {
      const result =
        known?.get(node.id) ?? (only && !only.has(node.id) ? withoutRunning('skipped', 'not_selected') : null)
      if (result) this.hear({ type: 'node-finished', nodeId: node.id, at: now(), result })
      else toRun.push(index)
    })
    return toRun
  }

  /** Deals segments out to at most `workers` slots until nothing is ready and nothing is under way. */
  private async runParallel(toRun: readonly number[], workers: number): Promise<void> {
    const most = Math.min(workers, this.executor.capacity)
    const pool = new SegmentPool(this.context.plan, toRun, most)
    const work = new Pending()
    for (;;) {
      while (work.size < most) {
        const segment = pool.take()
        if (!segment) break
        work.add(
          this.runSegment(segment).then((left) => {
            pool.putBack(left)
            pool.finished(left.length === 0 ? segment : segment.filter((index) => this.ended.has(index)))
          }),
        )
      }
      if (work.size === 0) return
      if (!(await work.anyEnd(work.size === most ? undefined : SPLIT_MS))) this.split()
    }
  }

  /**
   * A slot is idle, and the segments under way have lasted: the longest of those in which nodes could run side by side is
   * asked for what is left of it. What a node costs is not known before; light ones never come to this.
   */
  private split(): void {
    // In a large chain this takes its time: where no node has ended since, it would find what it found then.
    if (!this.slots.idle || this.ended.size === this.endedAtLook) return
    this.endedAtLook = this.ended.size
    let longest: RunTurn | undefined
    let most = 0
    for (const turn of this.turns) {
      if (!turn.whole) continue
      const left = turn.nodes.filter((index) => !this.ended.has(index))
      const inside = new Set(left)
      const ready = left.filter((index) =>
        itemAt(this.context.plan.nodes, index).inputs.every(({ source }) => !inside.has(source)),
      )
      if (ready.length < 2 || left.length <= most) continue
      longest = turn
      most = left.length
    }
    longest?.split()
  }

  /** Gives the nodes that are to be dealt out anew. */
  private async runSegment(nodes: readonly number[]): Promise<readonly number[]> {
    if (nodes.length === 0) return []
    const { executionId, slots, runners } = this
    const { signal } = this.controller
    const turn = await RunTurn.take(nodes, { executionId, slots, runners, signal })
    if (!turn) return []
    this.turns.add(turn)
    try {
      const attempts = new Map(this.attempts)
      const segment: Segment = { run: this.context, nodes, known: this.knownFor(nodes), attempts }
      await this.executor.execute(segment, (event) => this.hear(event, turn.runner), signal, turn)
      return turn.cut ? nodes.filter((index) => !this.ended.has(index)) : []
    } finally {
      this.turns.delete(turn)
      turn.end()
    }
  }

  private knownFor(nodes: readonly number[]): Map<number, NodeResult> {
    const known = new Map<number, NodeResult>()
    if (this.ended.size === 0) return known
    const inside = new Set(nodes)
    for (const index of nodes) {
      for (const input of itemAt(this.context.plan.nodes, index).inputs) {
        const result = inside.has(input.source) ? undefined : this.ended.get(input.source)
        if (result) known.set(input.source, result)
      }
    }
    return known
  }

  /** `runner`: where it happened; undefined for what no runner has told. */
  private hear(told: NodeEvent, runner?: number): void {
    const event = onRunner(told, runner)
    const index = event.type === 'node-recorded' ? undefined : this.places.get(event.nodeId)
    if (event.type === 'node-attempt' && index !== undefined) this.attempts.set(index, event.attempt)
    if (event.type === 'node-finished') {
      if (index === undefined || this.ended.has(index)) return
      event.result = withAttempts(event.result, this.state.nodes.get(event.nodeId))
      this.ended.set(index, event.result)
      const { policy } = itemAt(this.context.plan.nodes, index)
      if (event.result.status === 'failed' && policy.onError === 'stop') this.end('stopped')
    }
    this.emit(event)
  }

  /** Nodes that no segment reached, because the run was ended or a bug stopped it. */
  private endRemaining(): void {
    const { signal } = this.controller
    this.context.plan.nodes.forEach((node, index) => {
      if (this.ended.has(index)) return
      this.hear({
        type: 'node-finished',
        nodeId: node.id,
        at: now(),
        result: endedEarly(abortReason(signal)),
      })
    })
  }

  private summary(): RunFinished {
    const reason = this.controller.signal.aborted ? abortReason(this.controller.signal) : undefined
    const ends = [...this.ended.values()]
    const has = (status: NodeResult['status']): boolean => ends.some((result) => result.status === status)
    let status: RunFinished['status'] = this.bug || has('failed') ? 'failed' : 'completed'
    if (has('cancelled') && reason && reason !== 'stopped') status = reason
    return { type: 'run-finished', at: now(), status, ...(this.bug ? { error: this.bug } : {}) }
  }

  private emit(event: RunEvent): void {
    applyEvent(this.state, event)
    try {
      this.listener(event)
    } catch (thrown) {
      this.breakDown(thrown)
    }
  }

  /** Something that should not fail did: the run ends as failed, with the first such error. */
  private breakDown(thrown: unknown): void {
    this.bug ??= toAppError(thrown)
    this.end('stopped')
  }
}
