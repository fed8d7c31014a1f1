import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { eq, min, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { executions } from './schema/executions.ts'
import { scriptExecutions } from './schema/scripts.ts'

/** File systems round times: what is younger than this before a run's start may be the run's. */
const ROUNDING_MS = 2000

export interface Swept {
  readonly files: number
  readonly bytes: number
}

/**
 * Removes blobs that nothing names, and unfinished ones. A run under way, in this process or another, has blobs that no
 * row names yet; all were made or used (which sets their time) after it began, so that they are left. No run can begin
 * meanwhile: each folder is swept while this connection holds the right to write.
 */
export function sweepBlobs({ client, orm }: Db, folder: string): Swept {
  const named = client
    .prepare<[string, string], number>(
      'SELECT 1 WHERE EXISTS (SELECT 1 FROM execution_blobs WHERE hash = ?) OR EXISTS (SELECT 1 FROM script_executions WHERE blob = ?)',
    )
    .pluck()
  const swept = { files: 0, bytes: 0 }

  const sweepFolder = client.transaction((name: string): void => {
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
    const before = Math.min(...earliest) - ROUNDING_MS
    for (const file of filesIn(join(folder, name))) {
      const hash = name + file.replace(/\..*$/, '')
      if (name !== 'tmp' && named.get(hash, hash)) continue
      const path = join(folder, name, file)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat || stat.mtimeMs >= before) continue
      rmSync(path, { force: true })
      swept.files += 1
      swept.bytes += stat.size
    }
  })

  for (const name of filesIn(folder)) sweepFolder.immediate(name)
  return swept
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
