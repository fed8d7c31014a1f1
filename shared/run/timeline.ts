import { z } from 'zod'
import type { Edge } from '../chain/schema.ts'
import type { NodeStatus } from './events.ts'
import type { NodeState } from './state.ts'

/** An attempt that failed and was followed by another. Times are Unix milliseconds. */
export const FailedAttempt = z.object({
  nodeId: z.string(),
  attempt: z.number().int(),
  startedAt: z.number().nullable(),
  failedAt: z.number(),
  retryInMs: z.number(),
})
export type FailedAttempt = z.infer<typeof FailedAttempt>

/** A stretch of a node's time: an attempt that failed, the wait after it, the last attempt, or a result taken as it was. */
export interface Stretch {
  readonly kind: 'attempt' | 'wait' | 'run' | 'reused'
  /** Milliseconds since the run began. */
  readonly from: number
  readonly to: number
}

export interface Bar {
  readonly nodeId: string
  readonly status: NodeStatus
  /** See {@link Timeline.runners}; counted from 0. */
  readonly lane: number
  readonly stretches: readonly Stretch[]
  readonly from: number
  readonly to: number
  readonly critical: boolean
}

export interface Timeline {
  /** By lane, within it in the order in which they began. */
  readonly bars: readonly Bar[]
  readonly lanes: number
  /**
   * So many lanes, from the first on, are runners of the run as they were recorded; a lane after them holds what ran on
   * none. 0 where the run did not keep its runners: then nodes that were at work at the same time are in different lanes,
   * as few as that takes.
   */
  readonly runners: number
  /** Of the whole run, milliseconds. */
  readonly length: number
  /** What the nodes of the critical path took together. */
  readonly criticalMs: number
}

export interface TimelineRun {
  readonly startedAt: number
  readonly finishedAt: number | undefined
  readonly nodes: Iterable<readonly [string, NodeState]>
  readonly edges: readonly Pick<Edge, 'source' | 'target'>[]
  readonly attempts: readonly FailedAttempt[]
  /** Where a run that is under way has got to. */
  readonly now: number
}

type Drawn = Omit<Bar, 'lane' | 'critical'> & { readonly runner: number | undefined }

/**
 * When each node of a run was at work, and on which runner. Critical path: the heaviest path of the graph, a node weighing what it took; no number of runners
 * could have made the run shorter than it.
 */
export function timelineOf(run: TimelineRun): Timeline {
  const attempts = new Map<string, FailedAttempt[]>()
  for (const failed of run.attempts) {
    const of = attempts.get(failed.nodeId) ?? []
    of.push(failed)
    attempts.set(failed.nodeId, of)
  }
  const drawn = [...run.nodes].flatMap(([nodeId, node]): Drawn[] => {
    const stretches = stretchesOf(node, attempts.get(nodeId) ?? [], run)
    const [first, last] = [stretches[0], stretches.at(-1)]
    const { status, runner } = node
    return first && last ? [{ nodeId, status, runner, stretches, from: first.from, to: last.to }] : []
  })
  const { path, length: criticalMs } = heaviestPath(drawn, run.edges)
  const runners = drawn.reduce((most, { runner = -1 }) => Math.max(most, runner + 1), 0)
  const bars = inLanes(
    drawn.sort((a, b) => a.from - b.from),
    runners,
  ).map(({ runner: _, ...bar }) => ({
    ...bar,
    critical: path.has(bar.nodeId),
  }))
  const end = run.finishedAt ?? run.now
  return {
    bars: bars.sort((a, b) => a.lane - b.lane || a.from - b.from),
    lanes: Math.max(0, ...bars.map((bar) => bar.lane + 1)),
    runners,
    length: Math.max(end - run.startedAt, 0, ...bars.map((bar) => bar.to)),
    criticalMs,
  }
}

