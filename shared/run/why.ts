import type { NodeResult, Reason, Why } from './events.ts'

const NOT_RUN: Readonly<Record<Reason, string>> = {
  upstream_failed: 'Not run: a node before it failed.',
  branch_not_taken: 'Not run: the branch that leads here was not taken.',
  stopped: 'Not run: the run had stopped at an error.',
  not_selected: 'Not run: this run was of another part of the chain.',
  cancelled: 'Stopped: the run was cancelled.',
  timed_out: 'Stopped: the run took longer than it may.',
}

const RAN: Readonly<Record<Exclude<Why, 'reused'>, string>> = {
  config_changed: 'It ran: its settings had changed since its last result.',
  input_changed: 'It ran: what comes in had changed since its last result.',
  operation_updated: 'It ran: its operation works otherwise since an update.',
  not_pure: 'It ran: what it gives can differ each time, so that no earlier result is taken.',
  no_earlier_result: 'It ran: there was no earlier result to take.',
  earlier_result_lost: 'It ran: its earlier result could not be read any more.',
}

/** Why a node ran in a run, or did not, and where its result is from then. */
export interface WhyTold {
  readonly sentence: string
  /** The run whose result was taken. */
  readonly from?: string
}

/** Tells why a node that has ended did or did not run. */
export function whyTold(result: NodeResult): WhyTold {
  const { cached, reason, why } = result
  if (reason) return { sentence: NOT_RUN[reason] }
  if (cached !== false) {
    const { executionId } = cached
    return {
      sentence: takenSentence(cached.by, why),
      ...(executionId === undefined ? {} : { from: executionId }),
    }
  }
  return { sentence: why && why !== 'reused' ? RAN[why] : 'It ran: the run was to run everything it could.' }
}

function takenSentence(by: 'pin' | 'cacheKey' | 'reuse', why: Why | undefined): string {
  if (by === 'pin') return 'Not run: its result is pinned.'
  if (by === 'cacheKey') return 'Not run: a run before, with the same cache key, had given the result.'
  return why === 'reused'
    ? 'Not run: nothing that it depends on had changed since its last result.'
    : 'Not run: this run was of another part of the chain, and took its last result.'
}
