import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { NodeRecord } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import type { Db } from '../database.ts'
import { placeholders } from '../prepared.ts'
import { annotations, conclusions, runLog, sourceFiles, sourceUses } from '../schema/records.ts'
import { scriptExecutions, scripts } from '../schema/scripts.ts'
import { Words } from '../search-text.ts'

export type StoredRecord = RunState['records'][number]
type Statement = Extract<NodeRecord, { kind: 'conclusion' | 'annotation' }>

/** The run that records come from. */
export interface Origin {
  readonly execution: number
  readonly executionId: string
  readonly chainId: string | null
  readonly chainName: string
  readonly revision: string
}

/** Characters of a statement's data that can be searched for. */
const SEARCHED = 4000
const OF_NODE = ['execution', 'position', 'nodeId', 'at'] as const

/** Writes what nodes leave behind. `position`: a record's place among all of its run. */
export function prepareRecordWrites(db: Db) {
  const log = db.orm
    .insert(runLog)
    .values(placeholders(...OF_NODE, 'level', 'message'))
    .prepare()
  const writeSource = prepareSources(db)
  const writeScript = prepareScripts(db)
  const writeStatement = prepareStatements(db)

  return (origin: Origin, position: number, { nodeId, at, record }: StoredRecord): void => {
    const ofNode = { execution: origin.execution, position, nodeId, at }
    if (record.kind === 'log') log.run({ ...ofNode, level: record.level, message: record.message })
    else if (record.kind === 'source') writeSource(ofNode, record)
    else if (record.kind === 'script') writeScript(ofNode, record)
    else writeStatement({ ...origin, ...ofNode }, record)
  }
}

interface OfNode {
  readonly execution: number
  readonly position: number
  readonly nodeId: string
  readonly at: number
}

function prepareSources({ orm, now }: Db) {
  const insert = orm
    .insert(sourceFiles)
    .values(placeholders('path', 'sha256', 'size', 'modifiedAt', 'firstSeenAt'))
    .onConflictDoNothing()
    .prepare()
  const find = orm
    .select({ id: sourceFiles.id })
    .from(sourceFiles)
    .where(
      and(
        eq(sourceFiles.path, sql.placeholder('path')),
        eq(sourceFiles.sha256, sql.placeholder('sha256')),
        eq(sourceFiles.size, sql.placeholder('size')),
        eq(sourceFiles.modifiedAt, sql.placeholder('modifiedAt')),
      ),
    )
    .prepare()
  const use = orm
    .insert(sourceUses)
    .values(placeholders(...OF_NODE, 'source'))
    .prepare()
  return (ofNode: OfNode, record: Extract<NodeRecord, { kind: 'source' }>): void => {
    insert.run({ ...record, firstSeenAt: now() })
    use.run({ ...ofNode, source: find.get({ ...record })?.id })
  }
}

function prepareScripts({ orm, newId }: Db) {
  const find = orm
    .select({ id: scripts.id })
    .from(scripts)
    .where(and(eq(scripts.name, sql.placeholder('name')), isNull(scripts.deletedAt)))
    .orderBy(desc(scripts.id))
    .prepare()
  const insert = orm
    .insert(scriptExecutions)
    .values(
      placeholders(
        'id',
        'script',
        'name',
        'version',
        'startedAt',
        'arguments',
        'execution',
        'position',
        'nodeId',
      ),
    )
    .prepare()
  return ({ at, ...ofNode }: OfNode, { name, ...record }: Extract<NodeRecord, { kind: 'script' }>): void => {
    const script = find.get({ name })?.id ?? null
    insert.run({ ...ofNode, ...record, id: newId(), script, name, startedAt: at })
  }
}

function prepareStatements({ orm, client }: Db) {
  const values = placeholders(
    ...OF_NODE,
    'executionId',
    'chainId',
    'chainName',
    'revision',
    'subject',
    'content',
    'data',
  )
  const insert = {
    conclusion: orm.insert(conclusions).values(values).prepare(),
    annotation: orm.insert(annotations).values(values).prepare(),
  }
  const search = {
    conclusion: client.prepare<[number | bigint, string, string, string]>(
      'INSERT INTO conclusion_search (rowid, subject, content, data) VALUES (?, ?, ?, ?)',
    ),
    annotation: client.prepare<[number | bigint, string, string, string]>(
      'INSERT INTO annotation_search (rowid, subject, content, data) VALUES (?, ?, ?, ?)',
    ),
  }
  return (origin: Origin & OfNode, { kind, subject, content, data }: Statement): void => {
    const text = data === undefined ? null : JSON.stringify(data)
    const row = { ...origin, subject, content: content ?? null, data: text }
    const words = `${new Words(SEARCHED).addJson(data)}`
    search[kind].run(insert[kind].run(row).lastInsertRowid, subject, content ?? '', words)
  }
}
