import { and, asc, count, eq, gte } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { JournalEntry, JournalState, NewEntry } from '#shared/contract/journal.ts'
import type { Db } from '../database.ts'
import { chainJournal, chains } from '../schema/chains.ts'
import type { ChainRow } from './rows.ts'

/** A chain's journal: what undo and redo walk along, kept for ever. Errors: `chain_missing`. */
export interface Journal {
  state(id: ChainId): JournalState
  /** Entries from a position (inclusive) on. */
  read(id: ChainId, from: number, limit: number): JournalEntry[]
  /**
   * Appends after `base`; what was undone beyond it is dropped. `document` is the chain with the entries applied: it can be
   * left out to write less, as long as the stored document holds no entry that is dropped. Errors: `edit_conflict` (the
   * journal is not at `base`), `document_needed`.
   */
  append(id: ChainId, base: number, entries: readonly NewEntry[], document?: Chain): JournalState
  /** Undo and redo: goes to another position. `document` as for {@link append}. Errors: `edit_conflict`, `journal_end`. */
  move(id: ChainId, base: number, position: number, document?: Chain): JournalState
}

export function openJournal(
  { orm, client, now }: Db,
  rowOf: (id: ChainId) => ChainRow,
  saveDocument: (row: ChainRow, chain: Chain, position: number) => void,
): Journal {
  const lengthOf = (id: ChainId): number =>
    orm.select({ n: count() }).from(chainJournal).where(eq(chainJournal.chainId, id)).get()?.n ?? 0
  const labelAt = (id: ChainId, position: number): string | null =>
    orm
      .select({ label: chainJournal.label })
      .from(chainJournal)
      .where(and(eq(chainJournal.chainId, id), eq(chainJournal.position, position)))
      .get()?.label ?? null
  const state = (id: ChainId): JournalState => {
    const position = rowOf(id).journalPosition
    return {
      position,
      length: lengthOf(id),
      undoLabel: labelAt(id, position - 1),
      redoLabel: labelAt(id, position),
    }
  }
  const rowAt = (id: ChainId, base: number): ChainRow => {
    const row = rowOf(id)
    if (row.journalPosition === base) return row
    return fail('edit_conflict', 'This chain was changed in another window: load it again.', {
      position: row.journalPosition,
    })
  }
  /** Within a transaction. */
  const goTo = (row: ChainRow, position: number, document: Chain | undefined): void => {
    const at = { journalPosition: position, updatedAt: now() }
    orm.update(chains).set(at).where(eq(chains.seq, row.seq)).run()
    if (document) saveDocument(row, document, position)
  }

  return {
    state,

    read: (id, from, limit) =>
      orm
        .select({
          label: chainJournal.label,
          command: chainJournal.command,
          inverse: chainJournal.inverse,
          at: chainJournal.at,
        })
        .from(chainJournal)
        .where(and(eq(chainJournal.chainId, id), gte(chainJournal.position, from)))
        .orderBy(asc(chainJournal.position))
        .limit(limit)
        .all(),

    append(id, base, entries, document) {
      client
        .transaction(() => {
          const row = rowAt(id, base)
          if (!document && row.documentPosition > base)
            fail(
              'document_needed',
              'The stored chain holds edits that were undone: save it with these edits.',
            )
          orm
            .delete(chainJournal)
            .where(and(eq(chainJournal.chainId, id), gte(chainJournal.position, base)))
            .run()
          const at = now()
          for (const [i, { label, command, inverse }] of entries.entries())
            orm
              .insert(chainJournal)
              .values({ chainId: id, position: base + i, label, command, inverse, at })
              .run()
          goTo(row, base + entries.length, document)
        })
        .immediate()
      return state(id)
    },

    move(id, base, position, document) {
      client
        .transaction(() => {
          const row = rowAt(id, base)
          const length = lengthOf(id)
          if (position > length)
            fail('journal_end', 'There is nothing more to redo: load the chain again.', { length })
          goTo(row, position, document)
        })
        .immediate()
      return state(id)
    },
  }
}
