import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { Json } from '../base/json.ts'
import { PageRequest, pageOf, procedure, Time } from './base.ts'

/** What OUTPUT/store has written: a statement or data about a subject, with where it came from. */
export const Conclusion = z.object({
  id: z.string(),
  kind: z.enum(['conclusion', 'annotation']),
  subject: z.string(),
  content: z.string(),
  data: Json.nullable(),
  createdAt: Time,
  executionId: ExecutionId,
  nodeId: z.string(),
  chainId: ChainId.nullable(),
  chainName: z.string(),
})
export type Conclusion = z.infer<typeof Conclusion>

export const conclusions = {
  /** Newest first. `search` is text in subject and content. */
  list: procedure
    .input(
      PageRequest.extend({
        kind: z.enum(['conclusion', 'annotation']).optional(),
        chainId: ChainId.optional(),
        executionId: ExecutionId.optional(),
        search: z.string().max(500).optional(),
      }),
    )
    .output(pageOf(Conclusion)),
}
