import { constants, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { storeFailure } from './errors.ts'
import MIGRATIONS from './migrations/embedded.json' with { type: 'json' }

/** "Ergo" in the header of our databases. */
export const APPLICATION_ID = 0x4572676f
/** How many migrations a database has had is its `user_version`. */
export const CURRENT_VERSION = MIGRATIONS.length
const BACKUPS_KEPT = 3

const numberOf = (db: Database, pragma: string): number => Number(db.pragma(pragma, { simple: true }))

/**
 * The version of a database, before anything is written to it. Errors: `store_newer` (a later Ergo has made it),
 * `store_damaged` (a database, but not of Ergo).
 */
export function checkVersion(db: Database): number {
  const version = numberOf(db, 'user_version')
  const id = numberOf(db, 'application_id')
  const isNew = id === 0 && version === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
  if (!isNew && id !== APPLICATION_ID)
    fail(
      'store_damaged',
      `${db.name} is not a database of Ergo: move it away, or choose another data folder.`,
    )
  if (version > CURRENT_VERSION)
    fail(
      'store_newer',
      `${db.name} was made by a newer version of Ergo: update Ergo to open it. Nothing was changed.`,
      { version, known: CURRENT_VERSION },
    )
  return version
}

/**
 * Brings a database up to date: all missing migrations in one transaction, after a copy of the file. Nothing is changed
 * where one fails. Drizzle's own migrator needs the folder of SQL files, which a bundle has not, and would go on with a
 * database from the future.
 */
export function migrate(db: Database, now: number, target = CURRENT_VERSION): void {
  const version = checkVersion(db)
  if (version >= target) return
  const backup = version > 0 ? backUp(db, version, now) : null
  // Off, because a table that is rebuilt is dropped for a moment; it can't be changed within a transaction.
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => {
      for (const { statements } of MIGRATIONS.slice(version, target))
        for (const statement of statements) db.exec(statement)
      if (db.prepare('PRAGMA foreign_key_check').all().length > 0)
        throw new Error('rows without their parent')
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${target}`)
    }).exclusive()
  } catch (thrown) {
    const cause = storeFailure(thrown)
    if (cause instanceof AppFailure) throw cause
    fail(
      'store_migration_failed',
      `The database could not be brought up to date (${thrown instanceof Error ? thrown.message : thrown}). It is as it was before.`,
      { version, ...(backup ? { backup } : {}) },
    )
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

/** A copy of the file beside it, in `backups`; the last three are kept. Nobody else writes meanwhile. */
function backUp(db: Database, version: number, now: number): string {
  const folder = join(dirname(db.name), 'backups')
  mkdirSync(folder, { recursive: true })
  db.pragma('wal_checkpoint(TRUNCATE)')
  const stamp = new Date(now).toISOString().replaceAll(/[-:]/g, '').slice(0, 15)
  const path = join(folder, `ergo-v${version}-${stamp}.db`)
  copyFileSync(db.name, path, constants.COPYFILE_FICLONE)
  const older = readdirSync(folder).filter((name) => /^ergo-v\d+-\w+\.db$/.test(name))
  const byTime = older.sort((a, b) => stampOf(a).localeCompare(stampOf(b)))
  for (const name of byTime.slice(0, -BACKUPS_KEPT)) rmSync(join(folder, name), { force: true })
  return path
}

const stampOf = (name: string): string => name.slice(name.indexOf('-', 5) + 1)
