import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Pruner } from '#electron/app/pruner.ts'
import type { Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { RetentionPolicy } from '#shared/contract/retention.ts'
import { constant, expression, follow, openTestWindow } from '../support/window.ts'
import { chainOf, finished, result, started } from './store/events.ts'
import { freshFolder, freshStore } from './store/world.ts'

afterEach(() => vi.restoreAllMocks())

const policy = (over: Partial<RetentionPolicy>): RetentionPolicy => RetentionPolicy.parse(over)

/** Twenty runs of the last twenty days, each with a blob; the oldest is starred. */
async function seed(store: Store): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const at = Date.now() - (19.5 - i) * 86_400_000
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a', 'b'), trigger: 'command' })
    recorder.listen(started(`r${i}`, ['a', 'b'], {}, at))
    const { blob } = await store.blobs.putText(randomBytes(3000).toString('hex'))
    const value = { kind: 'large' as const, of: 'json' as const, ref: `blob:${blob}`, size: 9, preview: '' }
    recorder.listen({ type: 'node-finished', nodeId: 'a', at, result: result({ value }) })
    recorder.listen(finished('completed', at + 1))
    await recorder.done
  }
  store.runs.star(ExecutionId.parse('r0'), true)
}

// Each question starts a thread, which takes its time on a busy machine.
describe('what is asked of the whole history', { timeout: 180_000 }, () => {
  it('is answered in a thread as it would be here', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    await seed(store)
    const pruner = new Pruner(dataDir)
    const whole = await pruner.usage()
    expect(whole).toEqual(store.retention.usage())
    expect(whole).toMatchObject({ runs: 20, starred: 1 })
    for (const asked of [policy({ keepRuns: 4 }), policy({ maxAgeMs: 5 * 86_400_000, maxBytes: 1 })])
      expect(await pruner.plan(asked)).toEqual(store.retention.plan(asked, Date.now()))

    store.maintenance.deleteRuns(['r1', 'r2', 'r3'].map((id) => ExecutionId.parse(id)))
    expect(await pruner.sweep()).toBe(3)
    await pruner.close()
  })

  it('ends with those who wait for it, and fails with a sentence', async () => {
    const dataDir = freshFolder()
    await seed(freshStore({ dataDir }))
    const pruner = new Pruner(dataDir)
    const stop = new AbortController()
    const dropped = pruner.plan(policy({ keepRuns: 1 }), stop.signal)
    stop.abort(new Error('gone'))
    await expect(dropped).rejects.toThrow('gone')
    await expect(pruner.usage(stop.signal)).rejects.toThrow('gone')
    const left = pruner.usage()
    const closed = expect(left).rejects.toMatchObject({ code: 'closed' })
    await pruner.close()
    await closed
    const nowhere = new Pruner(join(dataDir, 'none'))
    await expect(nowhere.usage()).rejects.toMatchObject({ code: 'store_missing' })
  })

  it('never holds up the main thread', async () => {
    const window = await openTestWindow()
    const { client } = window
    const { summary } = await client.chains.create({
      chain: {
        name: 'One',
        parameters: [],
        nodes: [constant('none', null), expression('long', '"word ".repeat(50000)')],
        edges: [],
      },
    })
    const ids: ExecutionId[] = []
    for (let i = 0; i < 3; i++) {
      const { id } = await client.runs.start({ chainId: summary.id })
      await follow(client, id)
      ids.push(id)
    }
    const prepared = vi.spyOn(Sqlite.prototype, 'prepare')
    const ran = vi.spyOn(Sqlite.prototype, 'pragma')
    expect(await client.retention.usage()).toMatchObject({ runs: 3, starred: 0 })
    expect(await client.retention.plan({ keepRuns: 1, maxBytes: 1 })).toMatchObject({
      runs: 2,
      unreachable: true,
    })
    const heavy = [...prepared.mock.calls, ...ran.mock.calls].map(([sql]) => sql)
    expect(heavy.filter((sql) => /sum\(starred\)|row_number|page_count|dbstat/.test(sql))).toEqual([])
    await client.history.delete({ executionIds: ids })
    expect(prepared.mock.calls.filter(([sql]) => sql.includes('execution_blobs WHERE hash'))).toEqual([])
    expect((await client.retention.usage()).blobs).toBe(0)
    expect(window.bugs).toEqual([])
    await window.close()
  })
})
