import { z } from 'zod'
import { ChainId, ExecutionId } from '../base/ids.ts'
import { Json } from '../base/json.ts'
import { Standing } from '../run/standing.ts'
import { Done, PageRequest, pageOf, procedure, Time } from './base.ts'

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

/** With how it stands now. */
export const StandingConclusion = Conclusion.extend({
  standing: Standing,
  /** False where its run is no longer in the history. */
  runKept: z.boolean(),
})
export type StandingConclusion = z.infer<typeof StandingConclusion>

export const ConclusionFilter = z.object({
  kind: z.enum(['conclusion', 'annotation']).optional(),
  chainId: ChainId.optional(),
  executionId: ExecutionId.optional(),
  /** Words in subject, content and data. */
  search: z.string().max(500).optional(),
  /** Only those that stand so. A page can then hold fewer than were asked for, and still not be the last. */
  standing: Standing.shape.state.optional(),
})
export type ConclusionFilter = z.infer<typeof ConclusionFilter>

/** A file that what leads to a statement has read, as it was then and as it is now. */
export const SourceStanding = z.object({
  nodeId: z.string(),
  path: z.string(),
  sha256: z.string(),
  size: z.number().int(),
  modifiedAt: Time,
  now: z.enum(['same', 'changed', 'missing']),
})
export type SourceStanding = z.infer<typeof SourceStanding>

export const Provenance = z.object({
  conclusion: StandingConclusion,
  sources: z.array(SourceStanding),
  scripts: z.array(z.object({ nodeId: z.string(), name: z.string(), version: z.number().int() })),
})
export type Provenance = z.infer<typeof Provenance>

const One = z.object({ id: z.string() })

/** Methods with an id: error `conclusion_missing`. */
export const conclusions = {
  /** Newest first. */
  list: procedure.input(PageRequest.extend(ConclusionFilter.shape)).output(pageOf(StandingConclusion)),
  /** Where it came from: run, node, what was read, and whether that is still so. */
  provenance: procedure.input(One).output(Provenance),
  /** Takes it out of the list; its run still tells it, and `restore` brings it back. */
  delete: procedure.input(One).output(Done),
  restore: procedure.input(One).output(Done),
}
