import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { NodeResult } from '#shared/run/events.ts'
import { emptyRun, type NodeState, type RunState } from '#shared/run/state.ts'
import { readJson } from '../columns.ts'
import { executions, nodeAttempts, nodeResults } from '../schema/executions.ts'
import type { RunKit } from './kit.ts'
import { fromRow, type ResultRow, resultOf } from './result-row.ts'

const Order = z.array(z.string())

export type ExecutionRow = typeof executions.$inferSelect

/** Reads runs whole, and single results of them. */
export function prepareLoads({ orm, readRecords }: RunKit) {
  const execution = sql.placeholder('execution')
  const byId = orm
    .select()
    .from(executions)
    .where(eq(executions.id, sql.placeholder('id')))
    .prepare()
  const results = orm.select().from(nodeResults).where(eq(nodeResults.execution, execution)).prepare()
  const one = orm
    .select()
    .from(nodeResults)
    .where(and(eq(nodeResults.execution, execution), eq(nodeResults.nodeId, sql.placeholder('nodeId'))))
    .prepare()
  const attempts = orm
    .select()
    .from(nodeAttempts)
    .where(eq(nodeAttempts.execution, execution))
    .orderBy(nodeAttempts.id)
    .prepare()

  const nodesOf = (row: ExecutionRow): Map<string, NodeState> => {
    const nodes = new Map<string, NodeState>()
    for (const id of readJson(Order, row.nodeOrder))
      nodes.set(id, { status: 'pending', attempt: 0, startedAt: undefined, result: undefined, failures: [] })
    const of = { execution: row.seq }
    for (const result of results.all(of)) nodes.set(result.nodeId, fromRow(result))
    for (const failed of attempts.all(of)) nodes.get(failed.nodeId)?.failures.push(failed.error)
    return nodes
  }

  return {
    row: (id: string): ExecutionRow | undefined => byId.get({ id }),

    /** The run as the fold of its events. Error: `store_damaged`. */
    state(row: ExecutionRow): RunState {
      const nodes = nodesOf(row)
      return {
        ...emptyRun(),
        executionId: row.id,
        status: row.status,
        startedAt: row.startedAt,
        finishedAt: row.finishedAt ?? undefined,
        inputs: row.inputs,
        order: [...nodes.keys()],
        nodes,
        records: readRecords(row.seq),
        error: row.error ?? undefined,
      }
    },

    result(seq: number, nodeId: string): NodeResult | undefined {
      const found: ResultRow | undefined = one.get({ execution: seq, nodeId })
      return (found && resultOf(found)) ?? undefined
    },

    attempts: (row: ExecutionRow) => attempts.all({ execution: row.seq }),
  }
}
