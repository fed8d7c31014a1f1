import { and, desc, eq, gt, isNotNull, isNull, lt, ne, notInArray, or } from 'drizzle-orm'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { type AppError, fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Page } from '#shared/contract/base.ts'
import type { ScriptExecution } from '#shared/contract/scripts.ts'
import { externalRef, type Value } from '#shared/operation/value.ts'
import type { Db } from '../database.ts'
import { numericCursor, type Paging, pageOf } from '../paging.ts'
import { resultOf } from '../runs/result-row.ts'
import { executions, nodeResults } from '../schema/executions.ts'
import { type ScriptLog, scriptExecutions, scripts } from '../schema/scripts.ts'
import type { Library } from './library.ts'

/** One run of a script, with its result as it is (the window gets it in small). */
export interface StoredScriptExecution extends Omit<ScriptExecution, 'result'> {
  readonly result: Value | null
  /** Of one alone; a node's lines are in its run's log. */
  readonly log: ScriptLog
}

export interface ScriptEnd {
  readonly status: 'completed' | 'failed' | 'cancelled'
  readonly durationMs: number
  readonly result?: Value | undefined
  readonly error?: AppError | undefined
  readonly log?: ScriptLog | undefined
}

/** Runs of scripts: alone, or by a node of a chain (which the run's records tell; it ends as the node does). */
export function openScriptExecutions({ orm, now, newId }: Db, library: Library, session: string) {
  const select = () =>
    orm
      .select({ own: scriptExecutions, script: scripts.name, run: executions.id, node: nodeResults })
      .from(scriptExecutions)
      .leftJoin(scripts, eq(scripts.id, scriptExecutions.script))
      .leftJoin(executions, eq(executions.seq, scriptExecutions.execution))
      .leftJoin(
        nodeResults,
        and(
          eq(nodeResults.execution, scriptExecutions.execution),
          eq(nodeResults.nodeId, scriptExecutions.nodeId),
        ),
      )
      .$dynamic()
  /** A node whose result was taken from another run (no attempts) has only kept which scripts that rests on. */
  const ran = or(isNull(nodeResults.status), ne(nodeResults.status, 'completed'), gt(nodeResults.attempt, 0))
  type Row = Awaited<ReturnType<typeof select>>[number]

  const toExecution = ({ own, script, run, node }: Row): StoredScriptExecution => {
    const ended = node && resultOf(node)
    const status = ended?.status === 'skipped' ? 'cancelled' : (ended?.status ?? own.status ?? 'running')
    return {
      id: own.id,
      name: script ?? own.name,
      version: own.version,
      status,
      startedAt: own.startedAt,
      durationMs: ended?.durationMs ?? own.durationMs,
      arguments: own.arguments,
      result: ended?.value ?? own.result,
      error: ended?.error ?? own.error,
      executionId: run === null ? null : ExecutionId.parse(run),
      nodeId: own.nodeId,
      log: own.log ?? [],
    }
  }

  return {
    /** A run of a script alone has begun; gives its id. Error: `script_missing`. */
    start(name: string, version: number, given: JsonRecord): string {
      const { version: found } = library.get(name, version)
      const id = newId()
      const script = library.find(name)?.id ?? null
      orm
        .insert(scriptExecutions)
        .values({
          id,
          script,
          name,
          version: found,
          status: 'running',
          session,
          startedAt: now(),
          arguments: given,
        })
        .run()
      return id
    },

    /** How it ended. A large result has been put into a blob before. Error: `execution_missing`. */
    finish(id: string, { status, durationMs, result, error, log }: ScriptEnd): void {
      const ref = (result && externalRef(result)) ?? ''
      const { changes } = orm
        .update(scriptExecutions)
        .set({ status, durationMs, result, blob: blobOf(ref), error, log })
        .where(eq(scriptExecutions.id, id))
        .run()
      if (changes === 0) missing(id)
    },

    /** Error: `execution_missing`. */
    get: (id: string): StoredScriptExecution => {
      const row = select().where(eq(scriptExecutions.id, id)).get()
      return row ? toExecution(row) : missing(id)
    },

    /** Newest first; of one script, whatever it was called then, or of all. */
    list({ name }: { name?: string | undefined }, { cursor, limit }: Paging): Page<StoredScriptExecution> {
      const before = numericCursor(cursor)
      const ofScript =
        name === undefined ? undefined : or(eq(scripts.name, name), eq(scriptExecutions.name, name))
      const rows = select()
        .where(and(ran, ofScript, before === undefined ? undefined : lt(scriptExecutions.seq, before)))
        .orderBy(desc(scriptExecutions.seq))
        .limit(limit + 1)
        .all()
      return pageOf(rows, limit, (row) => row.own.seq, toExecution)
    },
  }
}

/** Ends the runs of scripts whose process has died. */
export function endInterruptedScripts({ orm }: Db, live: ReadonlySet<string>): void {
  const error = { code: 'interrupted', message: 'Ergo ended while this script was running: run it again.' }
  orm
    .update(scriptExecutions)
    .set({ status: 'failed', error })
    .where(
      and(
        eq(scriptExecutions.status, 'running'),
        isNotNull(scriptExecutions.session),
        notInArray(scriptExecutions.session, [...live]),
      ),
    )
    .run()
}

const missing = (id: string): never =>
  fail('execution_missing', 'This run of a script is no longer in the history.', { id })
