import { setTimeout as wait } from 'node:timers/promises'
import type { Transaction } from 'better-sqlite3'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { type AppError, AppFailure, fail, toAppError } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent, Trigger } from '#shared/run/events.ts'
import { applyEvent, emptyRun, type RunState } from '#shared/run/state.ts'
import { attempt } from '../errors.ts'
import { facetsOf } from './facets.ts'
import type { RunKit } from './kit.ts'
import type { Origin, StoredRecord } from './record-rows.ts'
import { EarlierRests, isGround, type UnderWay } from './rests.ts'
import { type ResultRow, refsOf, toRow } from './result-row.ts'
import { checkNotResumed } from './resumed.ts'
import { countsOf, failureOf, textsOf } from './summary.ts'

const FLUSH_MS = 16
/** At first few, while the runner is still making more; then more, as each transaction has its price. */
const FIRST_NODES = 64
const FLUSH_NODES = 256
const RETRY_MS = 250
/** How long the end of a run waits for a database that another program holds. */
const LOCKED_MS = 10_000
/** A flush is tried again anyway, so that the process is not held up for a database that is busy. */
const BUSY_WHILE_RUNNING_MS = 40

/** What the store is told of a run beside its events. */
export interface RunStart {
  /** Null for a chain that is only a file. */
  readonly chainId: ChainId | null
  /** The chain as it runs: kept as the run's revision. */
  readonly chain: Chain
  readonly trigger: Trigger
  /** What the run was asked for beside its inputs, for running it again. */
  readonly options?: JsonRecord
  /** Told once when results can't be written for now; they are kept in memory and tried again. */
  readonly onProblem?: (error: AppError) => void
}

/** An attempt that failed and was followed by another. Times are Unix milliseconds. */
export interface FailedAttempt {
  readonly nodeId: string
  readonly attempt: number
  readonly startedAt: number | null
  readonly failedAt: number
  readonly retryInMs: number
  readonly error: AppError
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
  private readonly state: RunState = emptyRun()
  private origin: Origin | undefined
  private readonly changed = new Set<string>()
  private readonly earlier: EarlierRests
  private readonly takenOver = new Set<string>()
  private readonly lastStart = new Map<string, number>()
  private attempts: FailedAttempt[] = []
  private recordsWritten = 0
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
    this.commit = kit.client.transaction((origin: Origin) => this.writeRows(origin))
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
    if (event.type === 'node-started' || event.type === 'node-attempt' || event.type === 'node-finished') {
      const node = this.state.nodes.get(event.nodeId)
      if (!node || node.result) return
      this.changed.add(event.nodeId)
      if (event.type === 'node-started') this.lastStart.set(event.nodeId, event.at)
      if (event.type === 'node-attempt') {
        const { nodeId, attempt, at, retryInMs, error } = event
        const startedAt = this.lastStart.get(nodeId) ?? null
        this.attempts.push({ nodeId, attempt, startedAt, failedAt: at, retryInMs, error })
      }
    }
    applyEvent(this.state, event)
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
    return this.state.records.filter((stored) => nodes.has(stored.nodeId) && isGround(stored))
  }

  /**
   * A result that was taken from another run rests on the files and scripts that it rested on there: they are kept with
   * this run too, as that one may be deleted. Where results are reused, those before it are as well, and have their own;
   * a pin and a key give a result whatever stands before it now. A run from a file has told them itself.
   */
  private takeOver(nodeId: string): void {
    const cached = this.state.nodes.get(nodeId)?.result?.cached
    if (!cached || cached.executionId === undefined || this.start.trigger === 'imported') return
    if (this.takenOver.has(nodeId)) return
    const from = cached.by === 'cacheKey' ? (cached.nodeId ?? nodeId) : nodeId
    const rests =
      cached.by === 'reuse'
        ? this.earlier.of(cached.executionId, from)
        : this.earlier.ofAll(cached.executionId, from)
    for (const { at, record } of rests) this.state.records.push({ nodeId, at, record })
    this.takenOver.add(nodeId)
  }

  private begin(event: Extract<RunEvent, { type: 'run-started' }>): void {
    if (this.origin) throw new Error(`The run ${event.executionId} has started twice.`)
    applyEvent(this.state, event)
    const { kit, start } = this
    attempt(() =>
      kit.client
        .transaction(() => {
          const { resumes } = start.options ?? {}
          // Once more, where nobody can come between.
          if (typeof resumes === 'string') checkNotResumed(kit, resumes)
          const revision = kit.revisions.freeze(start.chain)
          const of = { chainId: start.chainId, chainName: start.chain.name, revision }
          const { lastInsertRowid } = kit.writes.start.run({
            ...of,
            id: event.executionId,
            status: 'running',
            trigger: start.trigger,
            startedAt: event.at,
            nodeCount: event.order.length,
            session: kit.session,
            inputs: event.inputs,
            options: start.options ?? {},
            nodeOrder: JSON.stringify(event.order),
          })
          this.origin = { execution: Number(lastInsertRowid), executionId: event.executionId, ...of }
        })
        .immediate(),
    )
    kit.underWay.set(event.executionId, this)
  }

  private schedule(): void {
    if (this.stopped) return
    if (this.changed.size >= this.most && !this.problem) {
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
    this.changed.clear()
    this.attempts = []
    this.recordsWritten = this.state.records.length
    if (this.state.status !== 'running') kit.underWay.delete(origin.executionId)
  }

  private writeRows(origin: Origin): void {
    const { state, kit } = this
    const { execution } = origin
    const rows: ResultRow[] = []
    for (const id of this.changed) {
      const node = state.nodes.get(id)
      if (!node) continue
      rows.push(toRow(id, node))
      if (!node.result) continue
      this.takeOver(id)
      for (const ref of refsOf(node.result)) {
        const hash = blobOf(ref)
        if (hash) kit.writes.blob.run({ execution, hash })
      }
    }
    kit.writes.results(execution, rows)
    for (const failed of this.attempts) kit.writes.attempt.run({ execution, ...failed })
    for (let at = this.recordsWritten; at < state.records.length; at++) {
      const record = state.records[at]
      if (record) kit.writeRecord(origin, at, record)
    }
    if (state.status !== 'running') writeEnd(kit, origin, state)
  }
}

/** Closes a run: its status and counts, and the text it can be found by. */
export function writeEnd(kit: RunKit, origin: Origin, state: RunState): void {
  const { execution, chainId, chainName } = origin
  const { status, finishedAt, error } = state
  kit.writes.end.run({
    execution,
    status,
    finishedAt: finishedAt ?? null,
    ...countsOf(state),
    error: error ? JSON.stringify(error) : null,
    failure: toText(failureOf(state)),
  })
  kit.writes.search(execution, facetsOf({ chainId, status }), chainName, textsOf(state))
}

const toText = (error: AppError | undefined): string | null => (error ? JSON.stringify(error) : null)
