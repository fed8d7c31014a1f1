import Sqlite from 'better-sqlite3'
import { attempt } from './errors.ts'

/** A lock held by this process. */
export interface Lock {
  readonly path: string
  release(): void
}

/**
 * Takes a lock, waiting at most `waitMs`; null where somebody else holds it, in this process or another. It is SQLite's own
 * lock on an empty file, which the system takes back when the process ends, however it ends. (A file with a process id in
 * it would outlive a crash, and by then the id may be another's.)
 */
export function takeLock(path: string, waitMs = 0): Lock | null {
  const file = attempt(() => new Sqlite(path, { timeout: waitMs }))
  try {
    file.exec('BEGIN EXCLUSIVE')
    return { path, release: () => file.close() }
  } catch (thrown) {
    file.close()
    if (thrown instanceof Sqlite.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) return null
    throw thrown
  }
}
