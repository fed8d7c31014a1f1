import { describe, expect, it } from 'vitest'
import type { RunState } from '#shared/run/state.ts'
import { type Harness, started } from './harness.ts'
import type { TestNode } from './plans.ts'

/** On which runner each node ran; undefined where it ran on none. */
const runnersOf = (state: RunState): Record<string, number | undefined> =>
  Object.fromEntries([...state.nodes].map(([id, { result }]) => [id, result?.runner]))

/** What every executor's results must say of where nodes ran. */
export function runnersConformance(harness: () => Harness): void {
  describe('the runner of a node', () => {
    const asleep = (id: string): TestNode => ({
      id,
      op: 'sleep',
      config: { ms: 30 },
      traits: { heavy: true },
    })

    it('is the first in a run of one, and none where a node did not run', async () => {
      const state = await harness().run([
        { id: 'a', op: 'value', config: { value: 1 } },
        { id: 'bad', op: 'fail', policy: { retries: 1 } },
        { id: 'after', op: 'add', from: ['bad'] },
        { id: 'b', op: 'addLater', from: ['a'] },
      ])
      expect(runnersOf(state)).toEqual({ a: 0, bad: 0, after: undefined, b: 0 })
    })

    it('differs for what runs at the same time, and is free again after that', async () => {
      const handle = harness().start(
        [asleep('a'), asleep('b'), { id: 'c', op: 'add', from: ['a', 'b'], traits: { heavy: true } }],
        { maxWorkers: 2 },
      )
      const runners = runnersOf(await handle.done)
      expect([runners.a, runners.b].sort()).toEqual([0, 1])
      expect(runners.c).toBe(0)
      const begun = handle.events.flatMap((event) =>
        event.type === 'node-started' ? [[event.nodeId, event.runner]] : [],
      )
      expect(Object.fromEntries(begun)).toEqual(runners)
    })

    it('is counted for each run by itself', async () => {
      const states = await Promise.all([1, 2].map(() => harness().run([asleep('a')])))
      expect(states.map((state) => runnersOf(state))).toEqual([{ a: 0 }, { a: 0 }])
    })

    it('is not that of another run which a result was taken from', async () => {
      const nodes: TestNode[] = [
        { id: 'known', op: 'value', config: { value: 1 } },
        { id: 'reused', op: 'add', from: ['known'], traits: { pure: true } },
        { id: 'cached', op: 'add', from: ['reused'], policy: { cacheKey: 'runners' } },
        { id: 'ran', op: 'add', from: ['cached'] },
      ]
      const before = await harness().run(nodes, { fingerprints: true })
      expect(runnersOf(before)).toEqual({ known: 0, reused: 0, cached: 0, ran: 0 })
      const results = [...before.nodes].flatMap(([id, { result }]) => (result ? [{ id, result }] : []))
      const state = await harness().run(nodes, {
        known: new Map(results.filter(({ id }) => id === 'known').map(({ id, result }) => [id, result])),
        reuse: new Map(results.map(({ id, result }) => [id, { executionId: 'before', result }])),
      })
      expect(runnersOf(state)).toEqual({ known: undefined, reused: undefined, cached: undefined, ran: 0 })
      expect(runnersOf(before)).toEqual({ known: 0, reused: 0, cached: 0, ran: 0 })
    })

    it('is none for what a cancelled run had not come to', async () => {
      const handle = harness().start([
        { id: 'a', op: 'value', config: { value: 1 } },
        { id: 'b', op: 'hang', from: ['a'] },
        { id: 'c', op: 'add', from: ['b'] },
      ])
      await started(handle, 'b')
      handle.cancel()
      expect(runnersOf(await handle.done)).toEqual({ a: 0, b: 0, c: undefined })
    })
  })
}
