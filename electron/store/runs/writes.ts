import { eq, sql } from 'drizzle-orm'
import type { Db } from '../database.ts'
import { excluded, placeholders } from '../prepared.ts'
import { executionBlobs, executions, nodeAttempts, nodeResults } from '../schema/executions.ts'

/** The statements that a run writes with, prepared once. */
export function prepareWrites({ orm, client }: Db) {
  const { execution: _execution, nodeId: _nodeId, ...changing } = placeholdersOfResult()
  const set = Object.fromEntries(
    Object.keys(changing).map((key) => [key, excluded(nodeResults[key as keyof typeof changing])]),
  )
  const search = client.prepare<[number, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO execution_search (rowid, chain, inputs, results, errors, statements) VALUES (?, ?, ?, ?, ?, ?)',
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
    result: orm
      .insert(nodeResults)
      .values(placeholdersOfResult())
      .onConflictDoUpdate({ target: [nodeResults.execution, nodeResults.nodeId], set })
      .prepare(),
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
    search(execution: number, chain: string, texts: readonly [string, string, string, string]): void {
      search.run(execution, chain, ...texts)
    },
  }
}
export type Writes = ReturnType<typeof prepareWrites>

const placeholdersOfResult = () =>
  placeholders(
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
  )
