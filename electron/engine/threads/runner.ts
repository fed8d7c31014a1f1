import type { AppError } from '#shared/base/errors.ts'
import type { NodeEvent } from '#shared/run/events.ts'
import type { Plan, PlanNode } from '#shared/run/plan.ts'
import { type Body, type BodyEnd, type BodyOptions, type MakeBody, ThreadBody } from './body.ts'
import type { Beat } from './heartbeat.ts'
import { FromRunner, type ToRunner } from './protocol.ts'
import { readEvents } from './wire.ts'

export interface RunnerOptions extends BodyOptions {
  /** What the runner lives in; a thread of this process by default. */
  readonly body?: MakeBody
  readonly onFault: (error: AppError) => void
}

/** How a segment left its runner: finished, or lost with the runner, for the reason given. */
export type SegmentEnd =
  | { readonly kind: 'done'; readonly error: AppError | undefined }
  | {
      readonly kind: 'lost'
      readonly planIndex: number | null
      readonly since: number
      readonly error: AppError
      /** Whether nothing was done after that node had begun. */
      readonly certain: boolean
    }

interface Task {
  readonly segment: number
  readonly nodes: readonly PlanNode[]
  readonly onEvents: (events: NodeEvent[]) => void
  readonly finish: (end: SegmentEnd) => void
}

const MAX_PLANS = 8
const inThread: MakeBody = (options, listener) => new ThreadBody(options, listener)

/** One runner, seen from the main process. It runs one segment at a time. */
export class Runner {
  readonly options: RunnerOptions
  private readonly body: Body
  private readonly planIds: number[] = []
  private task: Task | undefined
  private received = 0
  private why: AppError | undefined
  private killedAt: Beat | undefined
  private gone = false
  private readonly started = Promise.withResolvers<void>()

  constructor(options: RunnerOptions) {
    this.options = options
    this.body = (options.body ?? inThread)(options, {
      said: (message) => this.hear(message),
      ended: (end) => this.lose(end),
    })
  }

  /** What it is doing. */
  beat(): Beat | null {
    return this.body.beat()
  }

  /** Whether it can be given more to do. One that is being ended still tells what it finished, but takes nothing new. */
  get alive(): boolean {
    return !this.gone && this.why === undefined
  }

  /** Resolves when the runner has loaded what it needs, or is gone. */
  async whenReady(): Promise<void> {
    this.body.hold(true)
    await this.started.promise
    if (!this.task && !this.gone) this.body.hold(false)
  }

  /** Makes sure that the runner has the plan, and forgets the oldest of many. */
  givePlan(planId: number, plan: Plan): void {
    if (this.planIds.includes(planId)) return
    this.planIds.push(planId)
    this.post({ type: 'plan', planId, nodes: plan.nodes })
    const oldest = this.planIds.length > MAX_PLANS ? this.planIds.shift() : undefined
    if (oldest !== undefined) this.post({ type: 'forget-plan', planId: oldest })
  }

  /** `nodes`: of the plan that the message names, as it was given. */
  run(
    message: Extract<ToRunner, { type: 'execute' }>,
    nodes: readonly PlanNode[],
    onEvents: Task['onEvents'],
  ): Promise<SegmentEnd> {
    return new Promise((resolve) => {
      const finish = (end: SegmentEnd): void => {
        this.task = undefined
        if (!this.gone) this.body.hold(false)
        resolve(end)
      }
      this.task = { segment: message.segment, nodes, onEvents, finish }
      if (this.gone)
        return finish({ kind: 'lost', planIndex: null, since: 0, error: this.reason(), certain: true })
      this.body.hold(true)
      this.post(message)
    })
  }

  post(message: ToRunner): void {
    this.body.post(message)
  }

  /**
   * Ends the runner for good. What it had finished is still reported. `at` is the node that it is ended for, if any: it
   * may have ended by itself meanwhile, and then the next one is not to blame.
   */
  kill(why: AppError, at?: Beat): void {
    if (this.gone) return
    this.why ??= why
    this.killedAt = at
    this.body.kill()
  }

  /** Ends an idle runner. */
  async close(): Promise<void> {
    this.gone = true
    this.started.resolve()
    await this.body.close()
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
    if (message.type === 'fault') this.options.onFault(message.error)
    if (message.type === 'events') {
      this.received = message.batch
      if (this.task && message.segment === this.task.segment) this.take(this.task, message.events)
    }
    if (message.type === 'settle') this.post({ type: 'settled', ask: message.ask })
    if (message.type === 'done' && message.segment === this.task?.segment) {
      if (message.spoilt) void this.close()
      this.task.finish({ kind: 'done', error: message.error })
    }
  }

  /** Hands events on. A runner that says what no runner says is not to be trusted any more. */
  private take(task: Task, texts: string): void {
    try {
      task.onEvents(readEvents(texts, task.nodes))
    } catch (thrown) {
      this.distrust(thrown)
    }
  }

  private distrust(thrown: unknown): void {
    this.kill({ code: 'crashed', message: `The runner said what no runner says: ${String(thrown)}` })
  }

  private lose({ why, last, certain }: BodyEnd): void {
    this.started.resolve()
    if (this.gone) return
    this.gone = true
    this.why ??= why
    const { task } = this
    if (!task) return
    if (last.sent === this.received) this.take(task, last.text)
    const { beat } = last
    const [planIndex, since] = beat?.segment === task.segment ? [beat.planIndex, beat.since] : [null, 0]
    const { killedAt } = this
    if (killedAt && !(beat?.segment === killedAt.segment && beat.planIndex === killedAt.planIndex)) {
      const error = { code: 'crashed', message: 'The runner was ended for the node before this one.' }
      task.finish({ kind: 'lost', planIndex, since, error, certain: false })
    } else task.finish({ kind: 'lost', planIndex, since, error: this.reason(), certain })
  }

  private reason(): AppError {
    return this.why ?? { code: 'crashed', message: 'The runner is gone.' }
  }
}
