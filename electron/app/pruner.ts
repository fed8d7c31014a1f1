import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError, AppFailure, fail } from '#shared/base/errors.ts'
import { PrunePlan, PruneStep, RetentionPolicy, Usage } from '#shared/contract/retention.ts'
import { threadEntry } from './thread-entry.ts'

/** What a thread that goes over the whole history is told. */
export const HistoryJob = z.discriminatedUnion('job', [
  z.object({
    job: z.literal('prune'),
    dataDir: z.string(),
    policy: RetentionPolicy,
    now: z.number(),
    compact: z.enum(['whole', 'gentle']),
  }),
  z.object({ job: z.literal('plan'), dataDir: z.string(), policy: RetentionPolicy, now: z.number() }),
  z.object({ job: z.literal('usage'), dataDir: z.string() }),
  z.object({ job: z.literal('sweep'), dataDir: z.string() }),
])
export type HistoryJob = z.infer<typeof HistoryJob>
type PruneJob = Extract<HistoryJob, { job: 'prune' }>

/** What it tells. */
const Word = z.union([
  z.object({ step: PruneStep }),
  z.object({ plan: PrunePlan }),
  z.object({ usage: Usage }),
  z.object({ swept: z.number() }),
  z.object({ error: AppError }),
])
export type HistoryWord = z.infer<typeof Word>
type Told<Key extends string> = Extract<HistoryWord, { readonly [key in Key]: unknown }>

const startThread = (job: HistoryJob): Worker =>
  new Worker(threadEntry('prune', 'prune'), { workerData: job })

const thrown = ({ code, message }: AppError): AppFailure => new AppFailure(code, message)

/**
 * Goes over the whole history of a data folder, which takes seconds for a long one, in threads of its own. There is one pruning at a
 * time; questions are answered beside it.
 */
export class Pruner {
  private readonly dataDir: string
  private running: Promise<unknown> | undefined
  private worker: Worker | undefined
  private readonly asked = new Set<Worker>()

  constructor(dataDir: string) {
    this.dataDir = dataDir
  }

  get busy(): boolean {
    return this.running !== undefined
  }

  /** Errors: `prune_busy`, those of the store. An aborted signal stops it after the step that it is at. */
  async *run(
    policy: RetentionPolicy,
    compact: PruneJob['compact'],
    signal?: AbortSignal,
  ): AsyncGenerator<PruneStep, void, void> {
    if (this.busy) fail('prune_busy', 'The history is being pruned already: wait for its end.')
    const job: PruneJob = { job: 'prune', dataDir: this.dataDir, policy, now: Date.now(), compact }
    const worker = startThread(job)
    // `once` would reject with what the thread died of, which is told from `broken`.
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.running = ended
    this.worker = worker
    const stop = (): void => worker.postMessage('stop')
    signal?.addEventListener('abort', stop)
    const words: HistoryWord[] = []
    let wake: () => void = () => {}
    let broken: unknown
    let over = false
    worker.on('message', (word: unknown) => {
      words.push(Word.parse(word))
      wake()
    })
    worker.on('error', (error) => {
      broken = error
    })
    void ended.finally(() => {
      over = true
      wake()
    })
    try {
      while (!(over && words.length === 0)) {
        const word = words.shift()
        if (!word) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        if ('error' in word) throw thrown(word.error)
        if ('step' in word) yield word.step
      }
      if (broken) throw broken
    } finally {
      signal?.removeEventListener('abort', stop)
      if (!over) stop()
      await ended
      this.running = undefined
      this.worker = undefined
    }
  }

  /** What a policy would delete now. Errors: those of the store. */
  async plan(policy: RetentionPolicy, signal?: AbortSignal): Promise<PrunePlan> {
    return (await this.ask('plan', { job: 'plan', dataDir: this.dataDir, policy, now: Date.now() }, signal))
      .plan
  }

  /** What the data folder takes. Errors: those of the store. */
  async usage(signal?: AbortSignal): Promise<Usage> {
    return (await this.ask('usage', { job: 'usage', dataDir: this.dataDir }, signal)).usage
  }

  /** Removes blobs that nothing names any more, and gives how many. Errors: those of the store. */
  async sweep(): Promise<number> {
    return (await this.ask('swept', { job: 'sweep', dataDir: this.dataDir })).swept
  }

  /** Stops what is under way and waits for it. */
  async close(): Promise<void> {
    this.worker?.postMessage('stop')
    await Promise.all([this.running, ...[...this.asked].map((worker) => worker.terminate())])
  }

  /** Does a job that is told of in one word. An aborted signal ends it. */
  private async ask<Key extends 'plan' | 'usage' | 'swept'>(
    key: Key,
    job: HistoryJob,
    signal?: AbortSignal,
  ): Promise<Told<Key>> {
    signal?.throwIfAborted()
    const worker = startThread(job)
    this.asked.add(worker)
    const stop = (): void => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const words: HistoryWord[] = []
      worker.on('message', (word: unknown) => words.push(Word.parse(word)))
      // Throws what the thread died of.
      await once(worker, 'exit')
      signal?.throwIfAborted()
      const [word] = words
      if (word && 'error' in word) throw thrown(word.error)
      if (word && isTold(word, key)) return word
      return fail('closed', 'Ergo is closing: open it again to ask this.')
    } finally {
      signal?.removeEventListener('abort', stop)
      this.asked.delete(worker)
    }
  }
}

const isTold = <Key extends string>(word: HistoryWord, key: Key): word is Told<Key> => key in word
