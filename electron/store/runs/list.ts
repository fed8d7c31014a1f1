import { and, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import { ChainId, ExecutionId, RevisionHash } from '#shared/base/ids.ts'
import type { Page } from '#shared/contract/base.ts'
import type { RunFilter, RunSummary } from '#shared/contract/runs.ts'
import type { Db } from '../database.ts'
import { numericCursor, type Paging, pageOf } from '../paging.ts'
import { chains } from '../schema/chains.ts'
import { executions } from '../schema/executions.ts'
import { toQuery } from '../search-text.ts'

const COLUMNS = {
  seq: executions.seq,
  id: executions.id,
  chainId: executions.chainId,
  chainName: executions.chainName,
  revision: executions.revision,
  status: executions.status,
  trigger: executions.trigger,
  starred: executions.starred,
  startedAt: executions.startedAt,
  finishedAt: executions.finishedAt,
  nodeCount: executions.nodeCount,
  completedCount: executions.completedCount,
  failedCount: executions.failedCount,
  skippedCount: executions.skippedCount,
  reusedCount: executions.reusedCount,
  failure: executions.failure,
  headRevision: chains.revision,
  deletedAt: chains.deletedAt,
}

/** Lists runs in the order in which they were recorded, newest first. */
export function prepareLists({ orm }: Db) {
  const summaries = () =>
    orm.select(COLUMNS).from(executions).leftJoin(chains, eq(chains.id, executions.chainId)).$dynamic()
  type Row = Awaited<ReturnType<typeof summaries>>[number]

  const toSummary = (row: Row): RunSummary => ({
    id: ExecutionId.parse(row.id),
    chainId: row.chainId === null ? null : ChainId.parse(row.chainId),
    chainName: row.chainName,
    chainState: chainState(row),
    revision: RevisionHash.parse(row.revision),
    status: row.status,
    startedAt: row.startedAt,
    durationMs: row.finishedAt === null ? null : row.finishedAt - row.startedAt,
    counts: {
      total: row.nodeCount,
      completed: row.completedCount,
      failed: row.failedCount,
      skipped: row.skippedCount,
      reused: row.reusedCount,
    },
    error: row.failure,
  })

  return {
    list(filter: RunFilter, paging: Paging): Page<RunSummary> {
      const conditions = [...conditionsOf(filter), before(numericCursor(paging.cursor))]
      const query = filter.text === undefined ? null : toQuery(filter.text)
      const rows = query
        ? orm
            .select(COLUMNS)
            .from(sql`execution_search`)
            .innerJoin(executions, sql`${executions.seq} = execution_search.rowid`)
            .leftJoin(chains, eq(chains.id, executions.chainId))
            .where(and(sql`execution_search MATCH ${query}`, ...conditions))
            .orderBy(sql`execution_search.rowid DESC`)
            .limit(paging.limit + 1)
            .all()
        : summaries()
            .where(and(...conditions))
            .orderBy(desc(executions.seq))
            .limit(paging.limit + 1)
            .all()
      return pageOf(rows, paging.limit, (row) => row.seq, toSummary)
    },

    summary(id: string): RunSummary | undefined {
      const row = summaries().where(eq(executions.id, id)).get()
      return row && toSummary(row)
    },
  }
}

/** A chain that was never in the store can't have changed there. */
function chainState(row: {
  chainId: string | null
  revision: string
  headRevision: string | null
  deletedAt: number | null
}): RunSummary['chainState'] {
  if (row.chainId === null) return 'same'
  if (row.headRevision === null || row.deletedAt !== null) return 'deleted'
  return row.headRevision === row.revision ? 'same' : 'changed'
}

const before = (key: number | undefined): SQL | undefined =>
  key === undefined ? undefined : lt(executions.seq, key)

function conditionsOf(filter: RunFilter): (SQL | undefined)[] {
  return [
    filter.chainId === undefined ? undefined : eq(executions.chainId, filter.chainId),
    filter.status && inArray(executions.status, filter.status),
    filter.since === undefined ? undefined : gte(executions.startedAt, filter.since),
    filter.until === undefined ? undefined : lte(executions.startedAt, filter.until),
  ]
}
