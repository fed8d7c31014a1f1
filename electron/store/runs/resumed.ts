import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Db } from '../database.ts'
import { executions } from '../schema/executions.ts'

/** The newest run that resumes another, or undefined. */
export function resumedBy({ orm }: Pick<Db, 'orm'>, id: string): ExecutionId | undefined {
  const resumed = orm
    .select({ seq: executions.seq })
    .from(executions)
    .where(eq(executions.id, ExecutionId.parse(id)))
  const found = orm
    .select({ id: executions.id })
    .from(executions)
    .where(
      and(
        gt(executions.seq, sql`(${resumed})`),
        eq(executions.trigger, 'resume'),
        sql`json_extract(${executions.options}, '$.resumes') = ${id}`,
      ),
    )
    .orderBy(desc(executions.seq))
    .limit(1)
    .get()
  return found && ExecutionId.parse(found.id)
}

/** What a run has done that resumes another, effects among it, would be done again by a second one. Error: `run_resumed`. */
export function checkNotResumed(db: Pick<Db, 'orm'>, id: string): void {
  const newer = resumedBy(db, id)
  if (newer)
    fail('run_resumed', `This run was resumed already: go on with that run, ${newer}.`, {
      executionId: newer,
    })
}
