import { rm } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { takeRun } from '#electron/portable/read.ts'
import { writeRun } from '#electron/portable/write.ts'
import type { Store } from '#electron/store/store.ts'
import { RUN_EXTENSION } from '#shared/run/portable.ts'
import type { AppEvents } from '../events.ts'
import type { Feature } from '../feature.ts'
import type { Downloads } from '../files/downloads.ts'

export interface PortableDeps {
  readonly store: Store
  readonly downloads: Downloads
  readonly events: AppEvents
  /** Where files are that windows have handed over. */
  readonly uploads: string
}

export function portableFeature({ store, downloads, events, uploads }: PortableDeps): Feature<'portable'> {
  return {
    async save({ executionId, path }) {
      if (path !== null) return { path, download: null, redacted: await writeRun(store, executionId, path) }
      const { chainName, startedAt } = store.runs.summary(executionId)
      const place = await downloads.place()
      const redacted = await writeRun(store, executionId, place)
      const name = `${chainName || 'Run'} ${new Date(startedAt).toISOString().slice(0, 16)}`
      const file = `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '-')}.${RUN_EXTENSION}`
      return { path: null, download: downloads.offer({ path: place, name: file }), redacted }
    },
    async open({ path, uploaded }) {
      try {
        const id = await takeRun(store, path)
        events.publish({ type: 'history-changed' })
        return store.runs.summary(id)
      } finally {
        if (uploaded && resolve(path).startsWith(resolve(uploads) + sep)) await rm(path, { force: true })
      }
    },
  }
}
