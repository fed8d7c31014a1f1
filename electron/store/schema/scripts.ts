import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import { JsonRecord } from '#shared/base/json.ts'
import { Parameter } from '#shared/chain/schema.ts'
import { Value } from '#shared/operation/value.ts'
import { LogLevel } from '#shared/run/events.ts'
import { jsonColumn } from '../columns.ts'

export const scripts = sqliteTable(
  'scripts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: text('name').notNull(),
    description: text('description').notNull(),
    category: text('category').notNull().default(''),
    tags: jsonColumn(z.array(z.string()))('tags').notNull().default([]),
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

/** Runs of scripts, alone or by a node of a chain. */
export const scriptExecutions = sqliteTable(
  'script_executions',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    script: integer('script')
      .notNull()
      .references(() => scripts.id),
    version: integer('version').notNull(),
    status: text('status', { enum: SCRIPT_STATUSES }).notNull(),
    session: text('session').notNull(),
    startedAt: real('started_at').notNull(),
    durationMs: real('duration_ms'),
    arguments: jsonColumn(JsonRecord)('arguments').notNull(),
    result: jsonColumn(Value)('result'),
    log: jsonColumn(ScriptLog)('log'),
    error: jsonColumn(AppError)('error'),
    /** The chain's run and node that ran it; null where it ran alone. */
    executionId: text('execution_id'),
    nodeId: text('node_id'),
  },
  (t) => [index('script_executions_by_script').on(t.script, t.seq)],
)
