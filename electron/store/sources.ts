import { desc, eq } from 'drizzle-orm'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Db } from './database.ts'
import { executions } from './schema/executions.ts'
import { sourceFiles, sourceUses } from './schema/records.ts'

/** A version of a file that a run has read. */
export interface SourceVersion {
  readonly path: string
  readonly sha256: string
  readonly size: number
  /** Unix milliseconds, as are the others. */
  readonly modifiedAt: number
  readonly firstSeenAt: number
}

const VERSION = {
  path: sourceFiles.path,
  sha256: sourceFiles.sha256,
  size: sourceFiles.size,
  modifiedAt: sourceFiles.modifiedAt,
  firstSeenAt: sourceFiles.firstSeenAt,
}

/** The files that runs have read. */
export function openSources({ orm }: Db) {
  return {
    /** Every file that was read with this content; empty for content never seen. Oldest first. */
    withContent: (sha256: string): SourceVersion[] =>
      orm
        .select(VERSION)
        .from(sourceFiles)
        .where(eq(sourceFiles.sha256, sha256))
        .orderBy(sourceFiles.id)
        .all(),

    /** The versions of a file that were read, the newest first. */
    ofPath: (path: string): SourceVersion[] =>
      orm
        .select(VERSION)
        .from(sourceFiles)
        .where(eq(sourceFiles.path, path))
        .orderBy(desc(sourceFiles.id))
        .all(),

    /** The runs that read a file with this content or took a result that rests on it, newest first. */
    readers: (sha256: string): { executionId: ExecutionId; nodeId: string; at: number }[] =>
      orm
        .select({ executionId: executions.id, nodeId: sourceUses.nodeId, at: sourceUses.at })
        .from(sourceFiles)
        .innerJoin(sourceUses, eq(sourceUses.source, sourceFiles.id))
        .innerJoin(executions, eq(executions.seq, sourceUses.execution))
        .where(eq(sourceFiles.sha256, sha256))
        .orderBy(desc(executions.seq), sourceUses.position)
        .all()
        .map((row) => ({ ...row, executionId: ExecutionId.parse(row.executionId) })),
  }
}
export type Sources = ReturnType<typeof openSources>
