import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { JsonRecord } from '#shared/base/json.ts'
import { Command } from '#shared/chain/command.ts'
import { NODE_TYPES } from '#shared/chain/schema.ts'
import { jsonColumn } from '../columns.ts'

/** Chains as they are now. Times are Unix milliseconds. `seq` is the row of the chain's text in `chain_search`. */
export const chains = sqliteTable(
  'reasoning_chains',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    nodeCount: integer('node_count').notNull(),
    /** The chain's document (`writeDocument`), as it was at `documentPosition` of the journal. */
    document: text('document').notNull(),
    documentPosition: integer('document_position').notNull().default(0),
    /** Hash of the document's content: what a run of it would have as its revision. */
    revision: text('revision').notNull(),
    /** Entries of the journal before this are done, the others undone. */
    journalPosition: integer('journal_position').notNull().default(0),
    /** The file that the chain was opened from or last saved to. */
    path: text('path'),
    /** What would be the revision of that file's chain, as it was last read or written; null where that is not known. */
    fileRevision: text('file_revision'),
    createdAt: real('created_at').notNull(),
    updatedAt: real('updated_at').notNull(),
    deletedAt: real('deleted_at'),
  },
  (t) => [index('chains_by_update').on(t.updatedAt, t.seq), index('chains_by_path').on(t.path)],
)

/** The nodes of the chains as they are now: which chains use an operation. */
export const chainNodes = sqliteTable(
  'reasoning_nodes',
  {
    chainId: text('chain_id')
      .notNull()
      .references(() => chains.id, { onDelete: 'cascade' }),
    nodeId: text('node_id').notNull(),
    type: text('type', { enum: NODE_TYPES }).notNull(),
    operation: text('operation').notNull(),
    name: text('name').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.nodeId] }),
    index('nodes_by_operation').on(t.type, t.operation),
  ],
)

/** What was done to a chain, for undo and redo. Positions count from 0 without gaps. */
export const chainJournal = sqliteTable(
  'chain_journal',
  {
    chainId: text('chain_id')
      .notNull()
      .references(() => chains.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    label: text('label').notNull(),
    command: jsonColumn(Command)('command').notNull(),
    inverse: jsonColumn(Command)('inverse').notNull(),
    at: real('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.position] })],
)

/** Values for a chain's parameters, kept under a name. */
export const inputSets = sqliteTable(
  'input_sets',
  {
    chainId: text('chain_id')
      .notNull()
      .references(() => chains.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    values: jsonColumn(JsonRecord)('values').notNull(),
    savedAt: real('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.name] })],
)
