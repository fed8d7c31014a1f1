import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { Contract } from '#shared/contract/index.ts'

/** What goes with a call besides its input: aborted when the window gives up on it or goes away. */
export interface Call {
  readonly signal: AbortSignal | undefined
}

type Answer<Output> = Output | Promise<Output>

/** A procedure's work, as a plain function of its parsed input. */
type Work<Procedure> =
  Procedure extends ContractProcedure<infer Input, infer Output, infer _Errors, infer _Meta>
    ? (input: InferSchemaOutput<Input>, call: Call) => Answer<InferSchemaInput<Output>>
    : never

/** A part of the contract as plain functions: what the app has to offer for it, whatever carries it to the window. */
export type Feature<Name extends keyof Contract> = {
  readonly [Procedure in keyof Contract[Name]]: Work<Contract[Name][Procedure]>
}

/** All that a window can ask for. */
export type Features = { readonly [Name in keyof Contract]: Feature<Name> }
