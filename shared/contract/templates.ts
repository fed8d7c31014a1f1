import { z } from 'zod'
import { ChainId } from '../base/ids.ts'
import { NodeType } from '../chain/schema.ts'
import { Done, procedure, Time } from './base.ts'
import { ChainSummary } from './chains.ts'

/** What is drawn of a template: where its nodes stand, and which are joined (by their place in the list). */
export const TemplatePicture = z.object({
  nodes: z.array(z.object({ x: z.number(), y: z.number(), type: NodeType })),
  edges: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type TemplatePicture = z.infer<typeof TemplatePicture>

const Name = z.string().trim().min(1).max(200)
const Category = z.string().trim().max(60)

export const TemplateSummary = z.object({
  id: z.string(),
  /** `shipped` comes with the app; `own` was saved from a chain, and can be deleted. */
  origin: z.enum(['shipped', 'own']),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  nodeCount: z.number().int(),
  picture: TemplatePicture,
  /** Of one's own. */
  savedAt: Time.nullable(),
})
export type TemplateSummary = z.infer<typeof TemplateSummary>

const One = z.object({ id: z.string().max(200) })

export const templates = {
  /** One's own first, the newest first; then those that come with the app, in the order of the gallery. */
  list: procedure.output(z.array(TemplateSummary)),
  /** A new chain of the template, with the data that it needs in place. Errors: `template_missing`. */
  use: procedure.input(One).output(ChainSummary),
  /** Errors: `chain_missing`, `template_unwritable`. */
  save: procedure
    .input(
      z.object({
        chainId: ChainId,
        name: Name,
        description: z.string().trim().max(5000).default(''),
        category: Category.default(''),
      }),
    )
    .output(TemplateSummary),
  /** Chains made from it stay. Errors: `template_missing` (those that come with the app can't be deleted either). */
  delete: procedure.input(One).output(Done),
}
