import { z } from 'zod'
import type { EarlierResult } from '#electron/engine/executor.ts'
import { withoutRunning } from '#electron/engine/segment.ts'
import type { RunOptions } from '#electron/engine/types.ts'
import { type AppError, fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { hasErrors } from '#shared/chain/issue.ts'
import { resolveInputs } from '#shared/chain/parameter.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { RunMode } from '#shared/contract/runs.ts'
import { registry } from '#shared/operation/registry.ts'
import { validateChain } from '#shared/operation/validate.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { planChain } from '#shared/run/plan.ts'
import { readiness } from '#shared/run/readiness.ts'
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
  const known = standing(chain, fresh, earlier)
  const reuse = mode.kind === 'changed' ? { reuse: earlier.results } : {}
  return { chain, inputs: inputs.value, options: { fingerprints: true, known, ...reuse } }
}

/**
 * Results of before for the nodes that are not to run, as far as they go together: what a branch that is not taken now gave
 * in another run does not stand, nor what was made from what is no longer so; such a node is skipped, or runs. An effect stands,
 * rather than being had again.
 */
function standing(
  chain: Chain,
  fresh: ReadonlySet<string>,
  { results, pinned }: Earlier,
): Map<string, NodeResult> {
  const known = new Map<string, NodeResult>()
  if (fresh.size === chain.nodes.length && pinned.size === 0) return known
  const { nodes } = planChain(chain, registry)
  const of = (index: number): NodeResult | undefined => known.get(itemAt(nodes, index).id)
  for (const node of nodes) {
    const pin = pinned.get(node.id)
    const before = fresh.has(node.id) ? undefined : results.get(node.id)
    if (pin) known.set(node.id, taken(pin, 'pin'))
    if (pin || !before) continue
    const sources = node.inputs.map((input) => of(input.source))
    const settled = sources.every((source) => source !== undefined)
    const may = settled ? readiness(node, of) : undefined
    if (may !== undefined && may !== 'run') known.set(node.id, withoutRunning('skipped', may))
    else if (node.traits.effect || (settled && !sources.some((source) => isNewer(source, before))))
      known.set(node.id, taken(before, 'reuse'))
  }
  return known
}

/** A result as one that took no work this time. */
const taken = ({ result, executionId }: EarlierResult, by: 'reuse' | 'pin'): NodeResult => ({
  ...result,
  attempts: 0,
  durationMs: 0,
  cached: { by, executionId },
})

/** Ids of runs are in order of time. A source that is pinned has long been so. */
const isNewer = (source: NodeResult | undefined, { executionId }: EarlierResult): boolean =>
  Boolean(source?.cached && source.cached.by === 'reuse' && source.cached.executionId > executionId)

function sentence(errors: readonly AppError[]): [string, string, JsonRecord] {
  const parameters = errors.map((error) => error.data?.parameter ?? null)
  const [first] = errors
  return [first?.code ?? 'input_invalid', errors.map((error) => error.message).join(' '), { parameters }]
}
