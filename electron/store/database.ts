import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { fail } from '#shared/base/errors.ts'
import { attempt } from './errors.ts'
import { INCREMENTAL } from './maintenance.ts'
import { CURRENT_VERSION, checkVersion, migrate } from './migrate.ts'

export const DATABASE_FILE = 'ergo.db'
/** How long opening waits for a write of another process. */
const OPENING_BUSY_MS = 5000

export type Drizzle = BetterSQLite3Database

/** What the features of the store work with. */
export interface Db {
  readonly client: Sqlite.Database
  readonly orm: Drizzle
  /** Unix milliseconds. */
  readonly now: () => number
  readonly newId: () => string
}

/** Opens the database to write, made or brought up to date where needed. `alone`: no other process has it open. */
export function openToWrite(dataDir: string, now: () => number, alone: boolean): Sqlite.Database {
  return opened(
    () => new Sqlite(join(dataDir, DATABASE_FILE), { timeout: OPENING_BUSY_MS }),
    (client) => {
      const version = checkVersion(client)
      if (version > 0 && version < CURRENT_VERSION && !alone)
        fail(
          'store_in_use',
          'The database must be brought up to date, but another Ergo has it open: close that one, then try again.',
        )
      // It can be chosen before there is any table only.
      if (version === 0) client.pragma(`auto_vacuum = ${INCREMENTAL}`)
      client.pragma('journal_mode = WAL')
      // Commits survive the end of the process at once, and a power cut from the next checkpoint or `flush` on.
      client.pragma('synchronous = NORMAL')
      migrate(client, now())
      client.pragma('foreign_keys = ON')
    },
  )
}

/**
 * Opens the database to read only. The folder must be writable all the same: readers of a write-ahead log share an index
 * that they make beside it. Errors: `store_missing`, `store_outdated`.
 */
export function openToRead(dataDir: string): Sqlite.Database {
  const path = join(dataDir, DATABASE_FILE)
  if (!existsSync(path)) fail('store_missing', `There is no database of Ergo in ${dataDir}.`)
  return opened(
    () => new Sqlite(path, { readonly: true, timeout: OPENING_BUSY_MS }),
    (client) => {
      if (checkVersion(client) < CURRENT_VERSION)
        fail(
          'store_outdated',
          `${path} was made by an older version of Ergo: open it to write once, to update it.`,
        )
    },
  )
}

function opened(open: () => Sqlite.Database, setUp: (client: Sqlite.Database) => void): Sqlite.Database {
  const client = attempt(open)
  try {
    attempt(() => setUp(client))
    return client
  } catch (thrown) {
    client.close()
    throw thrown
  }
}

export const ormOf = (client: Sqlite.Database): Drizzle => drizzle(client)
