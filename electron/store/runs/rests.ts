import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { executions } from '../schema/executions.ts'
import { sourceFiles, sourceUses } from '../schema/records.ts'
import { scriptExecutions } from '../schema/scripts.ts'
import type { StoredRecord } from './record-rows.ts'

/** A run under way, as other runs of the same store need it. */
export interface UnderWay {
  /** The store is closing: what can still be written is. */
  stop(): void
  /** What the result of a node of the run rests on: the versions of files and scripts. */
  restsOn(nodeId: string): readonly StoredRecord[]
}

/** Whether a record tells of something that a result rests on. */
export const isGround = ({ record }: StoredRecord): boolean =>
  record.kind === 'source' || record.kind === 'script'

/** Reads what the results of a run rest on, by node. Nothing for a run that is no longer in the history. */
export function prepareRests({ orm }: Db) {
  const id = sql.placeholder('id')
  const { nodeId, at, position } = sourceUses
  const { path, size, modifiedAt, sha256 } = sourceFiles
  const sources = orm
    .select({ nodeId, at, path, size, modifiedAt, sha256 })
    .from(executions)
    .innerJoin(sourceUses, eq(sourceUses.execution, executions.seq))
    .innerJoin(sourceFiles, eq(sourceFiles.id, sourceUses.source))
    .where(eq(executions.id, id))
    .orderBy(position)
    .prepare()
  const scripts = orm
    .select({
      nodeId: scriptExecutions.nodeId,
      at: scriptExecutions.startedAt,
      name: scriptExecutions.name,
      version: scriptExecutions.version,
      arguments: scriptExecutions.arguments,
    })
    .from(executions)
    .innerJoin(scriptExecutions, eq(scriptExecutions.execution, executions.seq))
    .where(eq(executions.id, id))
    .orderBy(scriptExecutions.position)
    .prepare()

  return (executionId: string): Map<string, StoredRecord[]> => {
    const found = new Map<string, StoredRecord[]>()
    const add = (stored: StoredRecord): void => {
      const before = found.get(stored.nodeId)
      if (before) before.push(stored)
      else found.set(stored.nodeId, [stored])
    }
    for (const { nodeId, at, ...file } of sources.all({ id: executionId }))
      add({ nodeId, at, record: { kind: 'source', ...file } })
    for (const { nodeId, at, ...script } of scripts.all({ id: executionId }))
      if (nodeId !== null) add({ nodeId, at, record: { kind: 'script', ...script } })
    return found
  }
}

type Kit = {
  readonly rests: ReturnType<typeof prepareRests>
  readonly underWay: ReadonlyMap<string, UnderWay>
}

/** What one run takes from others, each of which is read once, however many results are taken from it. */
export class EarlierRests {
  private readonly kit: Kit
  private readonly read = new Map<string, Map<string, StoredRecord[]>>()

  constructor(kit: Kit) {
    this.kit = kit
  }

  /** What the result of a node of another run, or of this one, rests on. */
  of(executionId: string, nodeId: string): readonly StoredRecord[] {
    const live = this.kit.underWay.get(executionId)
    if (live) return live.restsOn(nodeId)
    const rests = this.read.get(executionId) ?? this.kit.rests(executionId)
    this.read.set(executionId, rests)
    return rests.get(nodeId) ?? []
  }
}
