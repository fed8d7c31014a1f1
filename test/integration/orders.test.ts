import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Duck, openDuck } from '#electron/data/duck.ts'
import { Orders } from '#electron/data/orders.ts'

const SORTED = 'SELECT i AS p FROM range(1000) t(i) ORDER BY i DESC'
const ENDLESS = 'SELECT count(*) AS p FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 7'

let folder: string
let duck: Duck
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-orders-'))
  duck = openDuck({ files: [], folders: [], scratch: folder })
})
afterAll(async () => {
  await duck.close()
  await rm(folder, { recursive: true })
})

describe('an order of rows that several readers wait for', () => {
  it('is made on when the reader who asked first has gone', async () => {
    const orders = new Orders(duck)
    const first = new AbortController()
    const gone = orders.get('k', SORTED, first.signal).catch((thrown: unknown) => thrown)
    const second = orders.get('k', SORTED, new AbortController().signal)
    first.abort(new Error('gone'))
    expect(await (await second).places(0, 2)).toEqual([999n, 998n])
    await gone
  })

  it('is no longer made once all have gone, and is made anew for the next', async () => {
    const orders = new Orders(duck)
    const readers = [new AbortController(), new AbortController()]
    const waits = readers.map(({ signal }) => orders.get('k', ENDLESS, signal))
    const ends = Promise.allSettled(waits)
    for (const reader of readers) reader.abort(new Error('gone'))
    expect(orders.has('k')).toBe(false)
    expect((await ends).map((end) => end.status)).toEqual(['rejected', 'rejected'])
    expect((await orders.get('k', SORTED)).count).toBe(1000)
  })

  it('is not begun for a reader who has gone already', async () => {
    const orders = new Orders(duck)
    await expect(orders.get('k', SORTED, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(orders.has('k')).toBe(false)
  })
})
