import { sql } from 'drizzle-orm'
import {
  type AnySQLiteColumn,
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core'
import { AppError } from '#shared/base/errors.ts'
import { JsonRecord } from '#shared/base/json.ts'
import { NODE_STATUSES, RUN_STATUSES, TRIGGERS } from '#shared/run/events.ts'
import { jsonColumn } from '../columns.ts'
import { chains } from './chains.ts'

/** Chains frozen under the hash of their content; kept as long as a run points to them. */
export const revisions = sqliteTable('chain_revisions', {
  hash: text('hash').primaryKey(),
  /** The chain's `revisionContent`, packed by `packText`. */
  document: blob('document', { mode: 'buffer' }).notNull(),
  createdAt: real('created_at').notNull(),
})

/**
 * Runs. `seq` is their order, and the row of a run's text in `execution_search`. A run outlives its chain: `chain_id` may
 * name a chain that is gone.
 */
export const executions = sqliteTable(
  'reasoning_executions',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    chainId: text('chain_id'),
    chainName: text('chain_name').notNull(),
    revision: text('revision')
      .notNull()
      .references(() => revisions.hash),
    status: text('status', { enum: RUN_STATUSES }).notNull(),
    trigger: text('trigger', { enum: TRIGGERS }).notNull(),
    startedAt: real('started_at').notNull(),
    finishedAt: real('finished_at'),
    nodeCount: integer('node_count').notNull(),
    completedCount: integer('completed_count').notNull().default(0),
    failedCount: integer('failed_count').notNull().default(0),
    skippedCount: integer('skipped_count').notNull().default(0),
    reusedCount: integer('reused_count').notNull().default(0),
    starred: integer('starred', { mode: 'boolean' }).notNull().default(false),
    /** The session (a process with this data folder open) that runs it: one that is gone has left it interrupted. */
    session: text('session').notNull(),
    /** The run's own error, if it has one. */
    error: jsonColumn(AppError)('error'),
    /** What a list shows: the run's own error, else that of the first node that failed. */
    failure: jsonColumn(AppError)('failure'),
    inputs: jsonColumn(JsonRecord)('inputs').notNull(),
    /** What the run was asked for beside its inputs (mode, folders, parallel, …). */
    options: jsonColumn(JsonRecord)('options').notNull(),
    /** JSON list of node ids in the order of the plan. Last, as it can be long. */
    nodeOrder: text('node_order').notNull(),
  },
  (t) => [
    // Every index ends with `seq`, the row's own number, and so gives the runs in their order.
    index('executions_by_chain_status').on(t.chainId, t.status),
    index('executions_by_chain').on(t.chainId),
    index('executions_by_status').on(t.status),
    index('executions_by_start').on(t.startedAt),
    index('executions_by_revision').on(t.revision),
    index('executions_running').on(t.session).where(sql`status = 'running'`),
  ],
)

/** The run that a row belongs to and goes with. */
const ofExecution = () =>
  integer('execution')
    .notNull()
    .references((): AnySQLiteColumn => executions.seq, { onDelete: 'cascade' })

/**
 * Nodes of runs that have at least started. `status` `running` means that no end was told. `started_at` is when the
 * node first started, `ran_at` and what follows are of its result.
 */
export const nodeResults = sqliteTable(
  'node_results',
  {
    execution: ofExecution(),
    nodeId: text('node_id').notNull(),
    status: text('status', { enum: NODE_STATUSES }).notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: real('started_at'),
    ranAt: real('ran_at'),
    durationMs: real('duration_ms'),
    /** Of a table. */
    rowCount: integer('row_count'),
    fingerprint: text('fingerprint'),
    /** A `Value` as JSON text. */
    value: text('value'),
    /** JSON text: values of ports that carry another than `value`. */
    outputs: text('outputs'),
    /** JSON text of what most results have not: reason, decision, error, warnings, cached, why. */
    detail: text('detail'),
    /** Counted from 0. Null for a node that did not run in this run, and in runs of versions that did not keep it. */
    runner: integer('runner'),
  },
  (t) => [primaryKey({ columns: [t.execution, t.nodeId] })],
)

/** Attempts that failed and were followed by another, in order. */
export const nodeAttempts = sqliteTable(
  'node_attempts',
  {
    id: integer('id').primaryKey(),
    execution: ofExecution(),
    nodeId: text('node_id').notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: real('started_at'),
    failedAt: real('failed_at').notNull(),
    retryInMs: real('retry_in_ms').notNull(),
    error: jsonColumn(AppError)('error').notNull(),
  },
  (t) => [index('attempts_by_execution').on(t.execution, t.nodeId)],
)

/** Blobs that a run's results name. A blob that nothing names is swept. */
export const executionBlobs = sqliteTable(
  'execution_blobs',
  { execution: ofExecution(), hash: text('hash').notNull() },
  (t) => [primaryKey({ columns: [t.execution, t.hash] }), index('blobs_by_hash').on(t.hash)],
)

/** Nodes whose result stands still: runs take it from `execution` instead of running the node. */
export const pins = sqliteTable(
  'pins',
  {
    chainId: text('chain_id')
      .notNull()
      .references(() => chains.id, { onDelete: 'cascade' }),
    nodeId: text('node_id').notNull(),
    execution: ofExecution(),
    pinnedAt: real('pinned_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.nodeId] }), index('pins_by_execution').on(t.execution)],
)
