import { and, eq, notInArray } from 'drizzle-orm'
import type { RunState } from '#shared/run/state.ts'
import { executions } from '../schema/executions.ts'
import type { RunKit } from './kit.ts'
import type { prepareLoads } from './load.ts'
import { writeEnd } from './write-rows.ts'

/**
 * Ends the runs whose process has died: they are `interrupted` at the last sign of life, with every result that was
 * written. Gives how many there were.
 */
export function endInterrupted(
  kit: RunKit,
  loads: ReturnType<typeof prepareLoads>,
  live: ReadonlySet<string>,
): number {
  const left = kit.orm
    .select()
    .from(executions)
    .where(and(eq(executions.status, 'running'), notInArray(executions.session, [...live])))
    .all()
  for (const row of left) {
    const state = loads.state(row)
    state.status = 'interrupted'
    state.finishedAt = lastSign(state)
    state.error = {
      code: 'interrupted',
      message:
        'Ergo ended while this run was under way. What had finished is kept: resume the run to do the rest.',
    }
    const { seq: execution, id: executionId, chainId, chainName, revision } = row
    kit.client
      .transaction(() => writeEnd(kit, { execution, executionId, chainId, chainName, revision }, state))
      .immediate()
  }
  return left.length
}

function lastSign(state: RunState): number {
  let last = state.startedAt ?? 0
  for (const { startedAt, result } of state.nodes.values()) {
    const since = result?.startedAt ?? startedAt
    if (since !== undefined) last = Math.max(last, since + (result?.durationMs ?? 0))
  }
  for (const { at } of state.records) last = Math.max(last, at)
  return last
}
