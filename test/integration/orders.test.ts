import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Duck, openDuck } from '#electron/data/duck.ts'
import { Orders } from '#electron/data/orders.ts'
import { RecordTables } from '#electron/data/record-tables.ts'

const SORTED = 'SELECT i AS p FROM range(1000) t(i) ORDER BY i DESC'
const ENDLESS = 'SELECT count(*) AS p FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7'

let folder: string
let duck: Duck
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-orders-'))
  duck = openDuck({ files: [], folders: [], scratch: folder })
})
afterEach(async () => {
  await duck.close()
  await rm(folder, { recursive: true })
})

const readyFor = (orders: Orders, select: string, signal?: AbortSignal): Promise<number> =>
  orders.use('k', select, async ({ count }) => count, signal)

describe('an order of rows that several readers wait for', () => {
  it('is made on when the reader who asked first has gone', async () => {
    const orders = new Orders(duck)
    const first = new AbortController()
    const gone = readyFor(orders, SORTED, first.signal).catch((thrown: unknown) => thrown)
    const second = orders.use('k', SORTED, (order) => order.places(0, 2), new AbortController().signal)
    first.abort(new Error('gone'))
    expect(await second).toEqual([999n, 998n])
    await gone
  })

  it('is no longer made once all have gone, and is made anew for the next', async () => {
    const orders = new Orders(duck)
    const readers = [new AbortController(), new AbortController()]
    const waits = readers.map(({ signal }) => readyFor(orders, ENDLESS, signal))
    const ends = Promise.allSettled(waits)
    for (const reader of readers) reader.abort(new Error('gone'))
    expect(orders.has('k')).toBe(false)
    expect((await ends).map((end) => end.status)).toEqual(['rejected', 'rejected'])
    expect(await readyFor(orders, SORTED)).toBe(1000)
  })

  it('is not begun for a reader who has gone already', async () => {
    const orders = new Orders(duck)
    await expect(readyFor(orders, SORTED, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(orders.has('k')).toBe(false)
  })

  it('stays while it is read, however many others are asked for', async () => {
    const orders = new Orders(duck)
    const others = async (): Promise<void> => {
      for (let at = 0; at < 6; at++) await orders.use(`other ${at}`, SORTED, async () => {})
    }
    const read = orders.use('k', SORTED, async (order) => {
      await others()
      return order.places(0, 2)
    })
    expect(await read).toEqual([999n, 998n])
    await others()
    expect(orders.has('k')).toBe(false)
  })
})

describe('a list as a table', () => {
  it('stays while it is read, however many others are, and is made once', async () => {
    const tables = new RecordTables(duck)
    const lists = async (): Promise<void> => {
      for (let at = 0; at < 6; at++) await tables.use(`list ${at}`, [{ x: at }], async () => {})
    }
    const sum = (name: string) => duck.run(`SELECT sum(x)::INTEGER AS s FROM ${name}`)
    const read = tables.use('mine', [{ x: 1 }, { x: 2 }], async (name) => {
      await lists()
      const again = await tables.use('mine', [], async (same) => same)
      return [again === name, (await sum(name)).getChunk(0).getColumnValues(0)]
    })
    expect(await read).toEqual([true, [3]])
  })
})
