import type { AppError } from '#shared/base/errors.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { applyEvent, emptyRun, type RunState } from '#shared/run/state.ts'

/** An attempt that failed and was followed by another. Times are Unix milliseconds. */
export interface FailedAttempt {
  readonly nodeId: string
  readonly attempt: number
  readonly startedAt: number | null
  readonly failedAt: number
  readonly retryInMs: number
  readonly error: AppError
}

/** A run as its events tell it, and what of it is not in the database yet. */
export class Unwritten {
  readonly state: RunState = emptyRun()
  /** Nodes whose rows are not as they should be. */
  readonly changed = new Set<string>()
  attempts: FailedAttempt[] = []
  /** How many of the run's records are written. */
  records = 0
  private readonly lastStart = new Map<string, number>()

  /** False for what changes nothing: it is of a node that has ended, or that the run does not have. */
  tell(event: RunEvent): boolean {
    if (event.type === 'node-started' || event.type === 'node-attempt' || event.type === 'node-finished') {
      const node = this.state.nodes.get(event.nodeId)
      if (!node || node.result) return false
      this.changed.add(event.nodeId)
      if (event.type === 'node-started') this.lastStart.set(event.nodeId, event.at)
      if (event.type === 'node-attempt') {
        const { nodeId, attempt, at, retryInMs, error } = event
        const startedAt = this.lastStart.get(nodeId) ?? null
        this.attempts.push({ nodeId, attempt, startedAt, failedAt: at, retryInMs, error })
      }
    }
    applyEvent(this.state, event)
    return true
  }

  /** All that was told is in the database. */
  written(): void {
    this.changed.clear()
    this.attempts = []
    this.records = this.state.records.length
  }
}
