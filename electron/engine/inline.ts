import type { NodeEvent } from '#shared/run/events.ts'
import type { ResultCache } from './cache.ts'
import type { Executor, RunContext, Segment } from './executor.ts'
import type { Implementations } from './operation.ts'
import type { RunServices } from './run-services.ts'
import { runSegment } from './segment.ts'

export interface InlineOptions {
  readonly implementations: Implementations
  readonly cache: ResultCache
  readonly servicesFor: (run: RunContext) => RunServices
  /** Segments that may be under way at once; they share this thread, so only waiting is done side by side. */
  readonly capacity?: number
}

/**
 * Runs segments in this thread. A synchronous node can't be ended before it ends itself: that takes the threaded body.
 * Segments do not wait for each other's turns, since nothing is gained here.
 */
export class InlineExecutor implements Executor {
  readonly capacity: number
  private readonly options: InlineOptions
  private readonly runs = new Map<string, RunServices>()

  constructor(options: InlineOptions) {
    this.options = options
    this.capacity = options.capacity ?? 16
  }

  execute(segment: Segment, emit: (event: NodeEvent) => void, signal: AbortSignal): Promise<void> {
    const { implementations, cache } = this.options
    return runSegment(segment, { implementations, cache, ...this.servicesOf(segment.run) }, emit, signal)
  }

  private servicesOf(run: RunContext): RunServices {
    const made = this.runs.get(run.executionId) ?? this.options.servicesFor(run)
    this.runs.set(run.executionId, made)
    return made
  }

  async release(executionId: string): Promise<void> {
    const made = this.runs.get(executionId)
    this.runs.delete(executionId)
    await made?.close()
  }

  async close(): Promise<void> {
    await Promise.all([...this.runs.keys()].map((id) => this.release(id)))
  }
}
