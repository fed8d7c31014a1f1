import { z } from 'zod'
import { AppError } from '#shared/base/errors.ts'
import { externalRef, Value } from '#shared/operation/value.ts'
import { CacheMark, Decision, type NodeResult, Reason, Warning, Why } from '#shared/run/events.ts'
import type { NodeState } from '#shared/run/state.ts'
import { readJson } from '../columns.ts'
import type { nodeResults } from '../schema/executions.ts'

/** A row of `node_results` without the run it belongs to. */
export type ResultRow = Omit<typeof nodeResults.$inferSelect, 'execution'>

/** What most results have not. */
const Detail = z.object({
  reason: Reason.optional(),
  decision: Decision.optional(),
  error: AppError.optional(),
  warnings: z.array(Warning).optional(),
  cached: CacheMark.optional(),
  why: Why.optional(),
})
type Detail = z.infer<typeof Detail>

const Outputs = z.record(z.string(), Value)

/** A node's state as a row. Attempts that failed are kept beside it. */
export function toRow(nodeId: string, node: NodeState): ResultRow {
  const { result } = node
  return {
    nodeId,
    status: node.status,
    attempt: node.attempt,
    startedAt: node.startedAt ?? null,
    ranAt: result?.startedAt ?? null,
    durationMs: result?.durationMs ?? null,
    rowCount: result?.value?.kind === 'table' ? result.value.rowCount : null,
    fingerprint: result?.fingerprint ?? null,
    value: result?.value ? JSON.stringify(result.value) : null,
    outputs: result?.outputs ? JSON.stringify(result.outputs) : null,
    detail: result ? detailOf(result) : null,
    runner: node.runner ?? null,
  }
}

function detailOf(result: NodeResult): string | null {
  const { reason, decision, error, warnings, cached, why } = result
  if (!reason && !decision && !error && warnings.length === 0 && cached === false && !why) return null
  return JSON.stringify({
    reason,
    decision,
    error,
    warnings: warnings.length > 0 ? warnings : undefined,
    cached: cached === false ? undefined : cached,
    why,
  })
}

/** The opposite of {@link toRow}. Error: `store_damaged`. */
export function fromRow(row: ResultRow, failures: AppError[] = []): NodeState {
  return {
    status: row.status,
    attempt: row.attempt,
    startedAt: row.startedAt ?? undefined,
    result: resultOf(row) ?? undefined,
    failures,
    runner: row.runner ?? undefined,
  }
}

/** A row's result; null for a node that has not ended. Error: `store_damaged`. */
export function resultOf(row: ResultRow): NodeResult | null {
  const { status } = row
  if (status === 'pending' || status === 'running') return null
  const detail: Detail = row.detail === null ? {} : readJson(Detail, row.detail)
  const { warnings = [], cached = false, ...rest } = detail
  return {
    status,
    attempts: row.attempt,
    durationMs: row.durationMs ?? 0,
    warnings,
    cached,
    ...rest,
    ...(row.value === null ? {} : { value: readJson(Value, row.value) }),
    ...(row.outputs === null ? {} : { outputs: readJson(Outputs, row.outputs) }),
    ...(row.ranAt === null ? {} : { startedAt: row.ranAt }),
    ...(row.fingerprint === null ? {} : { fingerprint: row.fingerprint }),
    ...(row.runner === null ? {} : { runner: row.runner }),
  }
}

/** What the values of a result refer to: `blob:<hash>`, or a table that lived in its run only. */
export function refsOf(result: NodeResult): string[] {
  const values = [result.value, ...Object.values(result.outputs ?? {})]
  return values.flatMap((value) => (value && externalRef(value)) ?? [])
}
