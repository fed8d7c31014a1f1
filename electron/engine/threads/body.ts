import { Worker } from 'node:worker_threads'
import { type AppError, toAppError } from '#shared/base/errors.ts'
import { type Beat, Heartbeat } from './heartbeat.ts'
import { Journal } from './journal.ts'
import type { RunnerData, ToRunner, ToScript } from './protocol.ts'

export interface BodyOptions {
  /** The module that calls `serveRunner`. */
  readonly entry: URL
  /** Plain data for its set-up. */
  readonly setUp: unknown
  /** V8's old generation of a runner, MB; past it the runner ends as `out_of_memory`. */
  readonly memoryMb: number
}

/** What a runner was doing, and what it had finished and not told: `text` follows the batch with the number `sent`. */
export interface Last {
  readonly beat: Beat | null
  readonly sent: number
  readonly text: string
}

export interface BodyEnd {
  readonly why: AppError | undefined
  readonly last: Last
  /** Whether `last` is the runner's very last state. */
  readonly certain: boolean
  /** It heeds no end and goes on in this process, unheard. */
  readonly stuck?: boolean
}

/** Hears a body. `ended` is called once; what is said after it is to be ignored. */
export interface BodyListener {
  said(message: unknown): void
  ended(end: BodyEnd): void
}

/** What a runner lives in: a thread of this process, or of a process of its own. */
export interface Body {
  post(message: ToRunner | ToScript): void
  /** Whether this process stays up for it. */
  hold(held: boolean): void
  /** What it is doing. */
  beat(): Beat | null
  /** Ends it for good, whatever it does. */
  kill(): void
  /** Ends an idle one; resolves when it is gone. `ended` need not be called. */
  close(): Promise<void>
}

export type MakeBody = (options: BodyOptions, listener: BodyListener) => Body

/** A thread that is stuck in native code does not heed its end: it is left behind after this long (ms). */
const ABANDON_MS = 60

/**
 * A thread of this process. What kills the process (V8 running out of memory in one go, a fault of native code) is not
 * kept away from it, and a thread stuck in native code can't be ended: that takes a process around it.
 */
export class ThreadBody implements Body {
  private readonly heartbeat = new Heartbeat()
  private readonly journal = new Journal()
  private readonly worker: Worker
  private readonly listener: BodyListener
  private why: AppError | undefined
  private gone = false

  constructor({ entry, setUp, memoryMb }: BodyOptions, listener: BodyListener) {
    this.listener = listener
    const workerData: RunnerData = {
      heartbeat: this.heartbeat.memory,
      journal: this.journal.memory,
      setUp,
    }
    this.worker = new Worker(entry, { workerData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
    this.worker.on('message', (message: unknown) => listener.said(message))
    this.worker.on('error', (error) => {
      this.why ??= deathOf(error)
    })
    this.worker.on('exit', (code) => {
      this.why ??= { code: 'crashed', message: `The runner thread ended by itself (code ${code}).` }
      this.end()
    })
    this.worker.unref()
  }

  post(message: ToRunner | ToScript): void {
    this.worker.postMessage(message)
  }

  hold(held: boolean): void {
    if (held) this.worker.ref()
    else this.worker.unref()
  }

  beat(): Beat | null {
    return this.heartbeat.read()
  }

  /** The state now, also of a thread that goes on. */
  last(): Last {
    return { beat: this.beat(), ...this.journal.read() }
  }

  kill(): void {
    // What it has said and nobody has heard yet is heard first, also where this thread was held up.
    setTimeout(() => setImmediate(() => this.end(true)), ABANDON_MS)
    void this.worker.terminate()
  }

  async close(): Promise<void> {
    this.gone = true
    // A process whose last wait is for an idle thread would end in the middle of it.
    this.worker.ref()
    await this.worker.terminate()
  }

  private end(stuck = false): void {
    if (this.gone) return
    this.gone = true
    this.listener.ended({ why: this.why, last: this.last(), certain: true, stuck })
  }
}

export const OUT_OF_MEMORY: AppError = {
  code: 'out_of_memory',
  message:
    'The node used up the memory that a runner may have: give it less data at a time, or use a table operation.',
}

function deathOf(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return OUT_OF_MEMORY
  return { code: 'crashed', message: `The runner thread crashed: ${toAppError(error).message}` }
}
