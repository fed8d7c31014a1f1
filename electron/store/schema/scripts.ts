import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import { JsonRecord } from '#shared/base/json.ts'
import { Parameter } from '#shared/chain/schema.ts'
import { SCRIPT_LIMITS } from '#shared/document/script/schema.ts'
import { Value } from '#shared/operation/value.ts'
import { LogLevel } from '#shared/run/events.ts'
import { jsonColumn } from '../columns.ts'
import { executions } from './executions.ts'

export const scripts = sqliteTable(
  'scripts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: text('name').notNull(),
    description: text('description').notNull(),
    category: text('category').notNull().default(''),
    tags: jsonColumn(z.array(z.string()))('tags').notNull().default([]),
    timeoutMs: real('timeout_ms').notNull().default(SCRIPT_LIMITS.timeoutMs.default),
    memoryMb: integer('memory_mb').notNull().default(SCRIPT_LIMITS.memoryMb.default),
    testInput: jsonColumn(JsonRecord)('test_input').notNull().default({}),
    /** The newest version. */
    version: integer('version').notNull(),
    createdAt: real('created_at').notNull(),
    updatedAt: real('updated_at').notNull(),
    deletedAt: real('deleted_at'),
  },
  (t) => [uniqueIndex('scripts_by_name').on(t.name).where(sql`deleted_at is null`)],
)

/** Versions count from 1 and never change. */
export const scriptVersions = sqliteTable(
  'script_versions',
  {
    script: integer('script')
      .notNull()
      .references(() => scripts.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    code: text('code').notNull(),
    parameters: jsonColumn(z.array(Parameter))('parameters').notNull(),
    createdAt: real('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.script, t.version] })],
)

export const SCRIPT_STATUSES = ['running', 'completed', 'failed', 'cancelled'] as const
export const ScriptLog = z.array(z.object({ at: z.number(), level: LogLevel, message: z.string() }))
export type ScriptLog = z.infer<typeof ScriptLog>

/**
 * Runs of scripts. One by a node of a chain names the run (`execution`, with its place among the run's records) and the
 * node, and ends as that does; one alone has its own end. Its name and code stay readable when the script is deleted.
 */
export const scriptExecutions = sqliteTable(
  'script_executions',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    script: integer('script').references(() => scripts.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    startedAt: real('started_at').notNull(),
    arguments: jsonColumn(JsonRecord)('arguments').notNull(),
    execution: integer('execution').references(() => executions.seq, { onDelete: 'cascade' }),
    position: integer('position'),
    nodeId: text('node_id'),
    /** Of one alone: the process that runs it. */
    session: text('session'),
    status: text('status', { enum: SCRIPT_STATUSES }),
    durationMs: real('duration_ms'),
    result: jsonColumn(Value)('result'),
    /** The blob that `result` names. */
    blob: text('blob'),
    log: jsonColumn(ScriptLog)('log'),
    error: jsonColumn(AppError)('error'),
  },
  (t) => [
    index('script_executions_by_script').on(t.script, t.seq),
    index('script_executions_by_run').on(t.execution, t.position),
    index('script_executions_by_blob').on(t.blob),
  ],
)
