import type { Duck } from './duck.ts'
import { quoteName } from './names.ts'
import { Shared } from './shared.ts'

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

/**
 * Sorts and filters a table once, however many of its pages are looked at: a deep page of a sorted table would have to be sorted all
 * the way to there again.
 */
export class Orders {
  private readonly duck: Duck
  private readonly made: Shared<Made>
  private count = 0

  constructor(duck: Duck) {
    this.duck = duck
    this.made = new Shared(KEPT, ({ name }) => duck.run(`DROP TABLE ${quoteName(name)}`))
  }

  has(key: string): boolean {
    return this.made.has(key)
  }

  /**
   * Works with the order that `select` gives; `key` tells it from others. Its making ends early once no reader is left who
   * wants it.
   */
  use<T>(key: string, select: string, work: (order: Order) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.made.use(key, (stop) => this.make(select, stop), work, signal)
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
}
