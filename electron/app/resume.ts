import { blobOf } from '#electron/data/blobs/refs.ts'
import { refsOf } from '#electron/store/runs/result-row.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { type Chain, operationIdOf } from '#shared/chain/schema.ts'
import { registry } from '#shared/operation/registry.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { StartRun } from '../app.ts'

export interface Resumption {
  /** The chain as it was. */
  readonly chain: Chain
  /** Its file, where it has one. */
  readonly path: string | undefined
  readonly start: StartRun
}

/**
 * What runs the rest of a run that did not complete: the same chain and inputs, with the results that are there taken
 * over, effects among them, so that nothing is sent or written twice. Errors: `execution_missing`, `run_completed`,
 * `run_running`, `run_resumed`.
 */
export function resumption(store: Store, executionId: ExecutionId): Resumption {
  const { summary, inputs, chain } = store.runs.get(executionId)
  if (summary.status === 'completed')
    fail('run_completed', 'This run has completed: there is nothing to resume.')
  if (summary.status === 'running') fail('run_running', 'This run is still running: cancel it first.')
  store.runs.checkNotResumed(executionId)
  const path = summary.chainId === null ? null : pathOf(store, summary.chainId)
  return {
    chain,
    path: path ?? undefined,
    start: {
      inputs,
      trigger: 'resume',
      chainId: summary.chainId,
      asked: { resumes: executionId },
      options: { known: finished(store, chain, executionId) },
    },
  }
}

/** What runs a past run's chain once more with its inputs. Error: `execution_missing`. */
export function again(store: Store, executionId: ExecutionId): Resumption {
  const { summary, inputs, chain } = store.runs.get(executionId)
  const path = summary.chainId === null ? null : pathOf(store, summary.chainId)
  return {
    chain,
    path: path ?? undefined,
    start: { inputs, trigger: 'again', chainId: summary.chainId, asked: { again: executionId } },
  }
}

function pathOf(store: Store, chainId: NonNullable<StartRun['chainId']>): string | null {
  try {
    return store.chains.summary(chainId).path
  } catch (thrown) {
    // The chain has been deleted for good; its runs can still be resumed.
    if (thrown instanceof AppFailure && thrown.code === 'chain_missing') return null
    throw thrown
  }
}

/**
 * Results that are still there. One whose file is gone is made again, unless its node had an effect: that is not to be had
 * twice. A run that resumes another can be cut off before it has written what it takes over: what it has no result of is
 * then looked for in that other.
 */
function finished(store: Store, chain: Chain, resumed: ExecutionId): Map<string, NodeResult> {
  const effects = new Set(
    chain.nodes.filter((node) => registry(operationIdOf(node))?.traits.effect).map(({ id }) => id),
  )
  const isThere = (result: NodeResult): boolean =>
    refsOf(result).every((ref) => {
      const blob = blobOf(ref)
      return blob === null || store.blobs.has(blob)
    })
  const known = new Map<string, NodeResult>()
  const ended = new Set<string>()
  for (const executionId of lineOf(store, resumed))
    for (const [id, { result }] of store.runs.load(executionId).nodes) {
      if (!result || ended.has(id)) continue
      // An effect that was left out in a later run may have been had in an earlier one.
      if (effects.has(id) && result.status !== 'completed') continue
      ended.add(id)
      if (result.status !== 'completed' || !(effects.has(id) || isThere(result))) continue
      known.set(id, { ...result, attempts: 0, cached: { by: 'reuse', executionId }, why: 'reused' })
    }
  return known
}

/** The run, the one that it resumes, the one that that resumes, and so on, as far as they are still in the history. */
function lineOf(store: Store, executionId: ExecutionId): ExecutionId[] {
  const line: ExecutionId[] = []
  for (let next: ExecutionId | undefined = executionId; next !== undefined && !line.includes(next); ) {
    line.push(next)
    const { resumes } = store.runs.options(next)
    const [there] = typeof resumes === 'string' ? store.runs.startingWith(resumes, 1) : []
    next = there !== undefined && there === resumes ? ExecutionId.parse(there) : undefined
  }
  return line
}
