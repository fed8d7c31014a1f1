import type { Duck } from './duck.ts'
import { quoteName } from './names.ts'

/** Orders that are at hand at a time; each takes eight bytes a row. */
const KEPT = 3

/** Which rows of a table are shown, and in which order: a table of their numbers. */
export interface Order {
  readonly count: number
  /** The numbers of the rows at these places. */
  places(offset: number, limit: number, signal?: AbortSignal): Promise<bigint[]>
}

interface Made extends Order {
  readonly name: string
}

interface Making {
  readonly order: Promise<Made>
  readonly stop: AbortController
  /** Readers that still want it. */
  wanted: number
}

/**
 * Sorts and filters a table once, however many of its pages are looked at: a deep page of a sorted table would have to be sorted all
 * the way to there again.
 */
export class Orders {
  private readonly duck: Duck
  private readonly made = new Map<string, Making>()
  private count = 0

  constructor(duck: Duck) {
    this.duck = duck
  }

  has(key: string): boolean {
    return this.made.has(key)
  }

  /** The order that `select` gives; `key` tells it from others. Its making ends early once no reader is left who wants it. */
  async get(key: string, select: string, signal?: AbortSignal): Promise<Order> {
    signal?.throwIfAborted()
    const making = this.made.get(key) ?? this.begin(key, select)
    this.made.delete(key)
    this.made.set(key, making)
    void this.sweep()
    making.wanted += 1
    const leave = (): void => {
      making.wanted -= 1
      if (making.wanted > 0) return
      this.forget(key, making)
      making.stop.abort(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await making.order
    } finally {
      signal?.removeEventListener('abort', leave)
    }
  }

  private begin(key: string, select: string): Making {
    const stop = new AbortController()
    const making: Making = { order: this.make(select, stop.signal), stop, wanted: 0 }
    making.order.catch(() => this.forget(key, making))
    return making
  }

  private forget(key: string, making: Making): void {
    if (this.made.get(key) === making) this.made.delete(key)
  }

  private async make(select: string, signal: AbortSignal): Promise<Made> {
    const { duck } = this
    this.count += 1
    const name = `order_${this.count}`
    const result = await duck.run(`CREATE TABLE ${quoteName(name)} AS ${select}`, signal)
    return {
      name,
      count: Number(result.getChunk(0).getColumnValues(0)[0]),
      async places(offset, limit, stop) {
        const range = `rowid >= ${offset} AND rowid < ${offset + limit}`
        const page = await duck.run(`SELECT p FROM ${quoteName(name)} WHERE ${range} ORDER BY rowid`, stop)
        return (await page.getRows()).map(([p]) => BigInt(String(p)))
      },
    }
  }

  private async sweep(): Promise<void> {
    for (const [key, making] of this.made) {
      if (this.made.size <= KEPT) return
      this.made.delete(key)
      const order = await making.order.catch(() => null)
      if (order) await this.duck.run(`DROP TABLE ${quoteName(order.name)}`)
    }
  }
}
