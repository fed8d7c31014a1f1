import { eq, sql } from 'drizzle-orm'
import { RevisionHash } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { scopeOf } from '#shared/run/scope.ts'
import type { Db } from '../database.ts'
import type { Revisions } from '../revisions.ts'
import { executions } from '../schema/executions.ts'
import { sourceFiles, sourceUses } from '../schema/records.ts'
import { scriptExecutions } from '../schema/scripts.ts'
import type { StoredRecord } from './record-rows.ts'

/** A run under way, as other runs of the same store need it. */
export interface UnderWay {
  /** The store is closing: what can still be written is. */
  stop(): void
  /** The chain as it runs. */
  readonly chain: Chain
  /** What the nodes of the run themselves have used: the versions of files and scripts. */
  usedBy(nodeIds: readonly string[]): readonly StoredRecord[]
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

/** Reads the chain of a run as it ran; nothing for one that is no longer in the history. */
export function prepareChainOf({ orm }: Db, revisions: Revisions) {
  const select = orm
    .select({ revision: executions.revision })
    .from(executions)
    .where(eq(executions.id, sql.placeholder('id')))
    .prepare()
  return (executionId: string): Chain | undefined => {
    const row = select.get({ id: executionId })
    return row && revisions.get(RevisionHash.parse(row.revision))
  }
}

type Kit = {
  readonly rests: ReturnType<typeof prepareRests>
  readonly chainOf: (executionId: string) => Chain | undefined
  readonly underWay: ReadonlyMap<string, UnderWay>
}

/** Another run, or this one: what its nodes have used, and its chain, which is read where it is asked for. */
interface Earlier {
  readonly chain: () => Chain | undefined
  usedBy(nodeIds: readonly string[]): readonly StoredRecord[]
}

/** What one run takes from others, each of which is read once, however many results are taken from it. */
export class EarlierRests {
  private readonly kit: Kit
  private readonly read = new Map<string, Earlier>()

  constructor(kit: Kit) {
    this.kit = kit
  }

  /** What a node of another run, or of this one, has itself used. */
  of(executionId: string, nodeId: string): readonly StoredRecord[] {
    return this.run(executionId).usedBy([nodeId])
  }

  /** What its result rests on: what it and all that led to it there have used. */
  ofAll(executionId: string, nodeId: string): readonly StoredRecord[] {
    const run = this.run(executionId)
    const chain = run.chain()
    const leads = chain && scopeOf(chain, { kind: 'toNode', nodeId })
    return run.usedBy(leads ? [...leads.fresh] : [nodeId])
  }

  private run(executionId: string): Earlier {
    const live = this.kit.underWay.get(executionId)
    if (live) return { chain: () => live.chain, usedBy: (ids) => live.usedBy(ids) }
    const known = this.read.get(executionId)
    if (known) return known
    const used = this.kit.rests(executionId)
    const run: Earlier = {
      // Where nothing was used there is nothing to follow.
      chain: () => (used.size > 0 ? this.kit.chainOf(executionId) : undefined),
      usedBy: (ids) => ids.flatMap((id) => used.get(id) ?? []),
    }
    this.read.set(executionId, run)
    return run
  }
}
