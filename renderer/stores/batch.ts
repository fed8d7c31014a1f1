/** Shortest time between two folds, in milliseconds: two frames. */
const SHORTEST = 32
/** Longest, so that a slow machine still sees a run move. */
const LONGEST = 500

/**
 * Collects what a stream brings and hands it on in batches, from a timer. A batch that took t ms is followed by a
 * pause of 2 t, so that however fast events come, at least two thirds of the time are left for the user's input.
 */
export function batches<T>(consume: (items: readonly T[]) => void): { push(item: T): void; flush(): void } {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = SHORTEST

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const items = waiting
    waiting = []
    const start = performance.now()
    consume(items)
    // React renders in the microtask that it queued during consume(); this one comes after it.
    queueMicrotask(() => {
      pause = Math.min(LONGEST, Math.max(SHORTEST, 2 * (performance.now() - start)))
    })
  }

  return {
    push(item) {
      waiting.push(item)
      timer ??= setTimeout(flush, pause)
    },
    flush,
  }
}
