import { and, desc, eq, getTableColumns, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { type Json, parseJson } from '#shared/base/json.ts'
import type { Page } from '#shared/contract/base.ts'
import type { Conclusion } from '#shared/contract/conclusions.ts'
import type { Db } from './database.ts'
import type { Paging } from './paging.ts'
import { chains } from './schema/chains.ts'
import { annotations, conclusions, sourceFiles, sourceUses } from './schema/records.ts'
import { scriptExecutions } from './schema/scripts.ts'
import { toQuery } from './search-text.ts'

type Kind = Conclusion['kind']
type Table = typeof conclusions | typeof annotations
const KINDS: readonly Kind[] = ['conclusion', 'annotation']
const TABLES: Record<Kind, Table> = { conclusion: conclusions, annotation: annotations }
const LETTERS: Record<Kind, string> = { conclusion: 'c', annotation: 'a' }

export interface ConclusionFilter {
  readonly kind?: Kind | undefined
  readonly chainId?: ChainId | undefined
  readonly executionId?: ExecutionId | undefined
  /** Words in subject, content and data. */
  readonly search?: string | undefined
}

/** Where a statement came from, and how things stand with that now. */
export interface Provenance {
  readonly conclusion: Conclusion
  readonly revision: string
  /** What a run of the chain would have as its revision now; null where the chain is gone. */
  readonly headRevision: string | null
  /** False where the run is no longer in the history. */
  readonly runKept: boolean
  /** Files that nodes of the run have read, as they were then. */
  readonly sources: readonly {
    nodeId: string
    path: string
    sha256: string
    size: number
    modifiedAt: number
  }[]
  /** Versions of scripts that nodes of the run have used. */
  readonly scripts: readonly { nodeId: string; name: string; version: number }[]
}

/** What OUTPUT/store has written. Statements outlive their runs. Methods with an id: error `conclusion_missing`. */
export function openConclusions({ orm, now }: Db) {
  const pick = (kind: Kind, where: SQL | undefined, limit: number) => {
    const table = TABLES[kind]
    const rows = orm.select().from(table).where(where).orderBy(desc(table.id)).limit(limit).all()
    return rows.map((row) => ({ ...row, kind }))
  }
  const search = (kind: Kind, query: string, where: SQL | undefined, limit: number) => {
    const table = TABLES[kind]
    const index = sql.raw(`${kind}_search`)
    const rows = orm
      .select(getTableColumns(table))
      .from(index)
      .innerJoin(table, sql`${table.id} = ${index}.rowid`)
      .where(and(sql`${index} MATCH ${query}`, where))
      .orderBy(sql`${index}.rowid DESC`)
      .limit(limit)
      .all()
    return rows.map((row) => ({ ...row, kind }))
  }
  type Row = ReturnType<typeof pick>[number]

  const toConclusion = (row: Row): Conclusion => ({
    id: `${LETTERS[row.kind]}${row.id}`,
    kind: row.kind,
    subject: row.subject,
    content: row.content ?? '',
    data: dataOf(row.data),
    createdAt: row.at,
    executionId: ExecutionId.parse(row.executionId),
    nodeId: row.nodeId,
    chainId: row.chainId === null ? null : ChainId.parse(row.chainId),
    chainName: row.chainName,
  })

  const rowOf = (id: string): Row => {
    const kind = KINDS.find((one) => id.startsWith(LETTERS[one]))
    const row = kind && pick(kind, eq(TABLES[kind].id, Number(id.slice(1))), 1)[0]
    return row ?? fail('conclusion_missing', 'This conclusion is no longer there.', { id })
  }
  const setDeleted = (id: string, deletedAt: number | null): void => {
    const { kind, id: key } = rowOf(id)
    const table = TABLES[kind]
    orm.update(table).set({ deletedAt }).where(eq(table.id, key)).run()
  }

  return {
    /** Newest first. Each kind is in the order in which it was written; the two are merged by time. */
    list(filter: ConclusionFilter, { cursor, limit }: Paging): Page<Conclusion> {
      const query = filter.search === undefined ? null : toQuery(filter.search)
      const before = readCursor(cursor)
      const kinds = filter.kind ? [filter.kind] : KINDS
      const found = new Map(
        kinds.map((kind) => {
          const where = and(lt(TABLES[kind].id, before[kind]), ...conditions(kind, filter))
          return [kind, query ? search(kind, query, where, limit + 1) : pick(kind, where, limit + 1)]
        }),
      )
      const merged = merge(found.get('conclusion') ?? [], found.get('annotation') ?? [])
      const shown = merged.slice(0, limit)
      const after = { ...before }
      for (const row of shown) after[row.kind] = row.id
      const next = merged.length > limit ? `${after.conclusion} ${after.annotation}` : null
      return { items: shown.map(toConclusion), next }
    },

    provenance(id: string): Provenance {
      const row = rowOf(id)
      const head =
        row.chainId === null
          ? undefined
          : orm
              .select({ revision: chains.revision })
              .from(chains)
              .where(and(eq(chains.id, row.chainId), isNull(chains.deletedAt)))
              .get()
      const { path, sha256, size, modifiedAt } = sourceFiles
      const sources =
        row.execution === null
          ? []
          : orm
              .selectDistinct({ nodeId: sourceUses.nodeId, path, sha256, size, modifiedAt })
              .from(sourceUses)
              .innerJoin(sourceFiles, eq(sourceFiles.id, sourceUses.source))
              .where(eq(sourceUses.execution, row.execution))
              .orderBy(path)
              .all()
      const { name, version } = scriptExecutions
      const scripts =
        row.execution === null
          ? []
          : orm
              .selectDistinct({ nodeId: scriptExecutions.nodeId, name, version })
              .from(scriptExecutions)
              .where(eq(scriptExecutions.execution, row.execution))
              .orderBy(name)
              .all()
              .map(({ nodeId, ...used }) => ({ ...used, nodeId: nodeId ?? '' }))
      return {
        conclusion: toConclusion(row),
        revision: row.revision,
        headRevision: head?.revision ?? null,
        runKept: row.execution !== null,
        sources,
        scripts,
      }
    },

    /** Takes it out of the list; its run still tells it, and `restore` brings it back. */
    delete: (id: string): void => setDeleted(id, now()),
    restore: (id: string): void => setDeleted(id, null),
  }
}
export type Conclusions = ReturnType<typeof openConclusions>

function conditions(kind: Kind, filter: ConclusionFilter): (SQL | undefined)[] {
  const table = TABLES[kind]
  return [
    isNull(table.deletedAt),
    filter.chainId === undefined ? undefined : eq(table.chainId, filter.chainId),
    filter.executionId === undefined ? undefined : eq(table.executionId, filter.executionId),
  ]
}

/** Two lists as one: the head that is newer comes first, of equal ones the conclusion. */
function merge<Row extends { at: number }>(conclusions: readonly Row[], annotations: readonly Row[]): Row[] {
  const merged: Row[] = []
  for (let c = 0, a = 0; ; ) {
    const [conclusion, annotation] = [conclusions[c], annotations[a]]
    if (conclusion && !(annotation && annotation.at > conclusion.at)) {
      merged.push(conclusion)
      c += 1
    } else if (annotation) {
      merged.push(annotation)
      a += 1
    } else return merged
  }
}

/** A cursor has the number of the last conclusion and of the last annotation shown. Error: `cursor_invalid`. */
function readCursor(cursor: string | undefined): Record<Kind, number> {
  if (cursor === undefined)
    return { conclusion: Number.MAX_SAFE_INTEGER, annotation: Number.MAX_SAFE_INTEGER }
  const [conclusion, annotation] = cursor.split(' ').map(Number)
  return Number.isInteger(conclusion) && Number.isInteger(annotation)
    ? { conclusion: conclusion ?? 0, annotation: annotation ?? 0 }
    : fail('cursor_invalid', 'This page of the list is not known: start from its first page.')
}

function dataOf(text: string | null): Json {
  const json = text === null ? null : parseJson(text)
  return json?.ok ? json.value : null
}
