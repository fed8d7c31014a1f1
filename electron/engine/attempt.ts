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
 * timeout and the run's signal. The operation's own signal is aborted first. Under a supervisor it is then waited for:
 * one that does not heed its signal is ended with its runner, and nothing of it goes on behind the nodes that follow.
 * Without one it is left behind.
 */
export function attempt(
  node: PlanNode,
  run: Run,
  context: NodeContext,
  signal: AbortSignal,
  supervised: boolean,
): Outcome | Promise<Outcome> {
  const outcome = run(node.config, context)
  return outcome instanceof Promise ? limited(node, outcome, context, signal, supervised) : outcome
}

async function limited(
  node: PlanNode,
  work: Promise<Outcome>,
  context: NodeContext,
  signal: AbortSignal,
  supervised: boolean,
): Promise<Outcome> {
  const limit = new AbortController()
  const onCancel = (): void => limit.abort(abortFailure(signal))
  const timer = setTimeout(() => limit.abort(timeoutFailure(node)), node.policy.timeoutMs)
  const onAbort = (): void => {
    context.abort(limit.signal.reason)
    context.close()
  }
  limit.signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onCancel()
  else signal.addEventListener('abort', onCancel, { once: true })
  try {
    const outcome = await (supervised ? work : untilAborted(work, limit.signal))
    limit.signal.throwIfAborted()
    return outcome
  } catch (thrown) {
    limit.signal.throwIfAborted()
    throw thrown
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onCancel)
    context.close()
  }
}
