import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { JsonRecord } from '../base/json.ts'
import { Done, procedure, Time } from './base.ts'

const OfChain = z.object({ chainId: ChainId })

/** A node whose result stands still: runs take it from `executionId` instead of running the node. */
export const Pin = z.object({ nodeId: z.string(), executionId: ExecutionId, pinnedAt: Time })
export type Pin = z.infer<typeof Pin>

export const pins = {
  list: procedure.input(OfChain).output(z.array(Pin)),
  /** Errors: `chain_missing`, `value_missing` (the run has no result of that node). */
  set: procedure.input(OfChain.extend({ nodeId: z.string(), executionId: ExecutionId })).output(Pin),
  remove: procedure.input(OfChain.extend({ nodeId: z.string() })).output(Done),
}

/** Values for a chain's parameters under a name, to be used again. */
export const InputSet = z.object({ name: z.string().trim().min(1).max(200), values: JsonRecord })
export type InputSet = z.infer<typeof InputSet>

export const inputSets = {
  /** `last`: the inputs of the chain's last run. */
  list: procedure.input(OfChain).output(z.object({ sets: z.array(InputSet), last: JsonRecord.nullable() })),
  /** Replaces the set of that name. */
  save: procedure.input(OfChain.extend(InputSet.shape)).output(Done),
  remove: procedure.input(OfChain.extend({ name: z.string() })).output(Done),
}
