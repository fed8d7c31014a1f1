import { blobOf } from '#electron/data/blobs/refs.ts'
import { refsOf } from '#electron/store/runs/result-row.ts'
import type { Store } from '#electron/store/store.ts'
import { AppFailure, fail } from '#shared/base/errors.ts'
import type { ExecutionId } from '#shared/base/ids.ts'
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
 * `run_running`.
 */
export function resumption(store: Store, executionId: ExecutionId): Resumption {
  const { summary, inputs, chain } = store.runs.get(executionId)
  if (summary.status === 'completed')
    fail('run_completed', 'This run has completed: there is nothing to resume.')
  if (summary.status === 'running') fail('run_running', 'This run is still running: cancel it first.')
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
 * twice.
 */
function finished(store: Store, chain: Chain, executionId: ExecutionId): Map<string, NodeResult> {
  const effects = new Set(
    chain.nodes.filter((node) => registry(operationIdOf(node))?.traits.effect).map(({ id }) => id),
  )
  const isThere = (result: NodeResult): boolean =>
    refsOf(result).every((ref) => {
      const blob = blobOf(ref)
      return blob === null || store.blobs.has(blob)
    })
  const known = new Map<string, NodeResult>()
  for (const [id, { result }] of store.runs.load(executionId).nodes) {
    if (result?.status !== 'completed' || !(effects.has(id) || isThere(result))) continue
    known.set(id, { ...result, attempts: 0, cached: { by: 'reuse', executionId }, why: 'reused' })
  }
  return known
}
