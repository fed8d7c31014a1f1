import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { and, inArray, isNull, ne, notInArray } from 'drizzle-orm'
import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { Db } from './database.ts'
import { executionBlobs, executions, revisions } from './schema/executions.ts'
import { scriptExecutions } from './schema/scripts.ts'
import { letGo, type Swept, sweepBlobs } from './sweep.ts'

/** SQLite's number for: free pages are given back when asked for. */
export const INCREMENTAL = 2

/** Runs are deleted so many at a time, so that others can write in between. */
const AT_ONCE = 200

/** Keeping the data folder sound and small. */
export function openMaintenance(db: Db, blobs: BlobStore) {
  const { client, orm } = db
  const totalChanges = client.prepare<[], number>('SELECT total_changes()').pluck()
  const optimizeSearch = (): void => {
    client.exec("INSERT INTO execution_search (execution_search) VALUES ('optimize')")
  }
  const removeRuns = client.transaction((ids: readonly ExecutionId[]): number => {
    const chosen = and(inArray(executions.id, [...ids]), ne(executions.status, 'running'))
    const ofChosen = orm.select({ seq: executions.seq }).from(executions).where(chosen)
    const named = orm
      .selectDistinct({ hash: executionBlobs.hash })
      .from(executionBlobs)
      .where(inArray(executionBlobs.execution, ofChosen))
      .all()
    const rows = orm.delete(executions).where(chosen).returning({ seq: executions.seq }).all()
    const unsearch = client.prepare('DELETE FROM execution_search WHERE rowid = ?')
    for (const { seq } of rows) unsearch.run(seq)
    letGo(
      db,
      blobs.folder,
      named.map(({ hash }) => hash),
    )
    return rows.length
  })

  const removeScriptRuns = client.transaction((ids: readonly string[]): number => {
    const alone = and(isNull(scriptExecutions.execution), ne(scriptExecutions.status, 'running'))
    const rows = orm
      .delete(scriptExecutions)
      .where(and(inArray(scriptExecutions.id, [...ids]), alone))
      .returning({ blob: scriptExecutions.blob })
      .all()
    letGo(
      db,
      blobs.folder,
      rows.flatMap(({ blob }) => blob ?? []),
    )
    return rows.length
  })

  const inParts = <Id>(ids: readonly Id[], remove: (some: readonly Id[]) => number): number => {
    let removed = 0
    for (let at = 0; at < ids.length; at += AT_ONCE) removed += remove(ids.slice(at, at + AT_ONCE))
    return removed
  }

  return {
    /** Tidies all of the index of text at once. */
    optimizeSearch,

    /**
     * Deletes runs with their results. Conclusions and annotations stay. Blobs go with the next `sweep`. Gives how many
     * runs there were; those under way are left.
     */
    deleteRuns(ids: readonly ExecutionId[]): number {
      const deleted = inParts(ids, removeRuns.immediate)
      orm
        .delete(revisions)
        .where(notInArray(revisions.hash, orm.select({ hash: executions.revision }).from(executions)))
        .run()
      return deleted
    },

    /** Deletes runs of scripts alone with their results, as `deleteRuns` does. Those of chains go with their run. */
    deleteScriptRuns: (ids: readonly string[]): number => inParts(ids, removeScriptRuns.immediate),

    /** Removes blobs that nothing names any more: those of what was deleted, and others once they are old. */
    sweep: (): Swept => sweepBlobs(db, blobs.folder),

    /** Gives the space of what was deleted back to the disk. Takes a copy's time and space; nobody can write meanwhile. */
    compact(): void {
      optimizeSearch()
      client.pragma(`auto_vacuum = ${INCREMENTAL}`)
      client.exec('VACUUM')
      client.pragma('wal_checkpoint(TRUNCATE)')
    },

    /**
     * Gives back some of the free space, in steps so short that others hardly wait; false when nothing is left to do. Only
     * databases made so from the beginning, or compacted since, can do it.
     */
    shrink(pages = 500): boolean {
      if (Number(client.pragma('auto_vacuum', { simple: true })) !== INCREMENTAL) return false
      if (Number(client.pragma('freelist_count', { simple: true })) === 0) return false
      client.pragma(`incremental_vacuum(${pages})`)
      return true
    },

    /** Tidies a part of the index of text, in which deleted runs leave marks; false when there is nothing left to do. */
    mergeSearch(pages = 200): boolean {
      const before = totalChanges.get() ?? 0
      client.prepare("INSERT INTO execution_search (execution_search, rank) VALUES ('merge', ?)").run(-pages)
      // As SQLite's manual says: an insert that changes fewer than two rows had nothing to merge.
      return (totalChanges.get() ?? 0) - before >= 2
    },

    /** Writes the log into the database, so that the folder takes no more than it must. */
    checkpoint(): void {
      client.pragma('wal_checkpoint(TRUNCATE)')
    },

    /** A number that is another one once any other connection, of this process or another, has written. */
    version: (): number => Number(client.pragma('data_version', { simple: true })),

    /** Bytes on disk. */
    size(): { database: number; blobs: number } {
      const wal = statSync(`${client.name}-wal`, { throwIfNoEntry: false })?.size ?? 0
      return { database: statSync(client.name).size + wal, blobs: sizeOf(blobs.folder) }
    },

    /** What is wrong with the database, in SQLite's words; empty when it is sound. Reads all of it. */
    check(): string[] {
      const problems = client.prepare<[], string>('PRAGMA integrity_check').pluck().all()
      const loose = client.prepare('PRAGMA foreign_key_check').all()
      return [
        ...problems.filter((problem) => problem !== 'ok'),
        ...loose.map((row) => `A row without its parent: ${JSON.stringify(row)}`),
      ]
    },
  }
}
export type Maintenance = ReturnType<typeof openMaintenance>

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  return bytes
}
