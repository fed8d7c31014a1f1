import type { ValuePreview } from '#shared/contract/preview.ts'
import type { RunBatch } from '#shared/contract/runs.ts'
import type { Value } from '#shared/operation/value.ts'
import type { RunEvent } from '#shared/run/events.ts'

/** A window draws 60 times a second: more batches than that help nobody. */
const BATCH_MS = 16
/** So many events fold and draw within a frame; more come in the next batch. */
const BATCH_EVENTS = 1000

/** Tells the events of one run. */
export interface EventSource {
  /** What has happened so far, in an order that folds to the run's present state. */
  readonly past: Iterable<RunEvent>
  /** Calls the listener for all that happens from now on; absent where nothing more will. */
  subscribe?(listener: (event: RunEvent) => void): () => void
}

/**
 * A run's events in batches for a window: at once where there is something, then at most every {@link BATCH_MS}. The next
 * batch is made when it is asked for, so a window that is slow to take them gets fewer and larger ones (of at most
 * {@link BATCH_EVENTS} events).
 */
export async function* runBatches(
  source: EventSource,
  preview: (value: Value) => ValuePreview,
  signal?: AbortSignal,
): AsyncGenerator<RunBatch, void, void> {
  let queue: RunEvent[] = []
  let wake: () => void = () => {}
  let timer: NodeJS.Timeout | undefined
  const stop = source.subscribe?.((event) => {
    queue.push(event)
    wake()
  })
  const onAbort = (): void => wake()
  signal?.addEventListener('abort', onAbort)
  try {
    queue = [...source.past, ...queue]
    let reset = true
    let ended = false
    while (!ended && !signal?.aborted) {
      if (queue.length === 0) {
        if (!stop) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      const batch = toBatch(queue.splice(0, BATCH_EVENTS), reset, preview)
      reset = false
      ended = batch.events.some((event) => event.type === 'run-finished')
      yield batch
      if (ended || batch.events.length >= BATCH_EVENTS) continue
      await new Promise<void>((resolve) => {
        wake = () => (signal?.aborted ? resolve() : undefined)
        timer = setTimeout(resolve, BATCH_MS)
      })
    }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    stop?.()
  }
}

/** Values leave the events and stand beside them in small. */
export function toBatch(
  events: readonly RunEvent[],
  reset: boolean,
  preview: (value: Value) => ValuePreview,
): RunBatch {
  const previews: Record<string, ValuePreview> = {}
  const light = events.map((event): RunEvent => {
    if (event.type !== 'node-finished') return event
    const { value, outputs: _outputs, ...result } = event.result
    if (value) previews[event.nodeId] = preview(value)
    return { ...event, result }
  })
  return { reset, events: light, previews }
}
