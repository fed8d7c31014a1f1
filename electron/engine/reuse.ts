import type { NodeResult, Why } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import type { ResultCache } from './cache.ts'
import { now } from './clock.ts'
import type { Segment } from './executor.ts'
import { Fingerprints, whyRun } from './fingerprint.ts'
import { mapValues } from './keep.ts'
import type { RunServices } from './run-services.ts'

/** A node's result as later nodes take it (`live`) and as the store and the window get it (`told`). */
export interface Ended {
  readonly live: NodeResult
  readonly told: NodeResult
}

/** What is known of a node before it runs. */
export interface Standing extends Marks {
  readonly reused?: Ended
}

/** What is noted on its result, however it comes about. */
interface Marks {
  readonly fingerprint?: string
  readonly why?: Why
}

const NOTHING: Standing = {}

/**
 * Decides per node whether an earlier result stands: one under its `cacheKey`, or one of an earlier run with the same
 * fingerprint. One whose values are no longer there does not. Costs nothing where a run asks for neither.
 */
export class Reuse {
  private readonly segment: Segment
  private readonly restore: RunServices['restore']
  private readonly cache: ResultCache
  private readonly fingerprints: Fingerprints | undefined

  constructor(segment: Segment, services: Pick<RunServices, 'restore' | 'stampOf'> & { cache: ResultCache }) {
    this.segment = segment
    this.restore = services.restore
    this.cache = services.cache
    const { run } = segment
    if (run.fingerprints) this.fingerprints = new Fingerprints(run.params, services.stampOf)
  }

  standingOf(
    node: PlanNode,
    told: (planIndex: number) => NodeResult | undefined,
  ): Standing | Promise<Standing> {
    const key = keyOf(node)
    if (!this.fingerprints && key === undefined) return NOTHING
    const fingerprint = this.fingerprints?.of(node, told)
    const base: Marks = fingerprint === undefined ? {} : { fingerprint }
    const { reuse } = this.segment.run
    const earlier = reuse?.get(node.id)
    const why = reuse && whyRun(node, fingerprint, earlier?.result)
    if (why !== 'reused' || !earlier) return this.byKey(key, why === undefined ? base : { ...base, why })
    const cached = { by: 'reuse', executionId: earlier.executionId } as const
    return this.take(earlier.result, { ...base, why, cached }).catch(() =>
      this.byKey(key, { ...base, why: 'earlier_result_lost' }),
    )
  }

  private byKey(key: string | undefined, marks: Marks): Standing | Promise<Standing> {
    const hit = key === undefined ? undefined : this.cache.get(key)
    if (!hit) return marks
    const { result, executionId, nodeId } = hit
    // It goes by the fingerprint that it was made under: under this node's, another run would take it for what this one gives.
    const { fingerprint: _own, ...rest } = marks
    return this.take(result, { ...rest, cached: { by: 'cacheKey', executionId, nodeId } }).catch(() => marks)
  }

  /** Keeps a node's result under its key, as it was told. */
  remember(node: PlanNode, told: NodeResult): void {
    const key = keyOf(node)
    const { executionId } = this.segment.run
    if (key !== undefined) this.cache.set(key, { result: told, executionId, nodeId: node.id })
  }

  private async take(result: NodeResult, marks: Marks & Pick<NodeResult, 'cached'>): Promise<Standing> {
    const told: NodeResult = { ...result, attempts: 0, startedAt: now(), durationMs: 0, ...marks }
    return { reused: { told, live: this.restore ? await mapValues(told, this.restore) : told } }
  }
}

/** What an effect gave is never taken again. */
const keyOf = ({ policy, traits }: PlanNode): string | undefined =>
  traits.effect ? undefined : policy.cacheKey
