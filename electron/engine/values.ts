import { itemAt } from '#shared/base/item.ts'
import { externalRef, type Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { PlanNode } from '#shared/run/plan.ts'
import { isLive } from '#shared/run/readiness.ts'
import type { Segment } from './executor.ts'
import { mapValues, type Restore } from './keep.ts'
import type { NodeInput } from './operation.ts'
import type { Ended } from './reuse.ts'

/** A result with its values at hand, for the nodes of the segment that still have to take them. */
interface Held {
  readonly result: NodeResult
  readonly takers: Set<number>
}

const NONE: ReadonlyMap<number, NodeResult> = new Map()

/**
 * What the nodes of a segment take from each other and from before it. Results are known as they were told; values that
 * were put away are held at hand, or read back when a node first takes them, and let go after the last that does.
 */
export class SegmentValues {
  private readonly segment: Segment
  private readonly restore: Restore | undefined
  private readonly results: Map<number, NodeResult>
  private readonly held = new Map<number, Held>()
  private inside: ReadonlySet<number> | undefined

  constructor(segment: Segment, restore: Restore | undefined) {
    this.segment = segment
    this.restore = restore
    this.results = new Map(segment.known)
  }

  /** A node's result as it was told. */
  readonly told = (index: number): NodeResult | undefined => this.results.get(index)

  add(index: number, { told, live }: Ended): void {
    this.results.set(index, told)
    if (live !== told) this.hold(index, live)
  }

  /** The values that a node takes. A promise where some must be read back first. Errors: those of reading one. */
  inputsOf(node: PlanNode): NodeInput[] | Promise<NodeInput[]> {
    const { restore } = this
    const missing = restore ? this.missingOf(node) : NONE
    if (!restore || missing.size === 0) return this.taken(node)
    return this.readBack(missing, restore).then(() => this.taken(node))
  }

  /** The node has ended: what only it still had to take is let go. */
  passed(index: number, node: PlanNode): void {
    if (this.held.size === 0) return
    for (const { source } of node.inputs) {
      const held = this.held.get(source)
      if (held?.takers.delete(index) && held.takers.size === 0) this.held.delete(source)
    }
  }

  private hold(index: number, result: NodeResult): void {
    this.inside ??= new Set(this.segment.nodes)
    const { inside } = this
    const takers = itemAt(this.segment.run.plan.nodes, index).targets.filter(
      (target) => inside.has(target) && !this.results.has(target),
    )
    if (takers.length > 0) this.held.set(index, { result, takers: new Set(takers) })
  }

  private missingOf(node: PlanNode): ReadonlyMap<number, NodeResult> {
    let missing: Map<number, NodeResult> | undefined
    for (const { source, sourcePort } of node.inputs) {
      if (this.held.has(source)) continue
      const result = this.results.get(source)
      const value = valueAt(result, sourcePort)
      if (result && value && externalRef(value) !== undefined) {
        missing ??= new Map()
        missing.set(source, result)
      }
    }
    return missing ?? NONE
  }

  private async readBack(results: ReadonlyMap<number, NodeResult>, restore: Restore): Promise<void> {
    for (const [source, result] of results) this.hold(source, await mapValues(result, restore))
  }

  private taken(node: PlanNode): NodeInput[] {
    const inputs: NodeInput[] = []
    for (const { source, sourceId, sourcePort, port } of node.inputs) {
      const value = valueAt(this.held.get(source)?.result ?? this.results.get(source), sourcePort)
      if (value) inputs.push({ nodeId: sourceId, port, value })
    }
    return inputs
  }
}

/** The value on the edge from a node's port; none where the edge carries none. */
function valueAt(result: NodeResult | undefined, port: string): Value | undefined {
  if (!result || !isLive(result, port)) return undefined
  return result.outputs?.[port] ?? result.value
}
