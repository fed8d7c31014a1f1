import type { Json } from '#shared/base/json.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import type { NodeState, RunState } from '#shared/run/state.ts'
import { plainValue, type ValueReader } from './plain.ts'

export interface Reported {
  readonly file: string
  readonly executionId: string
  readonly chainId: string | null
  readonly state: RunState
  /** In the order of the plan. */
  readonly nodes: readonly Pick<PlanNode, 'id' | 'operationId' | 'traits'>[]
  readonly reader: ValueReader
  /** Rows of a table to print. */
  readonly rows: number
  /** Of repeated runs, in order. */
  readonly durationsMs?: readonly number[]
}

export interface NodeReport {
  type: string
  operation: string
  status: string
  reason: string | null
  output: Json
  decision: { result: Json; path: string } | null
  error: { code: string; message: string } | null
  warnings: { code: string; message: string }[]
  attempts: number
  cached: boolean
  /** Of runs that reuse results of earlier ones: why the node ran, or that it did not. */
  why?: string
  durationMs: number
  /** Which of the run's runners the node ran on, from 0; absent where it did not run. */
  runner?: number
}

/** One run as the JSON line that `ergo run --json` prints. Durations in milliseconds. */
export interface RunReport {
  file: string
  executionId: string
  chainId: string | null
  status: string
  durationMs: number
  order: readonly string[]
  nodes: Record<string, NodeReport>
  outputs: Record<string, Json>
  /** `nodeId` is null for what failed outside any node. */
  errors: { nodeId: string | null; code: string; message: string }[]
  durationsMs?: readonly number[]
}

export async function reportRun(run: Reported): Promise<RunReport> {
  const { state } = run
  const nodes: [string, NodeReport][] = []
  const outputs: [string, Json][] = []
  const errors: RunReport['errors'] = []
  for (const { id, operationId, traits } of run.nodes) {
    const node = await reportNode(operationId, state.nodes.get(id), run)
    nodes.push([id, node])
    if (traits.returns && node.status === 'completed') outputs.push([id, node.output])
    if (node.error) errors.push({ nodeId: id, ...node.error })
  }
  if (state.error) errors.push({ nodeId: null, code: state.error.code, message: state.error.message })
  return {
    file: run.file,
    executionId: run.executionId,
    chainId: run.chainId,
    status: state.status,
    durationMs: durationOf(state),
    order: state.order,
    nodes: Object.fromEntries(nodes),
    outputs: Object.fromEntries(outputs),
    errors,
    ...(run.durationsMs ? { durationsMs: run.durationsMs } : {}),
  }
}

export function durationOf(state: RunState): number {
  return (state.finishedAt ?? 0) - (state.startedAt ?? 0)
}

async function reportNode(
  operationId: string,
  node: NodeState | undefined,
  run: Reported,
): Promise<NodeReport> {
  const [type = '', operation = ''] = operationId.split('.')
  const result = node?.result
  const { decision, error } = result ?? {}
  const warnings = (result?.warnings ?? []).map(({ code, message }) => ({ code, message }))
  const output = result?.value
    ? await plainValue(result.value, run.reader, run.rows, ({ code, message }) =>
        warnings.push({ code, message }),
      )
    : null
  return {
    type: type.toUpperCase(),
    operation,
    status: node?.status ?? 'pending',
    reason: result?.reason ?? null,
    output,
    decision: decision ? { result: decision.result, path: decision.path } : null,
    error: error ? { code: error.code, message: error.message } : null,
    warnings,
    attempts: node?.attempt ?? 0,
    cached: result !== undefined && result.cached !== false,
    ...(result?.why ? { why: result.why } : {}),
    durationMs: result?.durationMs ?? 0,
    ...(result?.runner === undefined ? {} : { runner: result.runner }),
  }
}