function stretchesOf(node: NodeState, failed: readonly FailedAttempt[], run: TimelineRun): Stretch[] {
  const { result, status } = node
  if (status === 'skipped' || status === 'pending') return []
  const since = (at: number): number => Math.max(0, at - run.startedAt)
  if (result && result.cached !== false) {
    const at = since(result.startedAt ?? node.startedAt ?? run.startedAt)
    return [{ kind: 'reused', from: at, to: at + result.durationMs }]
  }
  const began = result?.startedAt ?? node.startedAt
  const end =
    result && began !== undefined ? since(began) + result.durationMs : since(run.finishedAt ?? run.now)
  // A wait that is under way, or was cut short, ends before its time.
  const short = status === 'running' || status === 'cancelled'
  const stretches = failed.flatMap(({ startedAt, failedAt, retryInMs }): Stretch[] => {
    const [from, to] = [since(failedAt), since(failedAt) + retryInMs]
    const wait: Stretch[] =
      retryInMs > 0 ? [{ kind: 'wait', from, to: short ? Math.max(from, Math.min(to, end)) : to }] : []
    return [{ kind: 'attempt', from: since(startedAt ?? failedAt), to: from }, ...wait]
  })
  const last = stretches.at(-1)
  if (began === undefined || (short && last?.kind === 'wait' && last.to >= end)) return stretches
  // What is told of a node with several attempts begins with the first and holds them all.
  const from = Math.max(since(began), last?.to ?? 0)
  return [...stretches, { kind: 'run', from, to: Math.max(from, end) }]
}

/**
 * Puts bars, by beginning, in the lanes of their runners. What ran on none comes after them, or with the one runner where
 * there is one: its order tells more than a lane of its own. Without any runner the overlap of bars decides.
 */
function inLanes(bars: readonly Drawn[], runners: number): (Drawn & { lane: number })[] {
  if (runners === 0) return byOverlap(bars)
  const none = runners === 1 ? 0 : runners
  return bars.map((bar) => ({ ...bar, lane: bar.runner ?? none }))
}

/** Greedy interval partitioning by beginning, which needs no more lanes than ever were at work at once. */
function byOverlap(bars: readonly Drawn[]): (Drawn & { lane: number })[] {
  const ends: number[] = []
  return bars.map((bar) => {
    const free = ends.findIndex((end) => end <= bar.from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = bar.to
    return { ...bar, lane }
  })
}

/** Longest path in a graph without loops, by working down from nodes that nothing leads to. */
function heaviestPath(
  bars: readonly Drawn[],
  edges: TimelineRun['edges'],
): { path: ReadonlySet<string>; length: number } {
  const weights = new Map(bars.map((bar) => [bar.nodeId, bar.to - bar.from]))
  const sources = new Map<string, string[]>()
  for (const { source, target } of edges) {
    if (!weights.has(source) || !weights.has(target)) continue
    const of = sources.get(target) ?? []
    of.push(source)
    sources.set(target, of)
  }
  const best = new Map<string, { length: number; before: string | undefined }>()
  // A stack instead of recursion: a chain can be thousands of nodes long.
  for (const start of weights.keys()) {
    const stack = [start]
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const before = sources.get(at) ?? []
      const missing = best.has(at) ? undefined : before.find((id) => !best.has(id))
      if (missing !== undefined) stack.push(missing)
      else {
        stack.pop()
        best.set(at, longest(weights.get(at) ?? 0, before, best))
      }
    }
  }
  let end: { id: string; length: number } | undefined
  for (const [id, { length }] of best) if (!end || length > end.length) end = { id, length }
  const path = new Set<string>()
  for (let at = end?.id; at !== undefined; at = best.get(at)?.before) path.add(at)
  return { path, length: end?.length ?? 0 }
}

function longest(
  own: number,
  before: readonly string[],
  best: ReadonlyMap<string, { readonly length: number }>,
): { length: number; before: string | undefined } {
  let found: { id: string; length: number } | undefined
  for (const id of before) {
    const length = best.get(id)?.length ?? 0
    if (!found || length > found.length) found = { id, length }
  }
  return { length: own + (found?.length ?? 0), before: found?.id }
}
