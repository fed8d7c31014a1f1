import type { NodeStatus } from '#shared/run/events.ts'
import type { ShownRun } from '../stores/run.ts'

/** A node's time in a run; `from` and `share` are parts of the run's whole time. */
export interface Bar {
  readonly id: string
  readonly name: string
  readonly status: NodeStatus
  readonly from: number
  readonly share: number
  readonly durationMs: number
}

/** A bar for every node that has begun, in the order of their beginning. */
export function barsOf(run: ShownRun, now: number): Bar[] {
  const start = run.startedAt
  if (start === undefined) return []
  const names = new Map(run.chain?.nodes.map((node) => [node.id, node.name ?? node.id]))
  const spans = [...run.nodes].flatMap(([id, node]) => {
    const from = node.result?.startedAt ?? node.startedAt
    if (from === undefined || node.status === 'skipped') return []
    const durationMs = node.result?.durationMs ?? Math.max(0, now - from)
    return [{ id, name: names.get(id) ?? id, status: node.status, from, durationMs }]
  })
  const end = Math.max(run.finishedAt ?? 0, ...spans.map((span) => span.from + span.durationMs))
  const whole = Math.max(end - start, 0.001)
  return spans
    .sort((a, b) => a.from - b.from)
    .map((span) => ({
      ...span,
      from: Math.max(0, span.from - start) / whole,
      share: span.durationMs / whole,
    }))
}
