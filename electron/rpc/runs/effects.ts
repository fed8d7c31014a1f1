import type { JsonRecord } from '#shared/base/json.ts'
import type { Chain } from '#shared/chain/schema.ts'
import { Effect, type PlannedEffect, rehearsalOf } from '#shared/run/effect.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { Plan, PlanNode } from '#shared/run/plan.ts'
import { readiness } from '#shared/run/readiness.ts'
import type { RunState } from '#shared/run/state.ts'
import type { Starter } from './starter.ts'

/** Enough for a template; a rehearsal reads and writes nothing. */
const TIMEOUT_MS = 10_000

/** A past run that is to be done again, or the rest of it. */
export interface Rehearsed {
  readonly chain: Chain
  /** The chain's file, for relative paths. */
  readonly path: string | undefined
  readonly inputs: JsonRecord
  readonly state: RunState
  readonly what: 'again' | 'resume'
}

const LEFT_OUT: NodeResult = {
  status: 'skipped',
  reason: 'not_selected',
  warnings: [],
  attempts: 0,
  cached: false,
  durationMs: 0,
}

/** Results by which the nodes with effects are left out of a run. */
export function withoutEffects(plan: Plan): Map<string, NodeResult> {
  return new Map(plan.nodes.filter((node) => node.traits.effect).map((node) => [node.id, LEFT_OUT]))
}

/**
 * What the nodes with effects would do: each is rehearsed by itself, in a run that nobody keeps, on the results that led to
 * it in the past run. A branch that was not taken then is not spoken of.
 */
export async function plannedEffects(
  app: Starter,
  past: Rehearsed,
  signal: AbortSignal | undefined,
): Promise<PlannedEffect[]> {
  const prepared = app.prepare(past.chain, past.path)
  const planned: PlannedEffect[] = []
  for (const node of prepared.plan.nodes) {
    if (!node.traits.effect) continue
    const of = { nodeId: node.id, name: node.name, operation: node.operationId }
    const result = past.state.nodes.get(node.id)?.result
    if (past.what === 'resume' && result?.status === 'completed') continue
    const told = await foretold(node)
    if (told) planned.push({ ...of, ...told })
  }
  return planned

  async function foretold(node: PlanNode): Promise<Told | null> {
    const known = new Map<string, NodeResult>()
    for (const [id, { result }] of past.state.nodes) if (result) known.set(id, result)
    const { nodes } = prepared.plan
    if (
      node.inputs.some(
        ({ sourceId }) => known.get(sourceId)?.status !== 'completed' && !skippedByBranch(known, sourceId),
      )
    )
      return { state: 'unknown' }
    if (readiness(node, (index) => known.get(nodes[index]?.id ?? '')) !== 'run') return null
    known.delete(node.id)
    const plan: Plan = {
      ...prepared.plan,
      nodes: nodes.map((one) =>
        one === node ? { ...one, operationId: rehearsalOf(one.operationId), traits: {} } : one,
      ),
    }
    const options = { known, only: new Set([node.id]), timeoutMs: TIMEOUT_MS }
    const run = app.startRun(
      { ...prepared, plan },
      { inputs: past.inputs, options, trigger: 'window', keep: false },
    )
    const cancel = (): void => run.cancel()
    signal?.addEventListener('abort', cancel)
    try {
      return toldBy((await run.done).nodes.get(node.id)?.result)
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }
}

type Told =
  | { state: 'would'; effect: Effect }
  | { state: 'fails'; error: NonNullable<NodeResult['error']> }
  | { state: 'unknown' }

const skippedByBranch = (known: ReadonlyMap<string, NodeResult>, id: string): boolean =>
  known.get(id)?.reason === 'branch_not_taken'

function toldBy(result: NodeResult | undefined): Told {
  if (result?.error) return { state: 'fails', error: result.error }
  const { value } = result ?? {}
  const effect = value?.kind === 'json' ? Effect.safeParse(value.json) : null
  return effect?.success ? { state: 'would', effect: effect.data } : { state: 'unknown' }
}
