import { randomBytes } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { AutoPrune } from '#electron/app/auto-prune.ts'
import { prune } from '#electron/app/prune.ts'
import { Pruner } from '#electron/app/pruner.ts'
import type { Store } from '#electron/store/store.ts'
import { GRACE_MS } from '#electron/store/sweep.ts'
import { type ChainId, ExecutionId } from '#shared/base/ids.ts'
import { type PruneStep, RetentionPolicy } from '#shared/contract/retention.ts'
import { ergo } from '../support/ergo.ts'
import { constant, follow, openTestWindow } from '../support/window.ts'
import { chainOf, finished, result, started } from './store/events.ts'
import { freshFolder, freshStore } from './store/world.ts'

/** Bytes of the whole history; `ERGO_TEST_PRUNE_MB=1000` makes it as large as a real one. */
const HISTORY = Number(process.env.ERGO_TEST_PRUNE_MB ?? 15) * 1e6
const PER_RUN = 100_000

const policy = (over: Partial<RetentionPolicy>): RetentionPolicy => RetentionPolicy.parse(over)
const days = (count: number): number => count * 86_400_000
const NOW = 1_800_000_000_000

interface Told {
  readonly chainId?: ChainId
  readonly at?: number
  readonly blob?: string
  readonly rows?: number
}

/** A run with `rows` kB in the database and, if wanted, a blob. */
async function tell(store: Store, id: string, { chainId, at = NOW, blob, rows = 0 }: Told = {}) {
  const recorder = store.runs.record({
    chainId: chainId ?? null,
    chain: chainOf('c', 'a', 'b'),
    trigger: 'command',
  })
  recorder.listen(started(id, ['a', 'b'], {}, at))
  const text = randomBytes(rows * 500).toString('hex')
  const value = { kind: 'json' as const, json: text }
  recorder.listen({ type: 'node-finished', nodeId: 'a', at, result: result({ value }) })
  if (blob) {
    const large = { kind: 'large' as const, of: 'json' as const, ref: `blob:${blob}`, size: 9, preview: '' }
    recorder.listen({ type: 'node-finished', nodeId: 'b', at, result: result({ value: large }) })
  }
  recorder.listen(finished('completed', at + 1))
  await recorder.done
}

/** A run of a script by itself, with what came of it in a blob. */
async function tellScript(store: Store, at: number, size: number): Promise<string> {
  if (!store.scripts.find('noise')) store.scripts.save({ name: 'noise', code: 'return 1', parameters: [] })
  const id = store.scriptExecutions.start('noise', 1, {})
  const { blob } = await store.blobs.putText(randomBytes(size).toString('latin1'))
  const result = { kind: 'large' as const, of: 'json' as const, ref: `blob:${blob}`, size: 9, preview: '' }
  store.scriptExecutions.finish(id, { status: 'completed', durationMs: 1, result })
  const db = new Sqlite(join(store.dataDir, 'ergo.db'))
  db.prepare('UPDATE script_executions SET started_at = ? WHERE id = ?').run(at, id)
  db.close()
  return id
}

async function pruned(store: Store, wanted: RetentionPolicy, compact: 'whole' | 'gentle' = 'whole') {
  const steps: PruneStep[] = []
  for await (const step of prune(store, wanted, { now: NOW, compact })) steps.push(step)
  const last = steps.at(-1)
  if (last?.step !== 'done') throw new Error('not done')
  return { ...last, steps }
}
const left = (store: Store): string[] => store.runs.list({}, { limit: 1_000_000 }).items.map(({ id }) => id)

function bytesIn(folder: string, name: RegExp): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => name.test(path))
    .reduce((sum, path) => sum + statSync(path).size, 0)
}

