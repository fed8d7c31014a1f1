import { blobOf } from '#electron/data/blobs/refs.ts'
import type { BlobHash } from '#shared/base/ids.ts'
import { externalRef } from '#shared/operation/value.ts'
import type { RunEvent } from '#shared/run/events.ts'

/** Blobs that results name. `size`: of what the value says that it is; 0 where it says nothing. */
export function blobsOf(events: readonly RunEvent[]): Map<BlobHash, number> {
  const found = new Map<BlobHash, number>()
  for (const event of events) {
    if (event.type !== 'node-finished') continue
    for (const value of [event.result.value, ...Object.values(event.result.outputs ?? {})]) {
      const blob = value && blobOf(externalRef(value) ?? '')
      if (blob) found.set(blob, value.kind === 'large' ? value.size : 0)
    }
  }
  return found
}
