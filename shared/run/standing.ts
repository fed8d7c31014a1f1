import { z } from 'zod'

/** Why a statement may no longer hold, or can't be checked. */
export const StandingReason = z.discriminatedUnion('kind', [
  /** What leads to its node is another now; `what` names the nodes. */
  z.object({ kind: z.literal('chain_changed'), what: z.array(z.string()) }),
  z.object({ kind: z.literal('node_gone') }),
  z.object({ kind: z.literal('source_changed'), path: z.string() }),
  z.object({ kind: z.literal('source_missing'), path: z.string() }),
  z.object({
    kind: z.literal('script_changed'),
    name: z.string(),
    used: z.number().int(),
    newest: z.number().int(),
  }),
  z.object({ kind: z.literal('script_gone'), name: z.string() }),
  /** Nothing is left to compare with. */
  z.object({ kind: z.literal('run_gone') }),
  z.object({ kind: z.literal('chain_gone') }),
])
export type StandingReason = z.infer<typeof StandingReason>

/** `stale`: what it rests on has changed since. `unknown`: what it rests on is not kept any more. */
export const Standing = z.object({
  state: z.enum(['current', 'stale', 'unknown']),
  reasons: z.array(StandingReason),
})
export type Standing = z.infer<typeof Standing>

/** Reasons that only say that nothing can be said. */
const UNSURE: ReadonlySet<StandingReason['kind']> = new Set(['run_gone', 'chain_gone'])

/** How a statement stands, given what was found out. */
export function standingOf(reasons: readonly StandingReason[]): Standing {
  const sure = reasons.some((reason) => !UNSURE.has(reason.kind))
  return { state: reasons.length === 0 ? 'current' : sure ? 'stale' : 'unknown', reasons: [...reasons] }
}

const MOST_NAMED = 3

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** A reason as a sentence. */
export function standingSentence(reason: StandingReason): string {
  switch (reason.kind) {
    case 'chain_changed':
      return reason.what.length === 0
        ? 'What leads to it in the chain has changed since.'
        : `The chain has changed since: ${listed(reason.what)}.`
    case 'node_gone':
      return 'The node that drew it is no longer in the chain.'
    case 'source_changed':
      return `The file ${reason.path} has changed since.`
    case 'source_missing':
      return `The file ${reason.path} is no longer there.`
    case 'script_changed':
      return `The script ${reason.name} is at version ${reason.newest} now; version ${reason.used} was used.`
    case 'script_gone':
      return `The script ${reason.name} is no longer there.`
    case 'run_gone':
      return 'Its run was deleted, so that it can’t be compared with the chain of today.'
    case 'chain_gone':
      return 'Its chain was deleted.'
  }
}
