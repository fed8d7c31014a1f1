import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Executor } from '#electron/engine/executor.ts'
import { ends, type Harness, happened, harness, outputOf, started } from './harness.ts'

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
