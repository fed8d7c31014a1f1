import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { openChains } from './chains/index.ts'
import { openToRead, openToWrite, ormOf } from './database.ts'
import { attempt, guarded, storeFailure } from './errors.ts'
import { openInputs } from './inputs.ts'
import { openRevisions } from './revisions.ts'
import { openRuns } from './runs/index.ts'
import { endInterrupted } from './runs/interrupted.ts'
import { openRunKit } from './runs/kit.ts'
import { prepareLoads } from './runs/load.ts'
import { openSession, type Session } from './sessions.ts'
import { openSettings } from './settings.ts'

export interface StoreOptions {
  /** Holds `ergo.db`, `blobs`, `backups` and `sessions`; made where it is missing. */
  readonly dataDir: string
  /** Unix milliseconds. */
  readonly now?: () => number
  readonly newId?: () => string
  /**
   * What the folder is opened for:
   * - `app`: a window's process. Only one at a time: another gets `store_in_use`.
   * - `command` (the default): anything else that may write. Works beside an app and other commands: SQLite's
   *   write-ahead log lets all read while one writes, and writes are short.
   * - `viewer`: reads only, also a folder that can't be written to. Errors: `store_missing`, `store_outdated`.
   */
  readonly role?: 'app' | 'command' | 'viewer'
}

/**
 * Opens a data folder, with the database made or brought up to date, and runs whose process has died marked
 * `interrupted`. Everything else throws an `AppFailure` too: `store_full`, `store_read_only`, `store_locked`,
 * `store_damaged`, `store_newer` (then nothing is changed), `store_in_use`, `store_migration_failed`, `store_failed`.
 */
export function openStore({ dataDir, now = Date.now, newId = randomUUID, role = 'command' }: StoreOptions) {
  if (role === 'viewer') return features(openToRead(dataDir), null, dataDir, now, newId)
  attempt(() => mkdirSync(dataDir, { recursive: true }))
  return openSession(dataDir, role === 'app', (session) => {
    const client = openToWrite(dataDir, now, session.others.size === 0)
    try {
      return features(client, session, dataDir, now, newId)
    } catch (thrown) {
      client.close()
      throw storeFailure(thrown)
    }
  })
}
export type Store = ReturnType<typeof openStore>

function features(
  client: Database,
  session: Session | null,
  dataDir: string,
  now: () => number,
  newId: () => string,
) {
  const db = { client, orm: ormOf(client), now, newId }
  const revisions = openRevisions(db)
  const kit = openRunKit(db, revisions, session?.name ?? '', dataDir)
  const interrupted = session ? endInterrupted(kit, prepareLoads(kit), session.others) : 0
  return {
    dataDir,
    /** How many runs of processes that have died were found at opening. */
    interrupted,
    blobs: new BlobStore(dataDir),
    revisions: guarded(revisions),
    chains: guarded(openChains(db)),
    runs: guarded(openRuns(kit)),
    inputs: guarded(openInputs(db)),
    settings: guarded(openSettings(db)),
    close(): void {
      client.close()
      session?.close()
    },
  }
}
