import type { PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'
import { hasLimits } from '#shared/contract/retention.ts'

interface AutoPruneParts {
  readonly policy: () => RetentionPolicy
  readonly run: (policy: RetentionPolicy) => AsyncIterable<PruneStep>
  /** Whether something is under way that pruning should wait for. */
  readonly busy: () => boolean
  /** Told when runs were deleted, of chains or of scripts. */
  readonly onPruned: (deleted: number) => void
  readonly onFault: (thrown: unknown) => void
  /** How long after a start or a run the history is looked at; what comes meanwhile is looked at together. */
  readonly idleMs: number
}

/** Prunes by the settings' policy when nothing else goes on: after a start, and after runs. */
export class AutoPrune {
  private readonly parts: AutoPruneParts
  private timer: NodeJS.Timeout | undefined
  private closed = false

  constructor(parts: AutoPruneParts) {
    this.parts = parts
  }

  /** Something has happened that may call for pruning. */
  nudge(): void {
    if (this.closed) return
    this.timer ??= setTimeout(() => void this.prune(), this.parts.idleMs).unref()
  }

  /** The limits have changed, and may be half typed: what they say now is not acted on yet. */
  postpone(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.nudge()
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  private async prune(): Promise<void> {
    this.timer = undefined
    const { policy, run, busy, onPruned, onFault } = this.parts
    if (busy()) {
      this.nudge()
      return
    }
    try {
      const wanted = policy()
      if (!hasLimits(wanted)) return
      for await (const step of run(wanted))
        if (step.step === 'done' && step.deleted + step.scripts > 0) onPruned(step.deleted + step.scripts)
    } catch (thrown) {
      onFault(thrown)
    }
  }
}
