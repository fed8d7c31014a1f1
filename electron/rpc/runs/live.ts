import type { RunHandle, RunListener } from '#electron/engine/types.ts'
import type { Store } from '#electron/store/store.ts'
import { toAppError } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { RunEvent, RunStatus } from '#shared/run/events.ts'
import { replay } from '#shared/run/replay.ts'
import type { EventSource } from '../batches.ts'
import type { AppEvents } from '../events.ts'

interface LiveRun {
  readonly handle: RunHandle
  readonly listeners: Set<RunListener>
}

/** Runs that windows have started, for whoever listens to them. */
export class LiveRuns {
  private readonly runs: Pick<Store['runs'], 'load'>
  private readonly events: AppEvents
  private readonly onEnd: () => void
  private readonly live = new Map<ExecutionId, LiveRun>()

  /** @param onEnd called whenever a run has ended. */
  constructor(runs: Pick<Store['runs'], 'load'>, events: AppEvents, onEnd: () => void = () => {}) {
    this.runs = runs
    this.events = events
    this.onEnd = onEnd
  }

  /** @param begin starts the run with the listener that it is given. */
  start(begin: (listener: RunListener) => RunHandle): ExecutionId {
    const listeners = new Set<RunListener>()
    const handle = begin((event) => {
      for (const listener of listeners) listener(event)
    })
    const { executionId } = handle
    this.live.set(executionId, { handle, listeners })
    this.changed(executionId, 'running')
    handle.done
      .catch((thrown) => this.events.publish({ type: 'problem', error: toAppError(thrown) }))
      .then(() => {
        this.live.delete(executionId)
        this.changed(executionId, handle.state.status)
        this.onEnd()
      })
    return executionId
  }

  get busy(): boolean {
    return this.live.size > 0
  }

  get(id: ExecutionId): RunHandle | undefined {
    return this.live.get(id)?.handle
  }

  /** A run's events from its start, under way or past. Error: `execution_missing`. */
  source(id: ExecutionId): EventSource {
    const run = this.live.get(id)
    if (!run) return { past: replay(this.runs.load(id)) }
    return {
      past: replay(run.handle.state),
      subscribe(listener: (event: RunEvent) => void) {
        run.listeners.add(listener)
        return () => run.listeners.delete(listener)
      },
    }
  }

  /** Cancels what is under way and waits until it has ended. */
  async close(): Promise<void> {
    const handles = [...this.live.values()].map((run) => run.handle)
    for (const handle of handles) handle.cancel()
    await Promise.allSettled(handles.map((handle) => handle.done))
  }

  private changed(executionId: ExecutionId, status: RunStatus): void {
    this.events.publish({ type: 'run-changed', executionId, status })
  }
}
