import { Worker } from 'node:worker_threads'
import type { AppError } from '#shared/base/errors.ts'
import type { NodeEvent } from '#shared/run/events.ts'
import type { Plan } from '#shared/run/plan.ts'
import { Heartbeat } from './heartbeat.ts'
import { Journal } from './journal.ts'
import { FromRunner, type RunnerData, type ToRunner } from './protocol.ts'
import { readEvents } from './wire.ts'

export interface RunnerOptions {
  /** The module that calls `serveRunner`. */
  readonly entry: URL
  /** Plain data for its set-up. */
  readonly setUp: unknown
  /** V8's old generation of a runner, MB; past it the thread ends as `out_of_memory`. */
  readonly memoryMb: number
  readonly onFault: (error: AppError) => void
}

/** How a segment left its runner: finished, or lost with the thread, for the reason given. */
export type SegmentEnd =
  | { readonly kind: 'done'; readonly error?: AppError }
  | {
      readonly kind: 'lost'
      readonly planIndex: number | null
      readonly since: number
      readonly error: AppError
    }

interface Task {
  readonly segment: number
  readonly onEvents: (events: NodeEvent[]) => void
  readonly finish: (end: SegmentEnd) => void
}

/** A thread that is stuck in native code does not heed its end: it is left behind after this long (ms). */
const ABANDON_MS = 60
const MAX_PLANS = 8

/** One runner thread, seen from the main process. It runs one segment at a time. */
export class Runner {
  readonly heartbeat = new Heartbeat()
  private readonly journal = new Journal()
  private readonly worker: Worker
  private readonly onFault: (error: AppError) => void
  private readonly planIds: number[] = []
  private task: Task | undefined
  private received = 0
  private why: AppError | undefined
  private gone = false
  private readonly started = Promise.withResolvers<void>()

  constructor(options: RunnerOptions) {
    this.onFault = options.onFault
    const workerData: RunnerData = {
      heartbeat: this.heartbeat.memory,
      journal: this.journal.memory,
      setUp: options.setUp,
    }
    this.worker = new Worker(options.entry, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    })
    this.worker.on('message', (message: unknown) => this.hear(message))
    this.worker.on('error', (error) => {
      this.why ??= deathOf(error)
    })
    this.worker.on('exit', (code) => {
      this.why ??= { code: 'crashed', message: `The runner thread ended by itself (code ${code}).` }
      this.lose()
    })
    this.worker.unref()
  }

  get alive(): boolean {
    return !this.gone
  }

  /** Resolves when the thread has loaded what it needs, or is gone. */
  async whenReady(): Promise<void> {
    this.worker.ref()
    await this.started.promise
    if (!this.task && !this.gone) this.worker.unref()
  }

  /** Makes sure that the thread has the plan, and forgets the oldest of many. */
  givePlan(planId: number, plan: Plan): void {
    if (this.planIds.includes(planId)) return
    this.planIds.push(planId)
    this.post({ type: 'plan', planId, nodes: plan.nodes })
    const oldest = this.planIds.length > MAX_PLANS ? this.planIds.shift() : undefined
    if (oldest !== undefined) this.post({ type: 'forget-plan', planId: oldest })
  }

  run(message: Extract<ToRunner, { type: 'execute' }>, onEvents: Task['onEvents']): Promise<SegmentEnd> {
    return new Promise((resolve) => {
      const finish = (end: SegmentEnd): void => {
        this.task = undefined
        this.worker.unref()
        resolve(end)
      }
      this.task = { segment: message.segment, onEvents, finish }
      if (this.gone) return finish({ kind: 'lost', planIndex: null, since: 0, error: this.reason() })
      this.worker.ref()
      this.post(message)
    })
  }

  post(message: ToRunner): void {
    this.worker.postMessage(message)
  }

  /** Ends the thread for good. What it had finished is still reported. */
  kill(why: AppError): void {
    if (this.gone) return
    this.why ??= why
    setTimeout(() => this.lose(), ABANDON_MS)
    void this.worker.terminate()
  }

  /** Ends an idle thread. */
  async close(): Promise<void> {
    this.gone = true
    this.started.resolve()
    // A process whose last wait is for an idle thread would end in the middle of it.
    this.worker.ref()
    await this.worker.terminate()
  }

  private hear(raw: unknown): void {
    if (this.gone) return
    const parsed = FromRunner.safeParse(raw)
    if (!parsed.success) {
      this.distrust(parsed.error)
      return
    }
    const message = parsed.data
    if (message.type === 'ready') this.started.resolve()
    if (message.type === 'fault') this.onFault(message.error)
    if (message.type === 'events') {
      this.received = message.batch
      if (message.segment === this.task?.segment) this.take(message.events)
    }
    if (message.type === 'done' && message.segment === this.task?.segment) {
      this.task.finish({ kind: 'done', ...(message.error ? { error: message.error } : {}) })
    }
  }

  /** Hands events on. A runner that says what no runner says is not to be trusted any more. */
  private take(texts: string): void {
    try {
      this.task?.onEvents(readEvents(texts))
    } catch (thrown) {
      this.distrust(thrown)
    }
  }

  private distrust(thrown: unknown): void {
    this.kill({ code: 'crashed', message: `The runner said what no runner says: ${String(thrown)}` })
  }

  private lose(): void {
    this.started.resolve()
    if (this.gone) return
    this.gone = true
    const { task } = this
    if (!task) return
    this.take(this.journal.unsent(this.received))
    const beat = this.heartbeat.read()
    const [planIndex, since] = beat?.segment === task.segment ? [beat.planIndex, beat.since] : [null, 0]
    task.finish({ kind: 'lost', planIndex, since, error: this.reason() })
  }

  private reason(): AppError {
    return this.why ?? { code: 'crashed', message: 'The runner thread is gone.' }
  }
}

function deathOf(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return {
      code: 'out_of_memory',
      message:
        'The node used up the memory that a runner may have: give it less data at a time, or use a table operation.',
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'crashed', message: `The runner thread crashed: ${message}` }
}
