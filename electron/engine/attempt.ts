import { AppFailure } from '#shared/base/errors.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import type { NodeContext } from './context.ts'
import type { Outcome, Run } from './operation.ts'
import { abortFailure, untilAborted } from './wait.ts'

/** The sentence of a node that used up its time. */
export function timeoutFailure(node: PlanNode): AppFailure {
  const ms = node.policy.timeoutMs
  const seconds = ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`
  return new AppFailure(
    'timeout',
    `"${node.name}" took longer than its ${seconds}: give it a longer timeout, or less to do.`,
    { timeoutMs: ms },
  )
}

/**
 * Runs an operation once. What it gives at once is returned at once; what it promises is awaited under the node's
 * timeout and the run's signal. The operation's own signal is aborted first, and it is not waited for after that.
 */
export function attempt(
  node: PlanNode,
  run: Run,
  context: NodeContext,
  signal: AbortSignal,
): Outcome | Promise<Outcome> {
  const outcome = run(node.config, context)
  return outcome instanceof Promise ? supervise(node, outcome, context, signal) : outcome
}

async function supervise(
  node: PlanNode,
  work: Promise<Outcome>,
  context: NodeContext,
  signal: AbortSignal,
): Promise<Outcome> {
  const limit = new AbortController()
  const onCancel = (): void => limit.abort(abortFailure(signal))
  const timer = setTimeout(() => limit.abort(timeoutFailure(node)), node.policy.timeoutMs)
  limit.signal.addEventListener('abort', () => context.abort(limit.signal.reason), { once: true })
  if (signal.aborted) onCancel()
  else signal.addEventListener('abort', onCancel, { once: true })
  try {
    return await untilAborted(work, limit.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onCancel)
    context.close()
  }
}
