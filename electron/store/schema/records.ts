import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { LogLevel } from '#shared/run/events.ts'
import { executions } from './executions.ts'

/** What a node left behind: which one, when, and the record's place among all records of its run. */
const ofNode = {
  position: integer('position').notNull(),
  nodeId: text('node_id').notNull(),
  at: real('at').notNull(),
}

const ofExecution = () =>
  integer('execution')
    .notNull()
    .references(() => executions.seq, { onDelete: 'cascade' })

export const runLog = sqliteTable(
  'run_log',
  {
    execution: ofExecution(),
    ...ofNode,
    level: text('level').$type<LogLevel>().notNull(),
    message: text('message').notNull(),
  },
  (t) => [primaryKey({ columns: [t.execution, t.position] })],
)

/** Versions of files that runs have read. */
export const sourceFiles = sqliteTable(
  'source_files',
  {
    id: integer('id').primaryKey(),
    path: text('path').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    modifiedAt: real('modified_at').notNull(),
    firstSeenAt: real('first_seen_at').notNull(),
  },
  (t) => [
    uniqueIndex('source_files_once').on(t.path, t.sha256, t.size, t.modifiedAt),
    index('source_files_by_hash').on(t.sha256),
  ],
)

/** Which node of which run read a file. */
export const sourceUses = sqliteTable(
  'source_uses',
  {
    execution: ofExecution(),
    ...ofNode,
    source: integer('source')
      .notNull()
      .references(() => sourceFiles.id),
  },
  (t) => [primaryKey({ columns: [t.execution, t.position] }), index('uses_by_source').on(t.source)],
)

/** A statement outlives its run: `execution` is then null, and the other columns still tell where it came from. */
const statement = () => ({
  id: integer('id').primaryKey({ autoIncrement: true }),
  execution: integer('execution').references(() => executions.seq, { onDelete: 'set null' }),
  executionId: text('execution_id').notNull(),
  chainId: text('chain_id'),
  chainName: text('chain_name').notNull(),
  revision: text('revision').notNull(),
  ...ofNode,
  subject: text('subject').notNull(),
  /** JSON text; NULL where there is none. */
  data: text('data'),
  deletedAt: real('deleted_at'),
})

export const conclusions = sqliteTable(
  'conclusions',
  { ...statement(), content: text('content').notNull() },
  (t) => [
    index('conclusions_by_execution').on(t.execution, t.position),
    index('conclusions_by_chain').on(t.chainId),
  ],
)

export const annotations = sqliteTable('annotations', { ...statement(), content: text('content') }, (t) => [
  index('annotations_by_execution').on(t.execution, t.position),
  index('annotations_by_chain').on(t.chainId),
])
