import { fail } from '#shared/base/errors.ts'
import type { LargeValue, Value } from '#shared/operation/value.ts'

/** A value with all of it at hand, but for a table's rows. */
export type Whole = Exclude<Value, { kind: 'large' }>

/** Large values kept at hand while somebody leafs through them; each may be tens of megabytes. */
const KEPT = 2

/** Reads large values, and keeps the last two. */
export class KeptValues {
  private readonly read: (value: LargeValue) => Promise<Value>
  private readonly kept = new Map<string, Promise<Value>>()

  /** @param read gives the value that a large one stands for. */
  constructor(read: (value: LargeValue) => Promise<Value>) {
    this.read = read
  }

  /** The value that a large one stands for. Errors: those of reading, `blob_damaged`. */
  async whole(value: LargeValue): Promise<Whole> {
    const { kept } = this
    const reading = kept.get(value.ref) ?? this.read(value)
    kept.delete(value.ref)
    kept.set(value.ref, reading)
    reading.catch(() => kept.delete(value.ref))
    for (const ref of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(ref)
    }
    const whole = await reading
    return whole.kind === 'large'
      ? fail('blob_damaged', 'The result names another instead of itself.')
      : whole
  }
}