describe('keeping the history small', () => {
  it('goes by age, number and chain, and never touches what is starred, pinned or running', async () => {
    const store = freshStore()
    const { summary } = store.chains.create(chainOf('c', 'a', 'b'))
    const chainId = summary.id
    for (let i = 0; i < 6; i++) await tell(store, `old${i}`, { at: NOW - days(10) + i, chainId })
    for (let i = 0; i < 3; i++) await tell(store, `new${i}`, { at: NOW - days(1) + i })
    store.runs.star(ExecutionId.parse('old0'), true)
    store.inputs.pin(chainId, 'a', ExecutionId.parse('old1'))
    const going = store.runs.record({ chainId, chain: chainOf('c', 'a', 'b'), trigger: 'command' })
    going.listen(started('going', ['a', 'b'], {}, NOW - days(20)))

    expect(store.retention.plan(policy({ maxAgeMs: days(30) }), NOW)).toMatchObject({ runs: 0, bytes: 0 })
    const plan = store.retention.plan(policy({ maxAgeMs: days(5) }), NOW)
    expect(plan).toMatchObject({ runs: 4, unreachable: false })
    expect(plan.bytes).toBeGreaterThan(0)
    expect(store.retention.plan(policy({ keepPerChain: 2 }), NOW).runs).toBe(4)
    expect(store.retention.plan(policy({ keepRuns: 4 }), NOW).runs).toBe(4)
    expect(left(store)).toHaveLength(10)

    const { deleted, before, after } = await pruned(store, policy({ keepPerChain: 2, maxAgeMs: days(5) }))
    expect(deleted).toBe(5)
    expect(left(store)).toEqual(['going', 'new2', 'new1', 'old1', 'old0'])
    expect([before.runs, after.runs, after.starred]).toEqual([10, 5, 1])
    expect(after.oldestAt).toBe(NOW - days(20))
    expect(store.inputs.pins(chainId)).toHaveLength(1)
    going.listen(finished())
    await going.done
    expect(store.maintenance.check()).toEqual([])
  })

  it('to a fifth is at most that on disk, with the database sound', { timeout: 900_000 }, async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    const count = Math.ceil(HISTORY / PER_RUN)
    for (let i = 0; i < count; i++) {
      // Half in the database, half beside it; every fourth run shares its blob with the one before.
      const { blob } = await store.blobs.putText(
        randomBytes((PER_RUN / 2) * 0.98).toString('latin1') + (i % 4),
      )
      await tell(store, `r${i}`, { at: NOW + i, rows: PER_RUN / 2000, blob })
    }
    store.runs.star(ExecutionId.parse('r0'), true)
    const whole = bytesIn(dataDir, /ergo\.db(-wal)?$|blobs/)
    expect(whole).toBeGreaterThan(HISTORY * 0.8)
    const fifth = Math.floor(whole / 5)
    const plan = store.retention.plan(policy({ maxBytes: fifth }), NOW)
    expect(plan.unreachable).toBe(false)

    const { before, after, steps } = await pruned(store, policy({ maxBytes: fifth }))
    const now = bytesIn(dataDir, /ergo\.db(-wal)?$|blobs/)
    expect(now).toBeLessThanOrEqual(fifth)
    // It deletes no more than it must.
    expect(now).toBeGreaterThan(fifth * 0.6)
    expect(after.database + after.blobs).toBe(now)
    expect(before.database + before.blobs).toBe(whole)
    expect(steps.map((step) => step.step)).toEqual(expect.arrayContaining(['deleting', 'compacting', 'done']))
    expect(left(store).at(-1)).toBe('r0')
    expect(left(store)[0]).toBe(`r${count - 1}`)
    expect(store.maintenance.check()).toEqual([])
    for (const id of left(store)) {
      const kept = store.runs.load(ExecutionId.parse(id)).nodes.get('b')?.result?.value
      expect(kept?.kind === 'large' && store.blobs.has(kept.ref.slice(5) as never)).toBe(true)
    }
    if (process.env.ERGO_TEST_PRUNE_MB) console.log({ whole, fifth, now, left: left(store).length })
  })

  it('gives space back in short steps too, and says when no deleting is enough', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    for (let i = 0; i < 40; i++) await tell(store, `r${i}`, { rows: 50 })
    store.maintenance.checkpoint()
    const before = bytesIn(dataDir, /ergo\.db/)
    const { after } = await pruned(store, policy({ keepRuns: 4 }), 'gentle')
    expect(bytesIn(dataDir, /ergo\.db$|wal$/)).toBeLessThan(before / 3)
    expect(after.free).toBe(0)
    expect(store.maintenance.check()).toEqual([])
    for (const id of left(store)) store.runs.star(ExecutionId.parse(id), true)
    expect(store.retention.plan(policy({ maxBytes: 1 }), NOW)).toEqual({
      runs: 0,
      scripts: 0,
      bytes: 0,
      unreachable: true,
    })
    expect((await pruned(store, policy({ maxBytes: 1 }))).deleted).toBe(0)
    expect((await pruned(store, policy({}))).deleted).toBe(0)
  })

  it('deletes no run for a size that deleting runs can’t reach', async () => {
    const store = freshStore()
    for (let i = 0; i < 5; i++) await tell(store, `r${i}`)
    const { blob } = await store.blobs.putText(randomBytes(2_000_000).toString('latin1'))
    await tell(store, 'starred', { blob })
    store.runs.star(ExecutionId.parse('starred'), true)
    const before = left(store)
    const megabyte = policy({ maxBytes: 1_000_000 })
    expect(store.retention.plan(megabyte, NOW)).toEqual({ runs: 0, scripts: 0, bytes: 0, unreachable: true })
    for (const compact of ['gentle', 'whole'] as const)
      expect(await pruned(store, megabyte, compact)).toMatchObject({ deleted: 0, unreachable: true })
    expect(left(store)).toEqual(before)

    // Five small runs seem to take some bytes, but share pages with what stays: deleting them frees none.
    const seeming = policy({ maxBytes: store.retention.needed() - 2000 })
    expect(await pruned(store, seeming)).toMatchObject({ deleted: 0, unreachable: true })
    expect(left(store)).toEqual(before)

    // What other limits exclude goes all the same.
    expect(await pruned(store, policy({ maxBytes: 1_000_000, keepRuns: 3 }))).toMatchObject({
      deleted: 3,
      unreachable: true,
    })
    expect(left(store)).toEqual(['starred', 'r4', 'r3'])
  })

  it('takes what came of scripts alone by age and size, the oldest first with the runs', async () => {
    const store = freshStore()
    const [old, middle, fresh] = [
      await tellScript(store, NOW - days(9), 10),
      await tellScript(store, NOW - days(3), 2_000_000),
      await tellScript(store, NOW - days(1), 10),
    ]
    const going = store.scriptExecutions.start('noise', 1, {})
    const { blob } = await store.blobs.putText(randomBytes(500_000).toString('latin1'))
    await tell(store, 'before', { at: NOW - days(4) })
    await tell(store, 'after', { at: NOW - days(2), blob })
    const scripts = () => store.scriptExecutions.list({}, { limit: 9 }).items.map(({ id }) => id)

    expect(store.retention.plan(policy({ keepRuns: 1, keepPerChain: 1 }), NOW)).toMatchObject({
      runs: 1,
      scripts: 0,
    })
    const byAge = policy({ maxAgeMs: days(5) })
    expect(store.retention.plan(byAge, NOW)).toMatchObject({ runs: 0, scripts: 1, unreachable: false })
    expect(await pruned(store, byAge)).toMatchObject({ deleted: 0, scripts: 1 })
    expect(scripts()).toEqual([going, fresh, middle])
    expect(() => store.scriptExecutions.get(old)).toThrow('no longer in the history')

    const bySize = policy({ maxBytes: 1_500_000 })
    const plan = store.retention.plan(bySize, NOW)
    expect(plan).toMatchObject({ runs: 1, scripts: 1, unreachable: false })
    expect(plan.bytes).toBeGreaterThan(2_000_000)
    const { after, ...done } = await pruned(store, bySize)
    expect(done).toMatchObject({ deleted: 1, scripts: 1, unreachable: false })
    expect([scripts(), left(store)]).toEqual([[going, fresh], ['after']])
    expect(store.maintenance.check()).toEqual([])

    // What a run under way might have used is on the disk until it has ended; no more goes for that meanwhile.
    expect(after.database + after.blobs).toBeGreaterThan(2_000_000)
    expect(await pruned(store, bySize)).toMatchObject({ deleted: 0, scripts: 0, unreachable: false })
    store.scriptExecutions.finish(going, { status: 'cancelled', durationMs: 1 })
    const later = freshStore({ dataDir: store.dataDir, now: () => Date.now() + 2 * GRACE_MS })
    const { after: freed } = await pruned(later, bySize)
    expect(freed.database + freed.blobs).toBeLessThan(1_500_000)
    expect(left(store)).toEqual(['after'])
  })

  it('is done in a thread of its own, one at a time, and can be stopped', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    for (let i = 0; i < 250; i++) await tell(store, `r${i}`)
    const pruner = new Pruner(dataDir)
    const stop = new AbortController()
    const steps: PruneStep[] = []
    for await (const step of pruner.run(policy({ keepRuns: 1 }), 'whole', stop.signal)) {
      if (steps.length === 0) {
        await expect(pruner.run(policy({ keepRuns: 1 }), 'whole').next()).rejects.toMatchObject({
          code: 'prune_busy',
        })
        stop.abort()
      }
      steps.push(step)
    }
    expect(pruner.busy).toBe(false)
    expect(left(store).length).toBeLessThan(250)
    for await (const step of pruner.run(policy({ keepRuns: 1 }), 'whole')) steps.push(step)
    expect(left(store)).toHaveLength(1)
    await pruner.close()
    const nowhere = new Pruner(join(dataDir, 'ergo.db'))
    await expect(nowhere.run(policy({ keepRuns: 1 }), 'whole').next()).rejects.toMatchObject({
      code: 'store_failed',
    })
  })
})

