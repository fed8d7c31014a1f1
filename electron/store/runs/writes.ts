import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { excluded, placeholders } from '../prepared.ts'
import { executionBlobs, executions, nodeAttempts, nodeResults } from '../schema/executions.ts'
import type { ResultRow } from './result-row.ts'

/** The statements that a run writes with, prepared once. */
export function prepareWrites({ orm, client }: Db) {
  const search = client.prepare<[number, string, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO execution_search (rowid, facets, chain, inputs, results, errors, statements) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  return {
    start: orm
      .insert(executions)
      .values(
        placeholders(
          'id',
          'chainId',
          'chainName',
          'revision',
          'status',
          'trigger',
          'startedAt',
          'nodeCount',
          'session',
          'inputs',
          'options',
          'nodeOrder',
        ),
      )
      .prepare(),
    results: prepareResults({ orm, client }),
    attempt: orm
      .insert(nodeAttempts)
      .values(placeholders('execution', 'nodeId', 'attempt', 'startedAt', 'failedAt', 'retryInMs', 'error'))
      .prepare(),
    blob: orm
      .insert(executionBlobs)
      .values(placeholders('execution', 'hash'))
      .onConflictDoNothing()
      .prepare(),
    end: orm
      .update(executions)
      .set({
        status: sql`${sql.placeholder('status')}`,
        finishedAt: sql`${sql.placeholder('finishedAt')}`,
        completedCount: sql`${sql.placeholder('completed')}`,
        failedCount: sql`${sql.placeholder('failed')}`,
        skippedCount: sql`${sql.placeholder('skipped')}`,
        reusedCount: sql`${sql.placeholder('reused')}`,
        error: sql`${sql.placeholder('error')}`,
        failure: sql`${sql.placeholder('failure')}`,
      })
      .where(eq(executions.seq, sql.placeholder('execution')))
      .prepare(),
    search(
      execution: number,
      facets: string,
      chain: string,
      texts: readonly [string, string, string, string],
    ): void {
      search.run(execution, facets, chain, ...texts)
    },
  }
}
export type Writes = ReturnType<typeof prepareWrites>

/** So many rows go in with one statement: each costs a quarter less than by itself, and more of them hardly less. */
const ROWS = 16

/**
 * Writes rows of nodes. Of the insert only its SQL is Drizzle's: mapping each parameter would cost more than the insert,
 * and these columns need none.
 */
function prepareResults({ orm, client }: Pick<Db, 'orm' | 'client'>) {
  const { execution, nodeId, ...changing } = getTableColumns(nodeResults)
  const set = Object.fromEntries(Object.entries(changing).map(([key, column]) => [key, excluded(column)]))
  const row = placeholders(
    'execution',
    'nodeId',
    'status',
    'attempt',
    'startedAt',
    'ranAt',
    'durationMs',
    'rowCount',
    'fingerprint',
    'value',
    'outputs',
    'detail',
    'runner',
  )
  const insertOf = (rows: number) => {
    const { sql: text } = orm
      .insert(nodeResults)
      .values(Array.from({ length: rows }, () => row))
      .onConflictDoUpdate({ target: [execution, nodeId], set })
      .toSQL()
    return client.prepare(text)
  }
  const one = insertOf(1)
  const many = insertOf(ROWS)
  return (run: number, rows: readonly ResultRow[]): void => {
    const alone = rows.length % ROWS
    for (const row of rows.slice(0, alone)) one.run(parametersOf(run, row))
    for (let at = alone; at < rows.length; at += ROWS)
      many.run(rows.slice(at, at + ROWS).flatMap((row) => parametersOf(run, row)))
  }
}

const parametersOf = (run: number, row: ResultRow) => [
  run,
  row.nodeId,
  row.status,
  row.attempt,
  row.startedAt,
  row.ranAt,
  row.durationMs,
  row.rowCount,
  row.fingerprint,
  row.value,
  row.outputs,
  row.detail,
  row.runner,
]
