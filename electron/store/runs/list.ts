import { and, desc, eq, gte, inArray, lte, max, min, type SQL, sql } from 'drizzle-orm'
import type { Page } from '#shared/contract/base.ts'
import type { RunFilter, RunSummary } from '#shared/contract/runs.ts'
import type { Db } from '../database.ts'
import { numericCursor, type Paging, pageOf } from '../paging.ts'
import { chains } from '../schema/chains.ts'
import { executions } from '../schema/executions.ts'
import { runQuery } from './facets.ts'
import { SUMMARY, type SummaryRow, toSummary } from './summary-row.ts'

/** Lists runs in the order in which they were recorded, newest first. */
export function prepareLists({ orm }: Db) {
  const summaries = () =>
    orm.select(SUMMARY).from(executions).leftJoin(chains, eq(chains.id, executions.chainId)).$dynamic()

  /**
   * Runs of a time are looked up in the index first: `key`, the number of a run, is then bounded, and no others need be
   * looked at.
   */
  const within = ({ since, until }: RunFilter, key: SQL): SQL[] => {
    const time = and(
      since === undefined ? undefined : gte(executions.startedAt, since),
      until === undefined ? undefined : lte(executions.startedAt, until),
    )
    if (!time) return []
    const range = orm
      .select({ first: min(executions.seq), last: max(executions.seq) })
      .from(executions)
      .where(time)
      .get()
    return [sql`${key} BETWEEN ${range?.first ?? 0} AND ${range?.last ?? -1}`, time]
  }

  const byText = (query: string, conditions: SQL[], limit: number): SummaryRow[] =>
    orm
      .select(SUMMARY)
      .from(sql`execution_search`)
      .innerJoin(executions, sql`${executions.seq} = execution_search.rowid`)
      .leftJoin(chains, eq(chains.id, executions.chainId))
      .where(and(sql`execution_search MATCH ${query}`, ...conditions))
      .orderBy(sql`execution_search.rowid DESC`)
      .limit(limit)
      .all()

  /** Each status by itself is in order in its index; together they would have to be sorted. */
  const byStatus = (statuses: RunFilter['status'], conditions: SQL[], limit: number): SummaryRow[] =>
    (statuses ?? [undefined])
      .flatMap((status) =>
        summaries()
          .where(and(status && eq(executions.status, status), ...conditions))
          .orderBy(desc(executions.seq))
          .limit(limit)
          .all(),
      )
      .sort((a, b) => b.seq - a.seq)

  /** What no index tells: rows are looked at from the newest on until a page is full. */
  const beside = ({ trigger, starred, minDurationMs, maxDurationMs }: RunFilter): SQL[] => {
    const took = sql`${executions.finishedAt} - ${executions.startedAt}`
    return [
      ...(trigger === undefined ? [] : [inArray(executions.trigger, trigger)]),
      ...(starred === undefined ? [] : [eq(executions.starred, starred)]),
      ...(minDurationMs === undefined ? [] : [sql`${took} >= ${minDurationMs}`]),
      ...(maxDurationMs === undefined ? [] : [sql`${took} <= ${maxDurationMs}`]),
    ]
  }

  return {
    list(filter: RunFilter, { cursor, limit }: Paging): Page<RunSummary> {
      const { chainId, status: statuses, text, textIn } = filter
      const before = numericCursor(cursor)
      const query = text === undefined ? null : runQuery(text, { chainId, statuses, textIn })
      const key = query ? sql`execution_search.rowid` : sql`${executions.seq}`
      const conditions = [
        ...(chainId === undefined ? [] : [eq(executions.chainId, chainId)]),
        ...(before === undefined ? [] : [sql`${key} < ${before}`]),
        ...within(filter, key),
        ...beside(filter),
      ]
      const rows = query
        ? byText(
            query,
            statuses ? [...conditions, inArray(executions.status, statuses)] : conditions,
            limit + 1,
          )
        : byStatus(statuses, conditions, limit + 1)
      return pageOf(rows, limit, (row) => row.seq, toSummary)
    },

    summary(id: string): RunSummary | undefined {
      const row = summaries().where(eq(executions.id, id)).get()
      return row && toSummary(row)
    },
  }
}
