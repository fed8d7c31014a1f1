import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Executor } from '#electron/engine/executor.ts'
import { ends, type Harness, happened, harness, outputOf, started } from './harness.ts'
import type { TestNode } from './plans.ts'

/** What every executor must do that keeps nodes apart from the main process. */
export function threadsConformance(name: string, make: (capacity: number) => Executor): void {
  describe(`${name}: what a node can't do`, () => {
    let h: Harness
    beforeAll(() => {
      h = harness(make(2))
    })
    afterAll(() => h.close())

    it.each([
      ['spin', 'timeout', { timeoutMs: 50 }],
      ['exit', 'crashed', {}],
      ['stray', 'crashed', {}],
      ['bomb', 'out_of_memory', {}],
    ])(
      'a node that does %s fails with %s; the rest goes on, finished results are kept',
      async (op, code, policy) => {
        const state = await h.run([
          { id: 'before', op: 'value', config: { value: 1 } },
          { id: 'bad', op, policy, from: ['before'] },
          { id: 'after', op: 'add', from: ['bad'] },
          { id: 'fine', op: 'add', from: ['before'] },
        ])
        expect(ends(state)).toEqual({
          before: 'completed',
          bad: `failed ${code}`,
          after: 'skipped upstream_failed',
          fine: 'completed',
        })
        expect(outputOf(state, 'fine')).toBe(2)
        expect(state.status).toBe('failed')
      },
    )

    it.each(['spin', 'exit', 'bomb'])('honours retries for %s', async (op) => {
      const state = await h.run([
        { id: 'bad', op, policy: { timeoutMs: op === 'spin' ? 20 : 60_000, retries: 1 } },
      ])
      expect(state.nodes.get('bad')?.result?.attempts).toBe(2)
      expect(state.nodes.get('bad')?.failures).toHaveLength(1)
    })

    it('cancels an endless loop', async () => {
      const handle = h.start([
        { id: 'a', op: 'add' },
        { id: 'loop', op: 'spin', from: ['a'] },
        { id: 'c', op: 'add', from: ['loop'] },
      ])
      await started(handle, 'loop')
      handle.cancel()
      const state = await handle.done
      expect(state.status).toBe('cancelled')
      expect(ends(state)).toEqual({ a: 'completed', loop: 'cancelled cancelled', c: 'cancelled cancelled' })
    })

    it('cancels while a lost node waits for its next attempt', async () => {
      const handle = h.start([{ id: 'a', op: 'exit', policy: { retries: 3, retryDelayMs: 60_000 } }])
      await happened(handle, (event) => event.type === 'node-attempt')
      handle.cancel()
      expect(ends(await handle.done)).toEqual({ a: 'cancelled crashed' })
    })

    it('stops the run where a lost node says so', async () => {
      const state = await h.run([
        { id: 'a', op: 'exit', policy: { onError: 'stop' } },
        { id: 'b', op: 'add' },
      ])
      expect(ends(state)).toEqual({ a: 'failed crashed', b: 'skipped stopped' })
    })

    it('parts what hangs on one source between runners, once it has lasted', async () => {
      const branches = Array.from(
        { length: 6 },
        (_, i): TestNode => ({
          id: `b${i}`,
          op: 'sleep',
          config: { ms: 120 },
          from: ['source'],
        }),
      )
      const state = await h.run(
        [
          { id: 'source', op: 'value', config: { value: 1 } },
          ...branches,
          { id: 'again', op: 'fail', from: ['source'], policy: { retries: 1, retryDelayMs: 150 } },
          { id: 'sum', op: 'add', from: branches.map(({ id }) => id) },
        ],
        { maxWorkers: 2 },
      )
      expect(outputOf(state, 'sum')).toBe(6 * 120 + 1)
      expect(state.nodes.get('again')?.result).toMatchObject({ status: 'failed', attempts: 2 })
      const runners = branches.map(({ id }) => state.nodes.get(id)?.result?.runner)
      expect(new Set(runners)).toEqual(new Set([0, 1]))
    })

    describe('with one runner', () => {
      let one: Harness
      beforeAll(() => {
        one = harness(make(1))
      })
      afterAll(() => one.close())
      const light = (prefix: string, count: number, op = 'sleep'): TestNode[] =>
        Array.from({ length: count }, (_, i) => ({ id: `${prefix}${i}`, op, config: { ms: 20 } }))

      it('lets another run in between the nodes of a long one, which goes on where it was', async () => {
        const long = one.start([...light('n', 60), { id: 'sum', op: 'add', from: ['n0', 'n59'] }])
        await started(long, 'n0')
        const short = one.start([{ id: 'x', op: 'add' }])
        expect((await short.done).status).toBe('completed')
        expect(long.state.status).toBe('running')
        const state = await long.done
        expect(state.status).toBe('completed')
        expect(outputOf(state, 'sum')).toBe(41)
        const starts = long.events.filter((event) => event.type === 'node-started')
        expect(starts).toHaveLength(61)
      })

      it.each(['failTimes', 'exitOnce'])(
        'lets another run in while a node waits for its next attempt after %s',
        async (op) => {
          const file = join(mkdtempSync(join(tmpdir(), 'ergo-turns-')), 'count')
          const waiting = one.start([
            { id: 'a', op, config: { times: 1, file }, policy: { retries: 1, retryDelayMs: 2000 } },
            { id: 'b', op: 'add', from: ['a'] },
          ])
          await happened(waiting, (event) => event.type === 'node-attempt')
          const short = one.start([{ id: 'x', op: 'add' }])
          expect((await short.done).status).toBe('completed')
          expect(waiting.state.nodes.get('a')?.result).toBeUndefined()
          const state = await waiting.done
          expect(state.status).toBe('completed')
          expect(state.nodes.get('a')?.result?.attempts).toBe(2)
          // Its wait was not cut short by the other's turn; timers may be early by part of a millisecond.
          const starts = waiting.events.filter(
            (event) => event.type === 'node-started' && event.nodeId === 'a',
          )
          expect(starts).toHaveLength(2)
          const [first, second] = starts
          expect([first, second]).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
          expect(second?.type === 'node-started' && first ? second.at - first.at : 0).toBeGreaterThan(1900)
        },
      )

      it('cancels a run that has let another go first', async () => {
        const waiting = one.start([
          { id: 'a', op: 'fail', policy: { retries: 1, retryDelayMs: 60_000 } },
          { id: 'b', op: 'add' },
        ])
        await happened(waiting, (event) => event.type === 'node-attempt')
        await one.run([{ id: 'x', op: 'add' }])
        waiting.cancel()
        const state = await waiting.done
        expect(state.status).toBe('cancelled')
        expect(ends(state)).toEqual({ a: 'cancelled told_to', b: 'cancelled cancelled' })
        // What it failed of before is not forgotten.
        const tried = { reason: 'cancelled', attempts: 1, startedAt: expect.any(Number) }
        expect(state.nodes.get('a')?.result).toMatchObject(tried)
        expect(state.nodes.get('b')?.result?.attempts).toBe(0)
      })

      it('gives a node that waits to be tried again what another run has put under its key meanwhile', async () => {
        const waiting = one.start([
          { id: 'a', op: 'fail', policy: { retries: 1, retryDelayMs: 300, cacheKey: 'shared' } },
          { id: 'b', op: 'add', from: ['a'] },
        ])
        await happened(waiting, (event) => event.type === 'node-attempt')
        await one.run([{ id: 'x', op: 'value', config: { value: 42 }, policy: { cacheKey: 'shared' } }])
        const state = await waiting.done
        expect(ends(state)).toEqual({ a: 'completed', b: 'completed' })
        expect(outputOf(state, 'b')).toBe(43)
      })
    })

    it('keeps every result finished before a loop, however many there are', async () => {
      const count = 500
      const state = await h.run([
        ...Array.from({ length: count }, (_, i) => ({
          id: `n${i}`,
          op: 'value',
          config: { value: `${i} é` },
        })),
        { id: 'loop', op: 'spin', policy: { timeoutMs: 30 } },
      ])
      expect(ends(state).loop).toBe('failed timeout')
      for (let i = 0; i < count; i++) expect(outputOf(state, `n${i}`)).toBe(`${i} é`)
    })

    it('passes results that do not fit the journal', async () => {
      const text = 'x'.repeat(700_000)
      const state = await h.run([
        { id: 'big', op: 'value', config: { value: text } },
        { id: 'loop', op: 'spin', policy: { timeoutMs: 30 } },
      ])
      expect(outputOf(state, 'big')).toBe(text)
    })

    it('holds the cap for all runs together', async () => {
      const runs = Array.from({ length: 8 }, () => h.run([{ id: 'a', op: 'sleep', config: { ms: 25 } }]))
      const spans = (await Promise.all(runs)).flatMap((state) => {
        const { startedAt = 0, durationMs = 0 } = state.nodes.get('a')?.result ?? {}
        return [
          { at: startedAt, change: 1 },
          { at: startedAt + durationMs, change: -1 },
        ]
      })
      let [under, most] = [0, 0]
      for (const { change } of spans.sort((a, b) => a.at - b.at || a.change - b.change)) {
        under += change
        most = Math.max(most, under)
      }
      expect(most).toBeGreaterThan(0)
      expect(most).toBeLessThanOrEqual(2)
    })
  })
}
