import { itemAt } from '#shared/base/item.ts'
import type { Plan } from '#shared/run/plan.ts'

/** Counts down from here never reach zero. */
const NOT_WANTED = -1

/**
 * Which nodes of a plan are ready, and how they are dealt out in a parallel run.
 *
 * A segment starts from ready nodes and takes along every node whose inputs are then all inside it or done, so that a
 * line of nodes is one hop. How many ready nodes a segment starts from follows guided self-scheduling (Polychronopoulos
 * & Kuck, IEEE Trans. Comput. C-36, 1987): a share of what is ready, large at first and small at the end, so that wide
 * layers of light nodes cost few hops and uneven ones still balance. A heavy node starts a segment alone.
 */
export class SegmentPool {
  private readonly plan: Plan
  private readonly waiting: number[]
  /** Read from `head` on: shifting a list of 100 000 would be quadratic. */
  private readonly ready: number[] = []
  private head = 0
  private readonly taken = new Set<number>()
  private readonly workers: number

  constructor(plan: Plan, toRun: readonly number[], workers: number) {
    this.plan = plan
    this.workers = workers
    const wanted = new Set(toRun)
    this.waiting = plan.nodes.map((node, index) =>
      wanted.has(index)
        ? new Set(node.inputs.map((input) => input.source).filter((source) => wanted.has(source))).size
        : NOT_WANTED,
    )
    for (const index of toRun) if (this.waiting[index] === 0) this.ready.push(index)
  }

  /** The next segment's plan indices in plan order, or null when nothing is ready now. */
  take(): number[] | null {
    const share = Math.ceil((this.ready.length - this.head) / (2 * this.workers))
    const first = this.ready[this.head]
    if (first === undefined) return null
    this.head += 1
    const start = [first]
    if (!this.isHeavy(first)) {
      for (
        let next = this.ready[this.head];
        next !== undefined && start.length < share;
        next = this.ready[this.head]
      ) {
        if (this.isHeavy(next)) break
        start.push(next)
        this.head += 1
      }
    }
    return this.grow(start)
  }

  /** Nodes of a finished segment: what only waited for them is ready. */
  finished(segment: readonly number[]): void {
    for (const index of segment) {
      for (const target of itemAt(this.plan.nodes, index).targets) {
        const count = itemAt(this.waiting, target) - 1
        this.waiting[target] = count
        if (count === 0 && !this.taken.has(target)) this.ready.push(target)
      }
    }
  }

  /** Nodes of a segment that were not run: they are dealt out anew. To be told before {@link finished} is of the others. */
  putBack(nodes: readonly number[]): void {
    for (const index of nodes) {
      this.taken.delete(index)
      if (this.waiting[index] === 0) this.ready.push(index)
    }
  }

  private grow(start: number[]): number[] {
    const inside = new Set(start)
    const queue = [...start]
    const left = new Map<number, number>()
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const target of itemAt(this.plan.nodes, at).targets) {
        const count = (left.get(target) ?? itemAt(this.waiting, target)) - 1
        left.set(target, count)
        if (count !== 0 || this.isHeavy(target)) continue
        inside.add(target)
        queue.push(target)
      }
    }
    for (const index of inside) this.taken.add(index)
    return [...inside].sort((a, b) => a - b)
  }

  private isHeavy(index: number): boolean {
    return itemAt(this.plan.nodes, index).traits.heavy === true
  }
}
