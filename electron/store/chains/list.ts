import { aliasedTable, and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { Page } from '#shared/contract/base.ts'
import type { ChainSummary } from '#shared/contract/chains.ts'
import type { Db } from '../database.ts'
import { type Paging, pageOf } from '../paging.ts'
import { chains } from '../schema/chains.ts'
import { executions } from '../schema/executions.ts'
import { toQuery } from '../search-text.ts'

export interface ChainFilter {
  /** Words in the name, the description or a node. */
  readonly search?: string | undefined
  /** Deleted chains instead of those that are there. */
  readonly deleted?: boolean | undefined
}

/** Lists chains, the one that changed last first, each with its last run. */
export function prepareChainLists({ orm }: Db) {
  const last = aliasedTable(executions, 'last')
  const summaries = () =>
    orm
      .select({
        seq: chains.seq,
        id: chains.id,
        name: chains.name,
        description: chains.description,
        nodeCount: chains.nodeCount,
        path: chains.path,
        createdAt: chains.createdAt,
        updatedAt: chains.updatedAt,
        deletedAt: chains.deletedAt,
        runId: last.id,
        runStatus: last.status,
        runStartedAt: last.startedAt,
      })
      .from(chains)
      .leftJoin(
        last,
        sql`${last.seq} = (SELECT max(${executions.seq}) FROM ${executions} WHERE ${executions.chainId} = ${chains.id})`,
      )
      .$dynamic()
  type Row = Awaited<ReturnType<typeof summaries>>[number]

  return {
    list(filter: ChainFilter, paging: Paging): Page<ChainSummary> {
      const query = filter.search === undefined ? null : toQuery(filter.search)
      const rows = summaries()
        .where(
          and(
            filter.deleted ? isNotNull(chains.deletedAt) : isNull(chains.deletedAt),
            query
              ? sql`${chains.seq} IN (SELECT rowid FROM chain_search WHERE chain_search MATCH ${query})`
              : undefined,
            after(paging.cursor),
          ),
        )
        .orderBy(desc(chains.updatedAt), desc(chains.seq))
        .limit(paging.limit + 1)
        .all()
      return pageOf(rows, paging.limit, (row) => `${row.updatedAt} ${row.seq}`, toSummary)
    },

    summary(id: ChainId): ChainSummary | undefined {
      const row = summaries().where(eq(chains.id, id)).get()
      return row && toSummary(row)
    },
  }

  function toSummary(row: Row): ChainSummary {
    const { runId, runStatus, runStartedAt, seq: _seq, ...chain } = row
    const lastRun =
      runId === null || runStatus === null || runStartedAt === null
        ? null
        : { executionId: ExecutionId.parse(runId), status: runStatus, startedAt: runStartedAt }
    return { ...chain, id: ChainId.parse(row.id), lastRun }
  }
}

/** A cursor is the time of change and the row of the last chain shown. */
function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [time, seq] = cursor.split(' ').map(Number)
  if (time === undefined || seq === undefined || !Number.isFinite(time) || !Number.isFinite(seq))
    return fail('cursor_invalid', 'This page of the list is not known: start from its first page.')
  return or(lt(chains.updatedAt, time), and(eq(chains.updatedAt, time), lt(chains.seq, seq)))
}
