import type { NodeResult, Why } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
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
export interface Standing {
  readonly fingerprint?: string
  readonly why?: Why
  readonly reused?: Ended
}

const NOTHING: Standing = {}

/** Decides per node whether the result of an earlier run stands. Costs nothing where a run does not keep fingerprints. */
export class Reuse {
  private readonly segment: Segment
  private readonly restore: RunServices['restore']
  private readonly fingerprints: Fingerprints | undefined

  constructor(segment: Segment, services: Pick<RunServices, 'restore' | 'stampOf'>) {
    this.segment = segment
    this.restore = services.restore
    const { run } = segment
    if (run.fingerprints) this.fingerprints = new Fingerprints(run.params, services.stampOf)
  }

  standingOf(
    node: PlanNode,
    told: (planIndex: number) => NodeResult | undefined,
  ): Standing | Promise<Standing> {
    if (!this.fingerprints) return NOTHING
    const fingerprint = this.fingerprints.of(node, told)
    const base = fingerprint === undefined ? {} : { fingerprint }
    const { reuse } = this.segment.run
    if (!reuse) return base
    const earlier = reuse.get(node.id)
    const why = whyRun(node, fingerprint, earlier?.result)
    if (why !== 'reused' || !earlier) return { ...base, why }
    return this.take(earlier.result, earlier.executionId).then(
      (reused) => ({ ...base, why, reused }),
      () => ({ ...base, why: 'earlier_result_lost' }),
    )
  }

  private async take(result: NodeResult, executionId: string): Promise<Ended> {
    const told: NodeResult = {
      ...result,
      attempts: 0,
      cached: { by: 'reuse', executionId },
      why: 'reused',
      startedAt: now(),
      durationMs: 0,
    }
    return { told, live: this.restore ? await mapValues(told, this.restore) : told }
  }
}