describe('pruning by itself', () => {
  it('waits until nothing else goes on, and does nothing without limits', async () => {
    vi.useFakeTimers()
    try {
      let busy = true
      let wanted = policy({})
      const asked: RetentionPolicy[] = []
      const heard: unknown[] = []
      const usage = { database: 0, free: 0, blobs: 0, runs: 0, starred: 0, oldestAt: null }
      const auto = new AutoPrune({
        policy: () => wanted,
        async *run(given) {
          asked.push(given)
          if (given.keepRuns === 9) throw new Error('broken')
          yield { step: 'done', deleted: 2, scripts: 1, unreachable: false, before: usage, after: usage }
        },
        busy: () => busy,
        onPruned: (deleted) => heard.push(deleted),
        onFault: (thrown) => heard.push(thrown),
        idleMs: 100,
      })
      auto.nudge()
      auto.nudge()
      await vi.advanceTimersByTimeAsync(500)
      expect(asked).toEqual([])
      busy = false
      await vi.advanceTimersByTimeAsync(100)
      expect(asked).toEqual([])
      wanted = policy({ keepRuns: 2 })
      auto.nudge()
      await vi.advanceTimersByTimeAsync(100)
      expect([asked, heard]).toEqual([[wanted], [3]])
      wanted = policy({ keepRuns: 9 })
      auto.nudge()
      await vi.advanceTimersByTimeAsync(100)
      expect(heard[1]).toBeInstanceOf(Error)
      auto.close()
      auto.nudge()
      await vi.advanceTimersByTimeAsync(1000)
      expect(asked).toHaveLength(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('happens after a run and is told to windows; a person sees what it would do', async () => {
    const window = await openTestWindow(undefined, 20)
    try {
      const { client } = window
      const chain = { name: 'One', parameters: [], nodes: [constant('a', 1)], edges: [] }
      const { summary } = await client.chains.create({ chain })
      const run = async () => {
        const { id } = await client.runs.start({ chainId: summary.id })
        await follow(client, id)
        return id
      }
      for (let i = 0; i < 3; i++) await run()
      expect(await client.retention.usage()).toMatchObject({ runs: 3, starred: 0 })
      expect(await client.retention.plan({ keepRuns: 1 })).toMatchObject({ runs: 2 })
      const steps: PruneStep[] = []
      for await (const step of await client.retention.prune({ keepRuns: 2 })) steps.push(step)
      expect(steps.at(-1)).toMatchObject({ step: 'done', deleted: 1, after: { runs: 2 } })
      await client.settings.set({ retention: policy({ keepRuns: 1 }) })
      const last = await run()
      await vi.waitFor(
        async () => expect((await client.runs.list({})).items.map(({ id }) => id)).toEqual([last]),
        { timeout: 30_000 },
      )
      expect(window.bugs).toEqual([])
    } finally {
      await window.close()
    }
  })
})

describe('ergo prune', () => {
  it('says what it would delete, deletes it, and takes the limits of the settings', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    for (let i = 0; i < 5; i++) await tell(store, `r${i}`, { at: Date.now() - days(9.5 - i) })
    const asked = await ergo(['prune', '--older-than', '7d', '--dry-run'], { dataDir })
    expect(asked.stdout).toMatch(
      /^The history has 5 runs \(0 starred\) in .*\nThis would delete 3 runs and free about/,
    )
    const done = await ergo(['prune', '--older-than', '7d'], { dataDir })
    expect(done.stdout).toMatch(/3 runs deleted: .* before, .* now\./)
    expect((await ergo(['prune'], { dataDir })).code).toBe(2)
    expect(JSON.parse((await ergo(['prune', '--keep', '1', '--json'], { dataDir })).stdout)).toMatchObject({
      deleted: 1,
    })
    const big = await ergo(['prune', '--max-size', '1kB', '--dry-run'], { dataDir })
    expect(big.stdout).toMatch(/would delete 0 runs .*\n.*not enough for --max-size/s)
    const tried = await ergo(['prune', '--max-size', '1kB'], { dataDir })
    expect(tried.stdout).toMatch(/0 runs deleted: .*\nThat is not enough for --max-size/)
    expect(left(store)).toHaveLength(1)
    await tellScript(store, Date.now() - days(9), 10)
    const scripts = await ergo(['prune', '--older-than', '8d'], { dataDir })
    expect(scripts.stdout).toContain('0 runs and 1 run of scripts alone deleted')
    for (const wrong of [
      ['--older-than', 'soon'],
      ['--max-size', '5'],
      ['--keep', '0'],
    ])
      expect((await ergo(['prune', ...wrong], { dataDir })).code).toBe(2)
    expect((await ergo(['prune', '--keep', '1'], { dataDir: freshFolder() })).stdout).toContain(
      'There is no history',
    )
  })
})
