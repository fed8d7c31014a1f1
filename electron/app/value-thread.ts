import { totalmem } from 'node:os'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Question } from '#electron/rpc/values/questions.ts'
import type { LargeValues } from '#electron/rpc/values/read.ts'
import { AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import { Value } from '#shared/operation/value.ts'
import { threadEntry } from './thread-entry.ts'

/** What the thread is told at its start: the data folder, whose blobs hold large values. */
export const ValueThreadSetUp = z.object({ dataDir: z.string() })
type ValueThreadSetUp = z.infer<typeof ValueThreadSetUp>

export const ValueRequest = z.object({
  number: z.number(),
  value: Value,
  /** The second value of a question about two. */
  beside: Value.optional(),
  /** The question's name. */
  question: z.string(),
  input: z.unknown(),
})
type ValueRequest = z.infer<typeof ValueRequest>

/** The answer to the request with the same number. */
export const ValueAnswer = z.union([
  z.object({ number: z.number(), error: AppError }),
  z.object({ number: z.number(), answer: z.unknown() }),
])
export type ValueAnswer = z.infer<typeof ValueAnswer>

interface Waiting {
  readonly request: ValueRequest
  readonly answered: (answer: unknown) => void
  readonly failed: (why: unknown) => void
  readonly signal: AbortSignal | undefined
}

const MB = 1024 * 1024
/** Within Electron all heaps of a process share a space of 4 GB: this leaves the main thread enough of it. */
const MOST_MB = 2048
/** What it has read is kept for the next question, but not for ever: it may be much. */
const IDLE_MS = 60_000
const usualMb = (): number => Math.min(MOST_MB, Math.round(totalmem() / MB / 4))

/**
 * Reads large values in a thread of its own: parsing tens of megabytes takes a second, and the main process is not to wait
 * for it. Requests are handed over one at a time, so that it is known which one a thread died of; the next gets a new thread.
 */
export class ValueThread implements LargeValues {
  private readonly setUp: ValueThreadSetUp
  private readonly memoryMb: number
  private readonly idleMs: number
  private resting: NodeJS.Timeout | undefined
  private readonly queue: Waiting[] = []
  /** The request that the thread has. */
  private current: Waiting | undefined
  private worker: Worker | undefined
  private count = 0
  private closed = false

  /**
   * @param options.memoryMb what JavaScript may hold in the thread, MB; a quarter of the machine's memory and 2 GB at most
   * by default.
   * @param options.idleMs after how long without a question the thread ends; the next one gets a new thread.
   */
  constructor(dataDir: string, { memoryMb = usualMb(), idleMs = IDLE_MS } = {}) {
    this.setUp = { dataDir }
    this.memoryMb = memoryMb
    this.idleMs = idleMs
  }

  /** Whether there is a thread, at work or idle. */
  get running(): boolean {
    return this.worker !== undefined
  }

  /** Rejects with the signal's reason once that is aborted: what has not been handed over by then never is. */
  ask<Input, Answer>(
    value: Value,
    question: Question<Input, Answer>,
    input: Input,
    signal?: AbortSignal,
    beside?: Value,
  ): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.count += 1
    const waiting: Waiting = {
      request: {
        number: this.count,
        value: asSent(value),
        beside: beside && asSent(beside),
        question: question.name,
        input,
      },
      answered: (answer) => {
        try {
          resolve(question.read(answer))
        } catch (thrown) {
          reject(thrown)
        }
      },
      failed: reject,
      signal,
    }
    const drop = (): void => {
      const at = this.queue.indexOf(waiting)
      if (at >= 0) this.queue.splice(at, 1)
      reject(signal?.reason)
    }
    if (this.closed) reject(closing())
    else if (signal?.aborted) drop()
    else {
      signal?.addEventListener('abort', drop, { once: true })
      this.queue.push(waiting)
      this.next()
    }
    return promise.finally(() => signal?.removeEventListener('abort', drop))
  }

  /** Ends the thread, with what it is at. */
  async close(): Promise<void> {
    this.closed = true
    for (const waiting of [this.current, ...this.queue.splice(0)]) waiting?.failed(closing())
    this.current = undefined
    await this.end()
  }

  private async end(): Promise<void> {
    clearTimeout(this.resting)
    const { worker } = this
    this.worker = undefined
    await worker?.terminate()
  }

  private next(): void {
    if (this.current) return
    clearTimeout(this.resting)
    this.current = this.queue.shift()
    // A process that has nothing else to do does not stay up for an idle thread.
    if (!this.current) {
      this.worker?.unref()
      this.resting = setTimeout(() => void this.end(), this.idleMs).unref()
      return
    }
    this.worker ??= this.start()
    this.worker.ref()
    this.worker.postMessage(this.current.request)
  }

  private start(): Worker {
    const worker = new Worker(threadEntry('values', 'values'), {
      workerData: this.setUp,
      resourceLimits: { maxOldGenerationSizeMb: this.memoryMb },
    })
    let why: unknown
    let answered = 0
    worker.on('error', (error) => {
      why = error
    })
    worker.on('message', (raw: unknown) => {
      const answer = ValueAnswer.parse(raw)
      if (this.worker !== worker || this.current?.request.number !== answer.number) return
      if ('error' in answer) this.current.failed(failureOf(answer.error))
      else this.current.answered(answer.answer)
      answered += 1
      this.current = undefined
      this.next()
    })
    worker.on('exit', () => {
      if (this.worker !== worker) return
      this.worker = undefined
      const { current } = this
      this.current = undefined
      // The values before it may be what left no room: it is tried once more by itself.
      if (current && !current.signal?.aborted && isOutOfMemory(why) && answered > 0)
        this.queue.unshift(current)
      else current?.failed(this.deathOf(why))
      this.next()
    })
    return worker
  }

  private deathOf(error: unknown): AppFailure {
    const { memoryMb } = this
    if (isOutOfMemory(error))
      return new AppFailure(
        'out_of_memory',
        `This value takes more than the ${memoryMb} MB of memory that looking at values may use: look at a part of it, with a node that filters or extracts.`,
        { memoryMb },
      )
    const why = error === undefined ? '' : ` (${toAppError(error).message})`
    return new AppFailure('crashed', `What reads large values ended by itself${why}: try again.`)
  }
}

/** The preview of a large value stays here: the thread reads the value itself. */
const asSent = (value: Value): Value => (value.kind === 'large' ? { ...value, preview: null } : value)

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

const failureOf = ({ code, message, data }: AppError): AppFailure =>
  new AppFailure(code, message, data && { ...data })

const closing = (): AppFailure =>
  new AppFailure('closed', 'Ergo is closing: open it again to see this value.')
