import { now } from './clock.ts'

/** How long a run may have a slot before it is asked to leave what it can for later, where another run waits (ms). */
const SLICE_MS = 200

/** A run's right to a runner. */
export class Slot {
  readonly runId: string
  /** When it was given, Unix ms. */
  readonly since = now()
  private readonly asked = new AbortController()
  private askedAt = Number.NEGATIVE_INFINITY
  private readonly onBack: () => void
  private back = false

  constructor(runId: string, onBack: () => void) {
    this.runId = runId
    this.onBack = onBack
  }

  /** Aborted when a run waits that has fewer slots. */
  get wanted(): AbortSignal {
    return this.asked.signal
  }

  ask(): void {
    this.askedAt = now()
    this.asked.abort()
  }

  /** For how long it has been asked for, ms; infinite where it has not. */
  get askedFor(): number {
    return now() - this.askedAt
  }

  giveBack(): void {
    if (this.back) return
    this.back = true
    this.onBack()
  }
}

/**
 * A cap on work under way, shared by all runs. Runs that wait are served in turn (round robin), so that a run with a
 * thousand ready segments does not hold up one with a single node; and where none is free, the run that has had the most
 * for the longest is asked for one.
 */
export class Slots {
  private free: number
  private capacity: number
  private readonly sliceMs: number
  private readonly queues = new Map<string, Set<(slot: Slot) => void>>()
  private readonly held = new Set<Slot>()
  private timer: NodeJS.Timeout | undefined

  constructor(capacity: number, sliceMs = SLICE_MS) {
    this.capacity = Math.max(1, capacity)
    this.free = this.capacity
    this.sliceMs = sliceMs
  }

  /** Whether there is one that nobody has. */
  get idle(): boolean {
    return this.free > 0
  }

  /** Where it is less than what is under way, no slot is given until enough are back. */
  resize(capacity: number): void {
    this.free += Math.max(1, capacity) - this.capacity
    this.capacity = Math.max(1, capacity)
    this.next()
  }

  /** Resolves with a slot, or with null where the signal is aborted before there is one. */
  acquire(runId: string, signal: AbortSignal): Promise<Slot | null> {
    if (signal.aborted) return Promise.resolve(null)
    const queue = this.queues.get(runId) ?? new Set()
    this.queues.set(runId, queue)
    return new Promise((resolve) => {
      const leave = (): void => {
        queue.delete(start)
        if (queue.size === 0) this.queues.delete(runId)
        resolve(null)
      }
      signal.addEventListener('abort', leave, { once: true })
      const start = (slot: Slot): void => {
        signal.removeEventListener('abort', leave)
        resolve(slot)
      }
      queue.add(start)
      this.next()
    })
  }

  private next(): void {
    while (this.free > 0) {
      const turn = this.queues.entries().next().value
      if (!turn) break
      const [runId, queue] = turn
      this.queues.delete(runId)
      const [start] = queue
      if (!start) continue
      queue.delete(start)
      if (queue.size > 0) this.queues.set(runId, queue)
      this.free -= 1
      start(this.give(runId))
    }
    this.press()
  }

  private give(runId: string): Slot {
    const slot = new Slot(runId, () => {
      this.held.delete(slot)
      this.free += 1
      this.next()
    })
    this.held.add(slot)
    return slot
  }

  /** Asks for a slot for each run that waits and has fewer than another, once that one has had its time. */
  private press(): void {
    clearTimeout(this.timer)
    if (this.queues.size === 0) return
    const left = [...this.held].filter((slot) => !slot.wanted.aborted)
    // One that was asked for comes back after the node under way; where that lasts, another is asked for.
    const expected = [...this.held].filter((slot) => slot.askedFor < this.sliceMs)
    let coming = expected.length
    const has = (runId: string): number => left.filter((slot) => slot.runId === runId).length
    let soonest = Math.min(...expected.map((slot) => this.sliceMs - slot.askedFor))
    for (const runId of this.queues.keys()) {
      const own = has(runId)
      // A run with one slot fewer than another would only change places with it.
      const fair = own === 0 ? 0 : own + 1
      const others = left.filter((slot) => slot.runId !== runId && has(slot.runId) > fair)
      const most = Math.max(...others.map((slot) => has(slot.runId)))
      const longest = others.find((slot) => has(slot.runId) === most)
      if (!longest || coming-- > 0) continue
      const waitMs = longest.since + this.sliceMs - now()
      if (waitMs > 0) soonest = Math.min(soonest, waitMs)
      else {
        left.splice(left.indexOf(longest), 1)
        longest.ask()
      }
    }
    if (soonest < Number.POSITIVE_INFINITY) this.timer = setTimeout(() => this.press(), soonest).unref()
  }
}
