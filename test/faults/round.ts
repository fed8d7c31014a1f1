import type { TestNode } from '../engine/plans.ts'
import { randomBy } from './random.ts'

/** One round of the fault suite, drawn from its seed. */
export interface Round {
  readonly nodes: readonly TestNode[]
  readonly maxWorkers: number
  /** Milliseconds after the start; null for a round that is left alone. */
  readonly cancelAfter: number | null
}

/** What ends a thread, or keeps it busy for ever. */
const HARM = ['spin', 'exit', 'stray', 'bomb', 'hang', 'fail'] as const
/** Few of these per round: each costs a thread or a timeout. */
const MAX_HARM = 2

/**
 * A random graph of nodes that write a line to `trace` when they are done, among them up to two that loop, crash, eat
 * memory, hang or fail.
 */
export function drawRound(seed: number, trace: string): Round {
  const random = randomBy(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const size = 5 + below(60)
  const harmful = new Set(Array.from({ length: below(MAX_HARM + 1) }, () => below(size)))
  const nodes = Array.from({ length: size }, (_, i): TestNode => {
    const from = [...new Set(Array.from({ length: Math.min(i, below(3)) }, () => `n${below(i)}`))]
    const op = harmful.has(i) ? (HARM[below(HARM.length)] ?? 'fail') : random() < 0.2 ? 'traceLater' : 'trace'
    return {
      id: `n${i}`,
      op,
      from,
      config: { file: trace },
      policy: { timeoutMs: op === 'spin' || op === 'hang' ? 20 + below(60) : 60_000, retries: below(2) },
      traits: { heavy: random() < 0.1 },
    }
  })
  return { nodes, maxWorkers: 1 + below(3), cancelAfter: random() < 0.4 ? below(250) : null }
}

/** What every node must end as in a round that is left alone, with the value of those that complete. */
export function expectedEnds(nodes: readonly TestNode[]): Map<string, { status: string; value?: number }> {
  const ends = new Map<string, { status: string; value?: number }>()
  for (const node of nodes) {
    const sources = (node.from ?? []).map((id) => ends.get(id))
    if (sources.some((source) => source?.status !== 'completed')) ends.set(node.id, { status: 'skipped' })
    else if (!node.op.startsWith('trace')) ends.set(node.id, { status: 'failed' })
    else
      ends.set(node.id, {
        status: 'completed',
        value: sources.reduce((sum, source) => sum + (source?.value ?? 0), 1) % 1e9,
      })
  }
  return ends
}
