import { and, desc, eq } from 'drizzle-orm'
import { fail } from '#shared/base/errors.ts'
import { type ChainId, ExecutionId } from '#shared/base/ids.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { InputSet, Pin } from '#shared/contract/inputs.ts'
import type { Db } from './database.ts'
import { chains, inputSets } from './schema/chains.ts'
import { executions, nodeResults, pins } from './schema/executions.ts'

/** A chain's saved sets of inputs and its pinned results. */
export function openInputs({ orm, now }: Db) {
  const ofChain = (chainId: ChainId) =>
    orm.select({ id: chains.id }).from(chains).where(eq(chains.id, chainId)).get() ??
    fail('chain_missing', 'This chain is no longer there: it was deleted for good.', { chainId })

  return {
    /** By name. */
    sets: (chainId: ChainId): InputSet[] =>
      orm
        .select({ name: inputSets.name, values: inputSets.values })
        .from(inputSets)
        .where(eq(inputSets.chainId, chainId))
        .orderBy(inputSets.name)
        .all(),

    /** Replaces the set of that name. Error: `chain_missing`. */
    saveSet(chainId: ChainId, { name, values }: InputSet): void {
      ofChain(chainId)
      const savedAt = now()
      orm
        .insert(inputSets)
        .values({ chainId, name, values, savedAt })
        .onConflictDoUpdate({ target: [inputSets.chainId, inputSets.name], set: { values, savedAt } })
        .run()
    },

    removeSet(chainId: ChainId, name: string): void {
      orm
        .delete(inputSets)
        .where(and(eq(inputSets.chainId, chainId), eq(inputSets.name, name)))
        .run()
    },

    /** The inputs of the chain's last run, or null. */
    last: (chainId: ChainId): JsonRecord | null =>
      orm
        .select({ inputs: executions.inputs })
        .from(executions)
        .where(eq(executions.chainId, chainId))
        .orderBy(desc(executions.seq))
        .limit(1)
        .get()?.inputs ?? null,

    pins: (chainId: ChainId): Pin[] =>
      orm
        .select({ nodeId: pins.nodeId, executionId: executions.id, pinnedAt: pins.pinnedAt })
        .from(pins)
        .innerJoin(executions, eq(executions.seq, pins.execution))
        .where(eq(pins.chainId, chainId))
        .orderBy(pins.nodeId)
        .all()
        .map((pin) => ({ ...pin, executionId: ExecutionId.parse(pin.executionId) })),

    /** Errors: `chain_missing`, `value_missing` (that run has no result of the node to pin). */
    pin(chainId: ChainId, nodeId: string, executionId: ExecutionId): Pin {
      ofChain(chainId)
      const run = orm
        .select({ seq: executions.seq })
        .from(executions)
        .innerJoin(nodeResults, eq(nodeResults.execution, executions.seq))
        .where(
          and(
            eq(executions.id, executionId),
            eq(nodeResults.nodeId, nodeId),
            eq(nodeResults.status, 'completed'),
          ),
        )
        .get()
      if (!run) return fail('value_missing', 'That run has no result of this node that could be pinned.')
      const set = { execution: run.seq, pinnedAt: now() }
      orm
        .insert(pins)
        .values({ chainId, nodeId, ...set })
        .onConflictDoUpdate({ target: [pins.chainId, pins.nodeId], set })
        .run()
      return { nodeId, executionId, pinnedAt: set.pinnedAt }
    },

    unpin(chainId: ChainId, nodeId: string): void {
      orm
        .delete(pins)
        .where(and(eq(pins.chainId, chainId), eq(pins.nodeId, nodeId)))
        .run()
    },
  }
}
export type StoredInputs = ReturnType<typeof openInputs>
