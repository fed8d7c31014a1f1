import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ChainId } from '../base/ids.ts'
import { JsonRecord } from '../base/json.ts'
import { ChainNode, Edge } from '../chain/schema.ts'
import { procedure } from './base.ts'
import { ValuePreview } from './preview.ts'

/** An expression as it stands in the form, with the edges that feed its node (the chain may not be saved yet). */
const Scope = z.object({
  chainId: ChainId,
  sources: z.array(z.object({ nodeId: z.string(), port: z.string() })),
  /** The run's inputs; those of the last run and the defaults where absent. */
  params: JsonRecord.optional(),
})

/** `from` and `to`: where in the text, in characters from 0, where that is known. */
export const ExpressionProblem = z.object({
  error: AppError,
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type ExpressionProblem = z.infer<typeof ExpressionProblem>

/** `no_data`: it is well formed, but `missing` inputs have no result yet. */
export const Evaluation = z.discriminatedUnion('state', [
  z.object({ state: z.literal('value'), value: ValuePreview }),
  z.object({ state: z.literal('no_data'), missing: z.array(z.string()) }),
  z.object({ state: z.literal('problem'), problem: ExpressionProblem }),
])
export type Evaluation = z.infer<typeof Evaluation>

/** A name that may be completed; `members` are a record's fields or a table's columns, as the last run had them. */
export const ScopeName = z.object({
  name: z.string(),
  /** The kind of value in words, e.g. `number`, `table`; `unknown` before the first run. */
  type: z.string(),
  members: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type ScopeName = z.infer<typeof ScopeName>

export const expressions = {
  /** The value on the last run's data, at most a second of work. */
  evaluate: procedure
    .input(Scope.extend({ text: z.string().max(100_000), kind: z.enum(['expression', 'template', 'sql']) }))
    .output(Evaluation),
  /**
   * Configs in which inputs go by other names, as they must once nodes have other ids: of those nodes that change. `edges`
   * join the nodes under their old ids. `unread` are nodes with a text that could not be read, which stays as it was.
   * Error: `name_used`.
   */
  rename: procedure
    .input(
      z.object({
        nodes: z.array(ChainNode),
        edges: z.array(Edge),
        ids: z.record(z.string(), z.string()),
      }),
    )
    .output(z.object({ configs: z.record(z.string(), JsonRecord), unread: z.array(z.string()) })),
  /** What the inputs of a node offer, from the last run: for completion and for the column fields of the form. */
  scope: procedure.input(Scope).output(z.object({ inputs: z.array(ScopeName), params: z.array(ScopeName) })),
}
