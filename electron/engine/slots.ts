/**
 * A cap on work under way, shared by all runs. Runs that wait are served in turn (round robin), so that a run with a
 * thousand ready segments does not hold up one with a single node.
 */
export class Slots {
  private free: number
  private readonly queues = new Map<string, (() => void)[]>()

  constructor(capacity: number) {
    this.free = Math.max(1, capacity)
  }

  /** Resolves with the function that gives the slot back, or with null where the signal is aborted before there is one. */
  acquire(runId: string, signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return Promise.resolve(null)
    return new Promise((resolve) => {
      const leave = (): void => {
        const left = this.queues.get(runId)?.filter((waiting) => waiting !== start) ?? []
        if (left.length > 0) this.queues.set(runId, left)
        else this.queues.delete(runId)
        resolve(null)
      }
      signal.addEventListener('abort', leave, { once: true })
      const start = (): void => {
        signal.removeEventListener('abort', leave)
        let given = false
        resolve(() => {
          if (given) return
          given = true
          this.free += 1
          this.next()
        })
      }
      const queue = this.queues.get(runId)
      if (queue) queue.push(start)
      else this.queues.set(runId, [start])
      this.next()
    })
  }

  private next(): void {
    while (this.free > 0) {
      const turn = this.queues.entries().next().value
      if (!turn) return
      const [runId, queue] = turn
      this.queues.delete(runId)
      const [start, ...later] = queue
      if (later.length > 0) this.queues.set(runId, later)
      this.free -= 1
      start?.()
    }
  }
}
