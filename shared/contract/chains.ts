import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { Issue } from '../chain/issue.ts'
import { Chain } from '../chain/schema.ts'
import { RunStatus } from '../run/events.ts'
import { Done, PageRequest, pageOf, procedure, Time } from './base.ts'
import { JournalEntry, JournalState, NewEntry } from './journal.ts'

export const ChainSummary = z.object({
  id: ChainId,
  name: z.string(),
  description: z.string(),
  createdAt: Time,
  updatedAt: Time,
  deletedAt: Time.nullable(),
  nodeCount: z.number().int(),
  /** The file that the chain was opened from or last saved to. */
  path: z.string().nullable(),
  lastRun: z.object({ executionId: ExecutionId, status: RunStatus, startedAt: Time }).nullable(),
})
export type ChainSummary = z.infer<typeof ChainSummary>

/** A chain as it is now, with where it stands in its journal. */
export const OpenChain = z.object({ summary: ChainSummary, chain: Chain, journal: JournalState })
export type OpenChain = z.infer<typeof OpenChain>

/** A chain read from a file or a text, and what could not be carried over as it was. */
export const ImportedChain = z.object({ summary: ChainSummary, issues: z.array(Issue) })
export type ImportedChain = z.infer<typeof ImportedChain>

/**
 * How many characters the text of a chain's file may have. It goes in one message, where quoting makes it up to twice as
 * long. A file of at most so many bytes has no more characters.
 */
export const MAX_CHAIN_TEXT = 50_000_000

const One = z.object({ id: ChainId })
const Name = z.string().trim().min(1).max(500)

export const chains = {
  /** Newest change first; `search` is text in the name, the description or a node. */
  list: procedure
    .input(
      PageRequest.extend({ search: z.string().max(500).optional(), deleted: z.boolean().default(false) }),
    )
    .output(pageOf(ChainSummary)),
  /** Errors: `chain_missing`. */
  get: procedure.input(One).output(OpenChain),
  create: procedure.input(z.object({ name: Name.optional(), chain: Chain.optional() })).output(OpenChain),
  /**
   * Saves edits: appends them after `base` (what was undone beyond it is dropped) and returns the new state. Errors:
   * `chain_missing`, `edit_conflict` (the journal is not at `base`: another window has edited; load again),
   * `edit_invalid` (a command does not apply).
   */
  edit: procedure
    .input(One.extend({ base: z.number().int().min(0), entries: z.array(NewEntry).min(1).max(1000) }))
    .output(JournalState),
  /** Undo and redo: moves to another place in the journal. Errors: as `edit`. */
  move: procedure
    .input(One.extend({ base: z.number().int().min(0), position: z.number().int().min(0) }))
    .output(OpenChain),
  /** Entries `from` (inclusive) and after, for a window that undoes further back than it remembers. */
  journal: procedure
    .input(
      One.extend({ from: z.number().int().min(0), limit: z.number().int().min(1).max(500).default(200) }),
    )
    .output(z.object({ state: JournalState, entries: z.array(JournalEntry) })),
  /**
   * What is wrong with the chain: all that `validateChain` finds, and warnings of expressions and templates that will fail
   * whatever the data are, which only the app can tell.
   */
  check: procedure.input(One).output(z.array(Issue)),
  rename: procedure.input(One.extend({ name: Name })).output(ChainSummary),
  duplicate: procedure.input(One).output(ChainSummary),
  /** Its runs stay. `restore` undoes it. */
  delete: procedure.input(One).output(Done),
  restore: procedure.input(One).output(ChainSummary),
  /** A new chain from the text of an Ergo or predecessor file. Error: `document_invalid` (with `issues` in its data). */
  importText: procedure
    .input(z.object({ text: z.string().max(MAX_CHAIN_TEXT), fileName: z.string().max(500).optional() }))
    .output(ImportedChain),
  exportText: procedure.input(One).output(z.object({ fileName: z.string(), text: z.string() })),
  /** A new, editable chain from the document that a run was made with. Errors: `execution_missing`. */
  fork: procedure.input(z.object({ executionId: ExecutionId })).output(ChainSummary),
}
