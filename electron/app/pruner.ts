import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { AppError, AppFailure, fail } from '#shared/base/errors.ts'
import { PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'
import { threadEntry } from './thread-entry.ts'

/** What the pruning thread is told. */
export const PruneJob = z.object({
  dataDir: z.string(),
  policy: RetentionPolicy,
  now: z.number(),
  compact: z.enum(['whole', 'gentle']),
})
export type PruneJob = z.infer<typeof PruneJob>

/** What it tells. */
const Word = z.union([z.object({ step: PruneStep }), z.object({ error: AppError })])
export type PruneWord = z.infer<typeof Word>

/** Prunes a data folder in a thread of its own, one pruning at a time. */
export class Pruner {
  private readonly dataDir: string
  private running: Promise<unknown> | undefined
  private worker: Worker | undefined

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
    const job: PruneJob = { dataDir: this.dataDir, policy, now: Date.now(), compact }
    const worker = new Worker(threadEntry('prune', 'prune'), { workerData: job })
    const ended = once(worker, 'exit')
    this.running = ended
    this.worker = worker
    const stop = (): void => worker.postMessage('stop')
    signal?.addEventListener('abort', stop)
    const words: PruneWord[] = []
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
        if ('error' in word) throw new AppFailure(word.error.code, word.error.message, undefined)
        yield word.step
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

  /** Stops what is under way and waits for it. */
  async close(): Promise<void> {
    this.worker?.postMessage('stop')
    await this.running
  }
}
