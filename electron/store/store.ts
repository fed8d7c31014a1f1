import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { openToRead, openToWrite } from './database.ts'
import { attempt, storeFailure } from './errors.ts'
import { assemble } from './features.ts'
import { sweepScratch } from './scratch.ts'
import { openSession } from './sessions.ts'

export interface StoreOptions {
  /** Holds `ergo.db`, `blobs`, `backups`, `scratch` and `sessions`; made where it is missing. */
  readonly dataDir: string
  /** Unix milliseconds. */
  readonly now?: () => number
  readonly newId?: () => string
  /**
   * What the folder is opened for:
   * - `app`: a window's process. Only one at a time: another gets `store_in_use`.
   * - `command` (the default): anything else that may write. Works beside an app and other commands: SQLite's
   *   write-ahead log lets all read while one writes, and writes are short.
   * - `viewer`: reads only, and changes nothing. Errors: `store_missing`, `store_outdated`.
   */
  readonly role?: 'app' | 'command' | 'viewer'
  /** Names this opening of the folder, and its scratch folder; made up by default. */
  readonly session?: string
  /** How long a write waits for another process's; those are short. */
  readonly busyMs?: number
  /** How long opening waits for another process that is opening the folder, which may bring its database up to date. */
  readonly openingMs?: number
}

/**
 * Opens a data folder: the database is made or brought up to date, and runs whose process has died are marked
 * `interrupted`. What it and all the store's methods throw is an `AppFailure`: `store_full`, `store_read_only`,
 * `store_locked`, `store_damaged`, `store_failed`, and from here also `store_newer` (then nothing is changed),
 * `store_in_use`, `store_migration_failed`.
 */
export function openStore(options: StoreOptions): Store {
  const { dataDir, now = Date.now, newId = randomUUID, role = 'command', busyMs = 5000 } = options
  const { openingMs = 20_000 } = options
  const parts = { dataDir, now, newId, busyMs }
  if (role === 'viewer') return assemble({ ...parts, client: openToRead(dataDir), session: null })
  attempt(() => mkdirSync(dataDir, { recursive: true }))
  const asked = {
    exclusive: role === 'app',
    waitMs: openingMs,
    ...(options.session ? { name: options.session } : {}),
  }
  return openSession(dataDir, asked, (session) => {
    attempt(() => sweepScratch(dataDir, new Set([...session.others, session.name])))
    const client = openToWrite(dataDir, now, session.others.size === 0)
    try {
      return assemble({ ...parts, client, session })
    } catch (thrown) {
      client.close()
      throw storeFailure(thrown)
    }
  })
}

export type Store = ReturnType<typeof assemble>
