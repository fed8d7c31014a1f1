import { type AppError, AppFailure } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { NodeEvent, NodeResult } from '#shared/run/events.ts'
import type { Plan, PlanNode } from '#shared/run/plan.ts'
import type { CachedResult, ResultCache } from '../cache.ts'
import { clockBase } from '../clock.ts'
import type { EarlierResult, Executor, Segment, Turn } from '../executor.ts'
import { Runner, type RunnerOptions } from './runner.ts'
import { SegmentWatch } from './watch.ts'

export interface ThreadedOptions extends Omit<RunnerOptions, 'onFault'> {
  readonly cache: ResultCache
  /** Runners at most. */
  readonly capacity: number
  /** What each is told at its start where so many may be; `setUp` by default. */
  readonly setUpFor?: (capacity: number) => unknown
  readonly onFault?: (error: AppError) => void
}

/** A node that lasts this long may have to be ended: a spare thread is made ready to go on at once (ms). */
const SPARE_MS = 150
/** How often the supervisor looks at the heartbeats (ms). */
const LOOK_MS = 15

/**
 * Runs segments in runner threads. Nothing of a run's data is worked on here: the main process hands out segments,
 * watches heartbeats, ends threads that hang, and starts others.
 */
export class ThreadedExecutor implements Executor {
  capacity: number
  private options: RunnerOptions & Pick<ThreadedOptions, 'setUpFor'>
  private readonly cache: ResultCache
  private readonly idle: Runner[] = []
  private readonly watches = new Set<SegmentWatch>()
  private readonly served = new Map<string, Set<Runner>>()
  private readonly planIds = new WeakMap<Plan, number>()
  private plans = 0
  private segments = 0
  private looking: NodeJS.Timeout | undefined

  constructor(options: ThreadedOptions) {
    this.options = { ...options, onFault: options.onFault ?? (() => {}) }
    this.cache = options.cache
    this.capacity = Math.max(1, options.capacity)
  }

  /** From now on there are so many runners at most. Those that were made for another number end when they are idle. */
  resize(capacity: number): void {
    const next = Math.max(1, capacity)
    if (next === this.capacity) return
    this.capacity = next
    const { setUp, setUpFor = () => setUp } = this.options
    this.options = { ...this.options, setUp: setUpFor(next) }
    for (const runner of this.idle.splice(0)) void runner.close()
  }

  /** Makes sure that a thread stands by. Resolves when one is ready, or has died on the way. */
  async warm(): Promise<void> {
    if (this.idle.length === 0) this.idle.push(new Runner(this.options))
    await this.idle[0]?.whenReady()
  }

  async execute(
    segment: Segment,
    emit: (event: NodeEvent) => void,
    signal: AbortSignal,
    turn: Turn,
  ): Promise<void> {
    const watch = new SegmentWatch(segment, emit, signal)
    this.watches.add(watch)
    this.look()
    try {
      while (!watch.finished) {
        const runner = this.take(segment.run.executionId)
        const end = await this.runOn(runner, watch, turn.wanted)
        this.giveBack(runner)
        if (end.kind === 'lost') await watch.recover(end, turn.wanted)
        else if (end.error) throw new AppFailure(end.error.code, end.error.message, end.error.data)
        watch.settle()
        if (turn.wanted.aborted && !watch.finished && !(await turn.pass(watch.notBefore))) return
        watch.settle()
      }
    } finally {
      this.watches.delete(watch)
      if (this.watches.size === 0) clearInterval(this.looking)
      if (this.watches.size === 0) this.looking = undefined
    }
  }

  private runOn(runner: Runner, watch: SegmentWatch, wanted: AbortSignal): ReturnType<Runner['run']> {
    const { run } = watch.segment
    const planId = this.planIds.get(run.plan) ?? ++this.plans
    this.planIds.set(run.plan, planId)
    runner.givePlan(planId, run.plan)
    const served = this.served.get(run.executionId) ?? new Set()
    this.served.set(run.executionId, served.add(runner))
    const { nodes, known, attempts } = watch.next()
    this.segments += 1
    const done = runner.run(
      {
        type: 'execute',
        segment: this.segments,
        clock: clockBase(),
        planId,
        executionId: run.executionId,
        params: run.params,
        folders: run.folders,
        fingerprints: run.fingerprints,
        ...(run.reuse ? { reuse: reuseOf(run.reuse, run.plan, nodes) } : {}),
        nodes,
        known: [...known],
        attempts: [...attempts],
        cache: this.cached(run.plan, nodes),
      },
      run.plan.nodes,
      (events) => {
        for (const event of events) {
          const node = watch.hear(event)
          if (node && event.type === 'node-finished') this.remember(run.executionId, node, event.result)
        }
      },
    )
    watch.attach(runner, this.segments, wanted)
    return done.finally(() => watch.detach())
  }

  private cached(plan: Plan, nodes: readonly number[]): [string, CachedResult][] {
    const found = new Map<string, CachedResult>()
    for (const index of nodes) {
      const key = itemAt(plan.nodes, index).policy.cacheKey
      const hit = key === undefined ? undefined : this.cache.get(key)
      if (key !== undefined && hit) found.set(key, hit)
    }
    return [...found]
  }

  /** A result that was taken is then known by its latest run: earlier ones may be deleted from the history. */
  private remember(executionId: string, { id, policy, traits }: PlanNode, result: NodeResult): void {
    if (policy.cacheKey === undefined || traits.effect) return
    if (result.cached !== false && result.cached.by !== 'cacheKey') return
    this.cache.set(policy.cacheKey, { result, executionId, nodeId: id })
  }

  private giveBack(runner: Runner): void {
    if (!runner.alive) return
    if (runner.options === this.options) this.idle.push(runner)
    else void runner.close()
  }

  /** Rather one that has served the run: it has the run's tables open. */
  private take(executionId: string): Runner {
    const served = this.served.get(executionId)
    const at = this.idle.findLastIndex((runner) => runner.alive && served?.has(runner))
    const [known] = at < 0 ? [] : this.idle.splice(at, 1)
    if (known) return known
    for (let runner = this.idle.pop(); runner; runner = this.idle.pop()) if (runner.alive) return runner
    return new Runner(this.options)
  }

  private look(): void {
    this.looking ??= setInterval(() => {
      for (const watch of this.watches) {
        watch.look()
        if (watch.lasting > SPARE_MS) void this.warm()
      }
    }, LOOK_MS)
  }

  /** Threads close what they hold for the run in their own time; nobody waits for it. */
  async release(executionId: string): Promise<void> {
    for (const runner of this.served.get(executionId) ?? [])
      if (runner.alive) runner.post({ type: 'release', executionId })
    this.served.delete(executionId)
  }

  async close(): Promise<void> {
    clearInterval(this.looking)
    await Promise.all(this.idle.splice(0).map((runner) => runner.close()))
  }
}

function reuseOf(
  reuse: ReadonlyMap<string, EarlierResult>,
  plan: Plan,
  nodes: readonly number[],
): Map<string, EarlierResult> {
  const found = new Map<string, EarlierResult>()
  for (const index of nodes) {
    const { id } = itemAt(plan.nodes, index)
    const earlier = reuse.get(id)
    if (earlier) found.set(id, earlier)
  }
  return found
}
