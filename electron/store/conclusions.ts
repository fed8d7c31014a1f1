import { and, desc, eq, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { ChainId, ExecutionId } from '#shared/base/ids.ts'
import { type Json, parseJson } from '#shared/base/json.ts'
import type { Page } from '#shared/contract/base.ts'
import type { Conclusion } from '#shared/contract/conclusions.ts'
import type { Db } from './database.ts'
import { type Paging, pageOf } from './paging.ts'
import { chains } from './schema/chains.ts'
import { annotations, conclusions, sourceFiles, sourceUses } from './schema/records.ts'
import { toQuery } from './search-text.ts'

type Kind = Conclusion['kind']
type Table = typeof conclusions | typeof annotations
/** Of statements of the same moment and number, conclusions come first. */
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
  /** Files that the run has read, as they were then. */
  readonly sources: readonly { path: string; sha256: string; size: number; modifiedAt: number }[]
}

/** What OUTPUT/store has written. Statements outlive their runs. Methods with an id: error `conclusion_missing`. */
export function openConclusions({ orm, now }: Db) {
  const pick = (kind: Kind, where: SQL | undefined, limit: number) => {
    const table = TABLES[kind]
    return orm
      .select()
      .from(table)
      .where(where)
      .orderBy(desc(table.at), desc(table.id))
      .limit(limit)
      .all()
      .map((row) => ({ ...row, kind }))
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
    /** Newest first. */
    list(filter: ConclusionFilter, { cursor, limit }: Paging): Page<Conclusion> {
      const kinds = filter.kind ? [filter.kind] : KINDS
      const after = cursor === undefined ? undefined : readCursor(cursor)
      const rows = kinds
        .flatMap((kind) => pick(kind, and(...conditions(kind, filter), after?.(kind)), limit + 1))
        .sort((a, b) => b.at - a.at || b.id - a.id || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
      return pageOf(rows, limit, (row) => `${row.at} ${row.id} ${row.kind}`, toConclusion)
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
              .selectDistinct({ path, sha256, size, modifiedAt })
              .from(sourceUses)
              .innerJoin(sourceFiles, eq(sourceFiles.id, sourceUses.source))
              .where(eq(sourceUses.execution, row.execution))
              .orderBy(path)
              .all()
      return {
        conclusion: toConclusion(row),
        revision: row.revision,
        headRevision: head?.revision ?? null,
        runKept: row.execution !== null,
        sources,
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
  const query = filter.search === undefined ? null : toQuery(filter.search)
  const index = sql.raw(`${kind}_search`)
  return [
    isNull(table.deletedAt),
    filter.chainId === undefined ? undefined : eq(table.chainId, filter.chainId),
    filter.executionId === undefined ? undefined : eq(table.executionId, filter.executionId),
    query ? sql`${table.id} IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ${query})` : undefined,
  ]
}

/** What comes after the statement that the cursor names, in each of the tables. */
function readCursor(cursor: string): (kind: Kind) => SQL | undefined {
  const [at, id, kind] = cursor.split(' ')
  const [time, number] = [Number(at), Number(id)]
  if (!Number.isFinite(time) || !Number.isInteger(number) || (kind !== 'conclusion' && kind !== 'annotation'))
    return fail('cursor_invalid', 'This page of the list is not known: start from its first page.')
  return (other) => {
    const table = TABLES[other]
    const sameTime = KINDS.indexOf(other) > KINDS.indexOf(kind) ? lte(table.id, number) : lt(table.id, number)
    return or(lt(table.at, time), and(eq(table.at, time), sameTime))
  }
}

function dataOf(text: string | null): Json {
  const json = text === null ? null : parseJson(text)
  return json?.ok ? json.value : null
}
