import { eq, sql } from 'drizzle-orm'
import { parseJson } from '#shared/base/json.ts'
import type { NodeRecord } from '#shared/run/events.ts'
import type { Db } from '../database.ts'
import { annotations, conclusions, runLog, sourceFiles, sourceUses } from '../schema/records.ts'
import { scriptExecutions } from '../schema/scripts.ts'
import type { StoredRecord } from './record-rows.ts'

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
  const scripted = orm
    .select()
    .from(scriptExecutions)
    .where(eq(scriptExecutions.execution, execution))
    .prepare()

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
    for (const { position, nodeId, startedAt: at, name, version, arguments: given } of scripted.all(of))
      if (position !== null && nodeId !== null)
        add({ position, nodeId, at }, { kind: 'script', name, version, arguments: given })
    return found.sort((a, b) => a.position - b.position).map(({ stored }) => stored)
  }
}

function dataOf(text: string | null) {
  const json = text === null ? null : parseJson(text)
  return json?.ok ? { data: json.value } : {}
}
