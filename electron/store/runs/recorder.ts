import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from 'better-sqlite3'
import { type AppError, AppFailure, fail, toAppError } from '#shared/base/errors.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { attempt } from '../errors.ts'
import type { RunKit } from './kit.ts'
import type { Origin, StoredRecord } from './record-rows.ts'
import { EarlierRests, isGround, type UnderWay } from './rests.ts'
import { checkNotResumed } from './resumed.ts'
import { Unwritten } from './unwritten.ts'
import { type RunSource, writeRows, writeStart } from './write-rows.ts'

const FLUSH_MS = 16
/** At first few, while the runner is still making more; then more, as each transaction has its price. */
const FIRST_NODES = 64
const FLUSH_NODES = 256
const RETRY_MS = 250
/** How long the end of a run waits for a database that another program holds. */
const LOCKED_MS = 10_000
/** A flush is tried again anyway, so that the process is not held up for a database that is busy. */
const BUSY_WHILE_RUNNING_MS = 40

/** What the recorder of a run is told beside its events. */
export interface RunStart extends RunSource {
  /** Told once when results can't be written for now; they are kept in memory and tried again. */
  readonly onProblem?: (error: AppError) => void
}

/**
 * Writes one run as its events tell it. Events are folded, and the nodes that they changed are written some
 * {@link FLUSH_MS} ms or {@link FLUSH_NODES} nodes later in one transaction: a node that starts and ends in between costs
 * one row. What is written survives the end of the process; the end of the run is waited for until it is on the disk.
 */
export class RunRecorder implements UnderWay {
  /** Settles when the end of the run is on the disk, or can't be written for now. Errors: those of {@link save}. */
  readonly done: Promise<void>
  private readonly kit: RunKit
  private readonly start: RunStart
  private readonly told = new Unwritten()
  private origin: Origin | undefined
  private readonly earlier: EarlierRests
  private readonly takenOver = new Set<string>()
  private most = FIRST_NODES
  private timer: NodeJS.Timeout | undefined
  private problem = false
  private stopped = false
  private readonly commit: Transaction<(origin: Origin) => void>
  private readonly settle: { resolve: () => void; reject: (error: unknown) => void }

  constructor(kit: RunKit, start: RunStart) {
    this.kit = kit
    this.start = start
    this.earlier = new EarlierRests(kit)
    this.commit = kit.client.transaction((origin: Origin) =>
      writeRows(kit, origin, this.told, (nodeId) => this.takeOver(nodeId)),
    )
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.done = promise
    this.settle = { resolve, reject }
    promise.catch(() => {})
  }

  /** The listener to give to the engine. Throws only at `run-started`, where the run can't be kept at all. */
  readonly listen = (event: RunEvent): void => {
    if (event.type === 'run-started') {
      this.begin(event)
      return
    }
    if (!this.told.tell(event)) return
    if (event.type === 'run-finished') this.save().then(this.settle.resolve, (thrown) => this.later(thrown))
    else this.schedule()
  }

  /** Writes what is not written yet before the run goes on, unless that is failing anyway. */
  keepNow(): void {
    if (!this.problem) this.tryFlush()
  }

  /** Writes what is not written yet. Errors: `store_full`, `store_read_only`, `store_locked`, `store_damaged`. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.write()
  }

  /**
   * Writes all and waits until it is on the disk, for some seconds where the database is locked. May be called again where
   * it fails: nothing is lost as long as the process lives. Errors: as {@link flush}.
   */
  async save(): Promise<void> {
    const until = performance.now() + LOCKED_MS
    for (;;) {
      try {
        this.flush()
        break
      } catch (thrown) {
        if (!(thrown instanceof AppFailure && thrown.code === 'store_locked')) throw thrown
        if (performance.now() > until) throw thrown
        await wait(RETRY_MS)
      }
    }
    await this.kit.toDisk()
  }

  /** The end can't be written now: that is told, and it is tried until it can be or the store closes. */
  private later(thrown: unknown): void {
    this.settle.reject(thrown)
    // Where its rows are written already, only the disk was not waited for.
    if (!this.origin || !this.kit.underWay.has(this.origin.executionId)) return
    this.problem = true
    this.schedule()
  }

  stop(): void {
    this.tryFlush()
    clearTimeout(this.timer)
    this.stopped = true
  }

  get chain(): Chain {
    return this.start.chain
  }

  usedBy(nodeIds: readonly string[]): StoredRecord[] {
    const nodes = new Set(nodeIds)
    for (const id of nodes) this.takeOver(id)
    return this.told.state.records.filter((stored) => nodes.has(stored.nodeId) && isGround(stored))
  }

  /**
   * A result that was taken from another run rests on the files and scripts that it rested on there: they are kept with
   * this run too, as that one may be deleted. Where results are reused, those before it are as well, and have their own;
   * a pin and a key give a result whatever stands before it now.
   */
  private takeOver(nodeId: string): void {
    const { state } = this.told
    const cached = state.nodes.get(nodeId)?.result?.cached
    if (!cached || cached.executionId === undefined || this.takenOver.has(nodeId)) return
    const from = cached.by === 'cacheKey' ? (cached.nodeId ?? nodeId) : nodeId
    const rests =
      cached.by === 'reuse'
        ? this.earlier.of(cached.executionId, from)
        : this.earlier.ofAll(cached.executionId, from)
    for (const { at, record } of rests) state.records.push({ nodeId, at, record })
    this.takenOver.add(nodeId)
  }

  private begin(event: Extract<RunEvent, { type: 'run-started' }>): void {
    if (this.origin) throw new Error(`The run ${event.executionId} has started twice.`)
    this.told.tell(event)
    const { kit, start } = this
    attempt(() =>
      kit.client
        .transaction(() => {
          const { resumes } = start.options ?? {}
          // Once more, where nobody can come between.
          if (start.trigger === 'resume' && typeof resumes === 'string') checkNotResumed(kit, resumes)
          this.origin = writeStart(kit, start, event)
        })
        .immediate(),
    )
    kit.underWay.set(event.executionId, this)
  }

  private schedule(): void {
    if (this.stopped) return
    if (this.told.changed.size >= this.most && !this.problem) {
      this.most = Math.min(FLUSH_NODES, this.most * 2)
      this.tryFlush()
    } else this.timer ??= setTimeout(() => this.tryFlush(), this.problem ? RETRY_MS : FLUSH_MS)
  }

  private tryFlush(): void {
    if (!this.origin) return
    try {
      this.flush()
      this.problem = false
    } catch (thrown) {
      if (!this.problem) this.start.onProblem?.(toAppError(thrown))
      this.problem = true
      this.schedule()
    }
  }

  private write(): void {
    const { origin, kit } = this
    if (this.stopped) fail('store_closed', 'The data folder was closed while this run was under way.')
    if (!origin)
      fail('run_not_started', 'The run has not told of its start, so that nothing of it can be kept.')
    kit.client.pragma(`busy_timeout = ${BUSY_WHILE_RUNNING_MS}`)
    try {
      attempt(() => this.commit.immediate(origin))
    } finally {
      kit.client.pragma(`busy_timeout = ${kit.busyMs}`)
    }
    this.told.written()
    if (this.told.state.status !== 'running') kit.underWay.delete(origin.executionId)
  }
}
