import { now } from './clock.ts'
import type { Turn } from './executor.ts'
import type { RunnerNumbers } from './runner-numbers.ts'
import type { Slot, Slots } from './slots.ts'
import { wait } from './wait.ts'

/** What turns of a run take from it. */
export interface TurnDeps {
  readonly executionId: string
  readonly slots: Slots
  readonly runners: RunnerNumbers
  /** Aborted when the run is ended. */
  readonly signal: AbortSignal
}

/** The time of one segment of a run on a runner: it can be interrupted for another run, or cut short for its own. */
export class RunTurn implements Turn {
  readonly nodes: readonly number[]
  wanted: AbortSignal
  /** Which of the run's runners it is on. */
  runner: number
  /** What is left of the segment is dealt out anew. */
  cut = false
  private readonly deps: TurnDeps
  private slot: Slot
  private asked = new AbortController()
  private passing = false

  private constructor(nodes: readonly number[], deps: TurnDeps, slot: Slot) {
    this.nodes = nodes
    this.deps = deps
    this.slot = slot
    this.runner = deps.runners.take()
    this.wanted = AbortSignal.any([slot.wanted, this.asked.signal])
  }

  /** Waits for a slot; null where the run is ended before there is one. */
  static async take(nodes: readonly number[], deps: TurnDeps): Promise<RunTurn | null> {
    const slot = await deps.slots.acquire(deps.executionId, deps.signal)
    return slot && new RunTurn(nodes, deps, slot)
  }

  /** Whether it could be asked for what is left: it is running, and was not asked yet. */
  get whole(): boolean {
    return !this.passing && !this.asked.signal.aborted
  }

  /** Asks for what is left of the segment, so that others may run it. */
  split(): void {
    this.asked.abort()
  }

  async pass(notBefore: number): Promise<boolean> {
    const { executionId, slots, runners, signal } = this.deps
    this.end()
    const waitMs = notBefore - now()
    this.cut = this.asked.signal.aborted && waitMs <= 0
    if (this.cut) return false
    if (waitMs > 0) await wait(waitMs, signal).catch(() => {})
    this.slot = (await slots.acquire(executionId, signal)) ?? this.slot
    this.runner = runners.take()
    this.passing = false
    this.asked = new AbortController()
    this.wanted = AbortSignal.any([this.slot.wanted, this.asked.signal])
    return true
  }

  /** Gives back what it has; nothing where it has passed that on. */
  end(): void {
    if (this.passing) return
    this.passing = true
    this.deps.runners.giveBack(this.runner)
    this.slot.giveBack()
  }
}
