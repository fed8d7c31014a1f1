import { z } from 'zod'
import type { EarlierResult } from '#electron/engine/executor.ts'
import type { RunOptions } from '#electron/engine/types.ts'
import { type AppError, fail } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { hasErrors } from '#shared/chain/issue.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { RunMode } from '#shared/contract/runs.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { scopeOf } from '#shared/run/scope.ts'
import { issuesData } from '../chains/read-chain.ts'

/** What a run needs to know of runs before it. */
export interface Earlier {
  /** Newest completed results, by node id. */
  readonly results: ReadonlyMap<string, EarlierResult>
  /** Results that stand still. */
  readonly pinned: ReadonlyMap<string, EarlierResult>
}

/** Where nothing of before counts. */
export const NOTHING: Earlier = { results: new Map(), pinned: new Map() }

/** What a window's run was asked for, as it is kept. */
export const Asked = z.object({ mode: RunMode })

export interface ReadyRun {
  /** The part of the chain that runs. */
  readonly chain: Chain
  readonly inputs: JsonRecord
  readonly options: Pick<RunOptions, 'known' | 'fingerprints' | 'reuse'>
}

/** A chain and a wish made ready to run. Errors: `node_missing`, `chain_invalid`, `input_missing`, `input_invalid`. */
export function prepareRun(whole: Chain, given: JsonRecord, mode: RunMode, earlier: Earlier): ReadyRun {
  const scope = scopeOf(whole, mode)
  if (!scope) return fail('node_missing', 'The node that the run is asked for is no longer in the chain.')
  const { chain, fresh } = scope
  const issues = validateChain(chain, registry).filter((issue) => issue.severity === 'error')
  if (hasErrors(issues)) {
    const [first] = issues
    const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
    fail('chain_invalid', `${first?.message ?? 'The chain has a problem.'}${rest}`, {
      issues: issuesData(issues),
    })
  }
  const inputs = resolveInputs(chain.parameters, given)
  if (!inputs.ok) return fail(...sentence(inputs.error))
  const known = new Map<string, NodeResult>()
  for (const { id } of chain.nodes) {
    const before = fresh.has(id) ? undefined : earlier.results.get(id)
    if (before)
      known.set(id, { ...taken(before.result), cached: { by: 'reuse', executionId: before.executionId } })
    const pinned = earlier.pinned.get(id)
    if (pinned)
      known.set(id, { ...taken(pinned.result), cached: { by: 'pin', executionId: pinned.executionId } })
  }
  const reuse = mode.kind === 'changed' ? { reuse: earlier.results } : {}
  return { chain, inputs: inputs.value, options: { fingerprints: true, known, ...reuse } }
}

/** A result as one that took no work this time. */
const taken = (result: NodeResult): NodeResult => ({ ...result, attempts: 0, durationMs: 0 })

function sentence(errors: readonly AppError[]): [string, string, JsonRecord] {
  const parameters = errors.map((error) => error.data?.parameter ?? null)
  const [first] = errors
  return [first?.code ?? 'input_invalid', errors.map((error) => error.message).join(' '), { parameters }]
}
