import type { Reason } from '#shared/run/events.ts'
import type { NodeState } from '#shared/run/state.ts'

const REASONS: Readonly<Record<Reason, string>> = {
  upstream_failed: 'Not run: a node before it failed',
  branch_not_taken: 'Not run: this branch was not taken',
  stopped: 'Not run: the run stopped at an error',
  not_selected: 'Not part of this run',
  cancelled: 'Stopped',
  timed_out: 'The run ran out of time',
}

/** Why a node has no result, in a sentence. */
export function reasonSentence(run: NodeState): string {
  const reason = run.result?.reason
  if (reason) return REASONS[reason]
  if (run.status === 'running') return 'Running…'
  return run.status === 'cancelled' ? 'Stopped' : run.status === 'completed' ? 'Done' : 'Not run'
}
