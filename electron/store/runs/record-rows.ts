import { and, eq, sql } from 'drizzle-orm'
import { parseJson } from '#shared/base/json.ts'
import type { NodeRecord } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import type { Db } from '../database.ts'
import { placeholders } from '../prepared.ts'
import { annotations, conclusions, runLog, sourceFiles, sourceUses } from '../schema/records.ts'
import { Words } from '../search-text.ts'

export type StoredRecord = RunState['records'][number]

/** The run that records come from. */
export interface Origin {
  readonly execution: number
  readonly executionId: string
  readonly chainId: string | null
  readonly chainName: string
  readonly revision: string
}

const OF_NODE = ['execution', 'position', 'nodeId', 'at'] as const
const STATEMENT = [
  ...OF_NODE,
  'executionId',
  'chainId',
  'chainName',
  'revision',
  'subject',
  'content',
  'data',
] as const

/** Writes what nodes leave behind: log lines, conclusions, annotations, the files they read. */
export function prepareRecordWrites({ orm, client, now }: Db) {
  const log = orm
    .insert(runLog)
    .values(placeholders(...OF_NODE, 'level', 'message'))
    .prepare()
  const source = orm
    .insert(sourceFiles)
    .values(placeholders('path', 'sha256', 'size', 'modifiedAt', 'firstSeenAt'))
    .onConflictDoNothing()
    .prepare()
  const sourceId = orm
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
  const conclusion = orm
    .insert(conclusions)
    .values(placeholders(...STATEMENT))
    .prepare()
  const annotation = orm
    .insert(annotations)
    .values(placeholders(...STATEMENT))
    .prepare()
  const searchConclusion = client.prepare<[number | bigint, string, string, string]>(
    'INSERT INTO conclusion_search (rowid, subject, content, data) VALUES (?, ?, ?, ?)',
  )
  const searchAnnotation = client.prepare<[number | bigint, string, string, string]>(
    'INSERT INTO annotation_search (rowid, subject, content, data) VALUES (?, ?, ?, ?)',
  )

  /** `position`: the record's place among all of its run. */
  return (origin: Origin, position: number, { nodeId, at, record }: StoredRecord): void => {
    const ofNode = { execution: origin.execution, position, nodeId, at }
    switch (record.kind) {
      case 'log':
        log.run({ ...ofNode, level: record.level, message: record.message })
        return
      case 'source': {
        source.run({ ...record, firstSeenAt: now() })
        use.run({ ...ofNode, source: sourceId.get({ ...record })?.id })
        return
      }
      default: {
        const data = record.data === undefined ? null : JSON.stringify(record.data)
        const words = `${new Words(4000).addJson(record.data)}`
        const row = { ...origin, ...ofNode, subject: record.subject, content: record.content ?? null, data }
        const [insert, search] =
          record.kind === 'conclusion' ? [conclusion, searchConclusion] : [annotation, searchAnnotation]
        search.run(insert.run(row).lastInsertRowid, record.subject, record.content ?? '', words)
      }
    }
  }
}

/** Reads the records of a run in the order in which they were told. */
export function prepareRecordReads({ orm }: Db) {
  const execution = sql.placeholder('execution')
  const logs = orm.select().from(runLog).where(eq(runLog.execution, execution)).prepare()
  const uses = orm
    .select({ use: sourceUses, file: sourceFiles })
    .from(sourceUses)
    .innerJoin(sourceFiles, eq(sourceFiles.id, sourceUses.source))
    .where(eq(sourceUses.execution, execution))
    .prepare()
  const concluded = orm.select().from(conclusions).where(eq(conclusions.execution, execution)).prepare()
  const annotated = orm.select().from(annotations).where(eq(annotations.execution, execution)).prepare()

  return (seq: number): StoredRecord[] => {
    const found: { position: number; stored: StoredRecord }[] = []
    const add = (row: { position: number; nodeId: string; at: number }, record: NodeRecord): void => {
      found.push({ position: row.position, stored: { nodeId: row.nodeId, at: row.at, record } })
    }
    const of = { execution: seq }
    for (const row of logs.all(of)) add(row, { kind: 'log', level: row.level, message: row.message })
    for (const { use, file } of uses.all(of)) {
      const { path, size, modifiedAt, sha256 } = file
      add(use, { kind: 'source', path, size, modifiedAt, sha256 })
    }
    for (const row of concluded.all(of))
      add(row, { kind: 'conclusion', subject: row.subject, content: row.content, ...dataOf(row.data) })
    for (const row of annotated.all(of)) {
      const content = row.content === null ? {} : { content: row.content }
      add(row, { kind: 'annotation', subject: row.subject, ...content, ...dataOf(row.data) })
    }
    return found.sort((a, b) => a.position - b.position).map(({ stored }) => stored)
  }
}

function dataOf(text: string | null) {
  const json = text === null ? null : parseJson(text)
  return json?.ok ? { data: json.value } : {}
}
