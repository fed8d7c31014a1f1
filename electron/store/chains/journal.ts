import { and, asc, count, eq, gte } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { JournalEntry, JournalState, NewEntry } from '#shared/contract/journal.ts'
import type { Db } from '../database.ts'
import { chainOf } from '../documents.ts'
import { chainJournal, chains } from '../schema/chains.ts'
import type { ChainRow } from './rows.ts'

/** A chain's journal: what undo and redo walk along, kept for ever. Error of all: `chain_missing`. */
export interface Journal {
  state(id: ChainId): JournalState
  /** Entries from a position (inclusive) on. */
  read(id: ChainId, from: number, limit: number): JournalEntry[]
  /**
   * Appends after `base`; what was undone beyond it is dropped. `document` is the chain with the entries applied; without
   * it less is written, and the next reader applies them. Error: `edit_conflict` (the journal is not at `base`).
   */
  append(id: ChainId, base: number, entries: readonly NewEntry[], document?: Chain): JournalState
  /** Undo and redo: goes to another position. `document` as for {@link append}. Errors: `edit_conflict`, `journal_end`. */
  move(id: ChainId, base: number, position: number, document?: Chain): JournalState
  /** The chain as it is at the journal's position. Error: `edit_invalid`. */
  document(row: ChainRow): Chain
}

export function openJournal(
  { orm, client, now }: Db,
  rowOf: (id: ChainId) => ChainRow,
  saveDocument: (row: ChainRow, chain: Chain, position: number) => void,
): Journal {
  const lengthOf = (id: string): number =>
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
  const read = (id: string, from: number, limit: number): JournalEntry[] =>
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
      .all()

  /** Entries that the stored document lacks are applied; those that it holds and that were undone, taken back. */
  const documentAt = (row: ChainRow): Chain => {
    const { documentPosition, journalPosition } = row
    const from = Math.min(documentPosition, journalPosition)
    const between = read(row.id, from, Math.abs(journalPosition - documentPosition))
    const steps =
      documentPosition < journalPosition
        ? between.map((entry) => entry.command)
        : between.reverse().map((entry) => entry.inverse)
    return steps.reduce((chain, command) => {
      const edited = applyCommand(chain, command)
      return edited.ok
        ? edited.value.chain
        : fail(edited.error.code, edited.error.message, { chainId: row.id })
    }, chainOf(row.document))
  }

  /** Within a transaction. */
  const rowAt = (id: ChainId, base: number): ChainRow => {
    const row = rowOf(id)
    if (row.journalPosition === base) return row
    return fail('edit_conflict', 'This chain was changed in another window: load it again.', {
      position: row.journalPosition,
    })
  }
  const goTo = (row: ChainRow, position: number, document: Chain | undefined): void => {
    const at = { journalPosition: position, updatedAt: now() }
    orm.update(chains).set(at).where(eq(chains.seq, row.seq)).run()
    if (document) saveDocument(row, document, position)
  }

  return {
    state,
    read,
    document: documentAt,

    append(id, base, entries, document) {
      client
        .transaction(() => {
          const row = rowAt(id, base)
          // A document that holds entries about to be dropped could not be taken back later.
          if (!document && row.documentPosition > base) saveDocument(row, documentAt(row), base)
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
