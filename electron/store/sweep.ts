import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { eq, min, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { executions } from './schema/executions.ts'
import { scriptExecutions } from './schema/scripts.ts'

/** File systems round times: what is younger than this before a run's start may be the run's. */
const ROUNDING_MS = 2000

/**
 * A blob that no row names may be that of an import, which writes its rows last, or of a run that is not kept and has none:
 * in this process or another, with nothing that tells of it. None of them takes so long from a blob to its end.
 */
export const GRACE_MS = 3_600_000

/** The time of a blob that was let go: older than any grace, and one that every file system can hold. */
const LET_GO = new Date('2000-01-01T00:00:00Z')

export interface Swept {
  readonly files: number
  readonly bytes: number
  /** Files that nothing names either, which are too young to be sure of, or which a run under way may have used. */
  readonly left: number
  readonly leftBytes: number
}

/**
 * Removes blobs that nothing names, and unfinished ones, once they are older than {@link GRACE_MS}. `sure`: nobody else can
 * be writing any, so that their age does not matter. A run under way, in this process or another, has blobs that no row
 * names yet; all were made or used (which sets their time) after it began, so that they are left however old they are. No
 * run can begin meanwhile: each folder is swept while this connection holds the right to write.
 */
export function sweepBlobs(db: Db, folder: string, sure = false): Swept {
  const { client, now } = db
  const named = client
    .prepare<[string, string], number>(
      'SELECT 1 WHERE EXISTS (SELECT 1 FROM execution_blobs WHERE hash = ?) OR EXISTS (SELECT 1 FROM script_executions WHERE blob = ?)',
    )
    .pluck()
  const swept = { files: 0, bytes: 0, left: 0, leftBytes: 0 }

  const sweepFolder = client.transaction((name: string): void => {
    const before = Math.min(madeBeforeRuns(db), sure ? Number.POSITIVE_INFINITY : now() - GRACE_MS)
    for (const file of filesIn(join(folder, name))) {
      const hash = name + file.replace(/\..*$/, '')
      if (name !== 'tmp' && named.get(hash, hash)) continue
      const path = join(folder, name, file)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat) continue
      if (stat.mtimeMs >= before) {
        swept.left += 1
        swept.leftBytes += stat.size
        continue
      }
      rmSync(path, { force: true })
      swept.files += 1
      swept.bytes += stat.size
    }
  })

  for (const name of filesIn(folder)) sweepFolder.immediate(name)
  return swept
}

/**
 * Lets blobs go whose rows are being deleted: they were named, so that they are known to be nobody's beginning, and the next
 * sweep removes those that no other row names without waiting for their age. Using one again takes this back. The caller
 * holds the right to write, so that no run begins meanwhile; what a run under way may have used is left alone.
 */
export function letGo(db: Db, folder: string, hashes: readonly string[]): void {
  const before = madeBeforeRuns(db)
  for (const hash of hashes) {
    const plain = join(folder, hash.slice(0, 2), hash.slice(2))
    for (const path of [plain, `${plain}.zst`]) {
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat || stat.mtimeMs >= before) continue
      try {
        utimesSync(path, LET_GO, LET_GO)
      } catch {
        // Another user's file, or one that is gone: it is swept by its age.
      }
    }
  }
}

/** What was made or used before this belongs to no run under way. */
function madeBeforeRuns({ orm }: Db): number {
  const earliest = [
    orm
      .select({ at: min(executions.startedAt) })
      .from(executions)
      .where(eq(executions.status, 'running'))
      .get(),
    orm
      .select({ at: min(scriptExecutions.startedAt) })
      .from(scriptExecutions)
      .where(sql`${scriptExecutions.status} = 'running'`)
      .get(),
  ].map((row) => row?.at ?? Number.POSITIVE_INFINITY)
  return Math.min(...earliest) - ROUNDING_MS
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
