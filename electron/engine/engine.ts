import { followWallClock } from './clock.ts'
import type { Executor } from './executor.ts'
import { Run } from './run.ts'
import { Slots } from './slots.ts'
import type { RunHandle, RunListener, RunRequest } from './types.ts'

/**
 * Runs plans. It knows neither operations nor the store: an executor runs the nodes, listeners hear the events, and
 * everything else about a run is in its {@link RunHandle}.
 */
export class Engine {
  private readonly executor: Executor
  private readonly slots: Slots
  private readonly runs = new Map<string, Run>()

  constructor(executor: Executor) {
    this.executor = executor
    this.slots = new Slots(executor.capacity)
  }

  /** The executor's capacity has changed. */
  resized(): void {
    this.slots.resize(this.executor.capacity)
  }

  /** Starts a run; its first event is heard before this returns. */
  start(request: RunRequest, listener: RunListener): RunHandle {
    if (this.runs.size === 0) followWallClock()
    const run = new Run(request, this.executor, this.slots, listener)
    this.runs.set(request.executionId, run)
    run.done.finally(() => this.runs.delete(request.executionId)).catch(() => {})
    return run
  }

  /** A run that is under way. */
  get(executionId: string): RunHandle | undefined {
    return this.runs.get(executionId)
  }

  /** Cancels every run, waits for their ends and closes the executor. */
  async close(): Promise<void> {
    const runs = [...this.runs.values()]
    for (const run of runs) run.cancel()
    await Promise.allSettled(runs.map((run) => run.done))
    await this.executor.close()
  }
}
