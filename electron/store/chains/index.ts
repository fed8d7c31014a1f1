import { and, eq, or } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { Page } from '#shared/contract/base.ts'
import type { ChainSummary, OpenChain } from '#shared/contract/chains.ts'
import type { OperationSpec } from '#shared/operation/define.ts'
import type { Db } from '../database.ts'
import { revisionOf } from '../documents.ts'
import { guarded } from '../errors.ts'
import type { Paging } from '../paging.ts'
import { chainNodes, chains } from '../schema/chains.ts'
import { type Journal, openJournal } from './journal.ts'
import { type ChainFilter, prepareChainLists } from './list.ts'
import { type ChainRow, columnsOf, prepareDerived } from './rows.ts'

/** Chains as they are now. Methods with an id: error `chain_missing`. A deleted chain is still there for all of them. */
export function openChains(db: Db) {
  const { orm, client, now, newId } = db
  const lists = prepareChainLists(db)
  const derive = prepareDerived(db)
  const select = orm.select().from(chains)
  const rowOf = (id: ChainId): ChainRow => select.where(eq(chains.id, id)).get() ?? missing(id)
  const summaryOf = (id: ChainId): ChainSummary => lists.summary(id) ?? missing(id)
  const change = (id: ChainId, set: Partial<ChainRow>): ChainSummary => {
    if (orm.update(chains).set(set).where(eq(chains.id, id)).run().changes === 0) missing(id)
    return summaryOf(id)
  }
  const saveDocument = (row: ChainRow, chain: Chain, position: number): void => {
    const set = { ...columnsOf(chain), documentPosition: position, updatedAt: now() }
    orm.update(chains).set(set).where(eq(chains.seq, row.seq)).run()
    derive(row.seq, ChainId.parse(row.id), chain)
  }
  const journal: Journal = openJournal(db, rowOf, saveDocument)

  const create = (chain: Chain, path: string | null = null): OpenChain => {
    const id = ChainId.parse(newId())
    const at = now()
    client
      .transaction(() => {
        const columns = columnsOf(chain)
        const fileRevision = path === null ? null : columns.revision
        const row = { id, ...columns, path, fileRevision, createdAt: at, updatedAt: at }
        derive(Number(orm.insert(chains).values(row).run().lastInsertRowid), id, chain)
      })
      .immediate()
    return get(id)
  }
  const get = (id: ChainId): OpenChain => {
    const row = rowOf(id)
    return {
      summary: summaryOf(id),
      chain: journal.document(row),
      journal: journal.state(id),
    }
  }

  return {
    journal: guarded(journal),
    create,
    get,

    list: (filter: ChainFilter, paging: Paging): Page<ChainSummary> => lists.list(filter, paging),
    summary: summaryOf,

    /** The chain that was opened from this file or last saved to it; undefined where there is none, or only deleted. */
    findByPath(path: string): ChainSummary | undefined {
      const rows = orm.select().from(chains).where(eq(chains.path, path)).all()
      const newest = rows.filter((row) => row.deletedAt === null).sort((a, b) => b.updatedAt - a.updatedAt)[0]
      return newest && summaryOf(ChainId.parse(newest.id))
    },

    /** Chains, deleted ones too, that have a node of one of these operations. */
    withOperation(operations: readonly Pick<OperationSpec, 'id' | 'type'>[]): ChainId[] {
      const { chainId, type, operation } = chainNodes
      const any = operations.map((one) =>
        and(eq(type, one.type), eq(operation, one.id.slice(one.id.indexOf('.') + 1))),
      )
      const rows = orm
        .selectDistinct({ chainId })
        .from(chainNodes)
        .where(or(...any))
        .all()
      return rows.map((row) => ChainId.parse(row.chainId))
    },

    /** Replaces the document as a whole, as of the journal's present position. */
    save(id: ChainId, chain: Chain): ChainSummary {
      client
        .transaction(() => {
          const row = rowOf(id)
          saveDocument(row, chain, row.journalPosition)
        })
        .immediate()
      return summaryOf(id)
    },

    /** The stored document's revision, and its file's when that was last read or written; undefined where there is no such chain. */
    revisions(id: ChainId): Pick<ChainRow, 'revision' | 'fileRevision'> | undefined {
      const { revision, fileRevision } = chains
      return orm.select({ revision, fileRevision }).from(chains).where(eq(chains.id, id)).get()
    },

    /** Takes what a chain's file says now, as long as nothing of the chain was edited. */
    followFile(id: ChainId, chain: Chain): void {
      client
        .transaction(() => {
          const row = rowOf(id)
          const { revision } = columnsOf(chain)
          if (row.revision === revision || journal.state(id).length > 0) return
          saveDocument(row, chain, row.journalPosition)
          change(id, { fileRevision: revision })
        })
        .immediate()
    },

    rename(id: ChainId, name: string): ChainSummary {
      client
        .transaction(() => {
          const row = rowOf(id)
          saveDocument(row, { ...journal.document(row), name }, row.journalPosition)
        })
        .immediate()
      return summaryOf(id)
    },

    /** A new chain with this one's document and no journal. */
    duplicate(id: ChainId, name?: string): OpenChain {
      const chain = journal.document(rowOf(id))
      return create({ ...chain, name: name ?? `${chain.name} (copy)` })
    },

    /** The chain's file, and what it says. */
    setFile: (id: ChainId, path: string, chain: Chain): ChainSummary =>
      change(id, { path, fileRevision: revisionOf(chain) }),
    /** Takes the chain out of the lists; `restore` brings it back. Its runs stay. */
    delete: (id: ChainId): ChainSummary => change(id, { deletedAt: now() }),
    restore: (id: ChainId): ChainSummary => change(id, { deletedAt: null }),

    /** Deletes for good, with journal, saved inputs and pins. Its runs stay. */
    purge(id: ChainId): void {
      const { seq } = rowOf(id)
      client
        .transaction(() => {
          orm.delete(chains).where(eq(chains.seq, seq)).run()
          client.prepare('DELETE FROM chain_search WHERE rowid = ?').run(seq)
        })
        .immediate()
    },
  }
}
export type Chains = ReturnType<typeof openChains>

const missing = (id: string): never =>
  fail('chain_missing', 'This chain is no longer there: it was deleted for good.', { chainId: id })
