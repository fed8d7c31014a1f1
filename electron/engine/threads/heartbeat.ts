import { itemAt } from '#shared/base/item.ts'

/**
 * What a runner is doing, in memory that the main thread reads without asking: a runner in an endless loop answers no
 * message. Layout: int32 plan index of the node that runs (-1: none), int32 segment, float64 start (Unix ms).
 */
export const HEARTBEAT_BYTES = 16

const NONE = -1

export interface Beat {
  readonly segment: number
  readonly planIndex: number
  /** Unix milliseconds. */
  readonly since: number
}

export class Heartbeat {
  readonly memory: SharedArrayBuffer
  private readonly ints: Int32Array
  private readonly floats: Float64Array

  constructor(shared?: SharedArrayBuffer) {
    this.memory = shared ?? new SharedArrayBuffer(HEARTBEAT_BYTES)
    this.ints = new Int32Array(this.memory, 0, 2)
    this.floats = new Float64Array(this.memory, 8, 1)
    if (!shared) this.rest()
  }

  /** The time is written before the index, so that a reader never pairs a new node with an old one. */
  beat(segment: number, planIndex: number, since: number): void {
    this.floats[0] = since
    this.ints[1] = segment
    Atomics.store(this.ints, 0, planIndex)
  }

  /** None runs. The time stays: a reader that has just seen the last node must not pair it with another, and end it for that. */
  rest(): void {
    Atomics.store(this.ints, 0, NONE)
  }

  /** The node that runs, or null between nodes, and where one has given way to the next while it was read. */
  read(): Beat | null {
    const planIndex = Atomics.load(this.ints, 0)
    if (planIndex === NONE) return null
    const beat = { planIndex, segment: itemAt(this.ints, 1), since: itemAt(this.floats, 0) }
    return Atomics.load(this.ints, 0) === planIndex ? beat : null
  }
}
