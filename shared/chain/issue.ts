import { z } from 'zod'

/**
 * Something wrong with a document or a chain: a stable code, a sentence for people, and where it is. An `error` keeps
 * the chain from running, a `warning` does not; `info` is nothing wrong. `field` is a dotted path into the node's config, or a key of the
 * document where no node is named.
 */
export const Issue = z.object({
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  field: z.string().optional(),
})
export type Issue = z.infer<typeof Issue>

export type IssuePlace = Pick<Issue, 'nodeId' | 'edgeId' | 'field'>

export const errorIssue = (code: string, message: string, place: IssuePlace = {}): Issue => ({
  code,
  message,
  severity: 'error',
  ...place,
})

export const warningIssue = (code: string, message: string, place: IssuePlace = {}): Issue => ({
  code,
  message,
  severity: 'warning',
  ...place,
})

export const infoIssue = (code: string, message: string, place: IssuePlace = {}): Issue => ({
  code,
  message,
  severity: 'info',
  ...place,
})

/** True when something keeps the chain from running. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error')
}
