import { z } from 'zod'
import { Command } from '../chain/command.ts'
import { Time } from './base.ts'

/** One step of undo: what the person did, as one command (`shared/chain/edit.ts`) and the one that takes it back. */
export const NewEntry = z.object({
  /** What undo and redo call it, e.g. `Move 3 nodes`. */
  label: z.string().max(200),
  command: Command,
  inverse: Command,
})
export type NewEntry = z.infer<typeof NewEntry>

export const JournalEntry = NewEntry.extend({ at: Time })
export type JournalEntry = z.infer<typeof JournalEntry>

/**
 * Where a chain stands in its journal. The document is the first one with the entries before `position` applied; those
 * from `position` to `length` have been undone and can be redone. The journal is kept for ever, across restarts.
 */
export const JournalState = z.object({
  position: z.number().int().min(0),
  length: z.number().int().min(0),
  undoLabel: z.string().nullable(),
  redoLabel: z.string().nullable(),
})
export type JournalState = z.infer<typeof JournalState>
