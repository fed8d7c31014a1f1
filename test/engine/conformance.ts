import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Executor } from '#electron/engine/executor.ts'
import type { RunState } from '#shared/run/state.ts'
import { ends, type Harness, happened, harness, outputOf, started } from './harness.ts'
import type { TestNode } from './plans.ts'
import { reuseConformance } from './reuse-conformance.ts'
import { runnersConformance } from './runners-conformance.ts'

/** What every executor must do. */
export function conformance(name: string, make: () => Executor): void {
  describe(`${name}: executor conformance`, () => {
    let h: Harness
    const folder = mkdtempSync(join(tmpdir(), 'ergo-conformance-'))
    beforeAll(() => {
      h = harness(make())
    })
    afterAll(async () => {
      await h.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it('runs a line in order and passes values on', async () => {
      const state = await h.run([
        { id: 'a', op: 'value', config: { value: 1 } },
        { id: 'b', op: 'add', from: ['a'] },
        { id: 'c', op: 'addLater', from: ['b', 'a'] },
      ])
      expect(state.status).toBe('completed')
      expect(state.order).toEqual(['a', 'b', 'c'])
      expect(outputOf(state, 'c')).toBe(4)
    })

    it('gives each port its own value', async () => {
      const state = await h.run([
        { id: 'two', op: 'twoPorts' },
        { id: 'seen', op: 'echo', from: ['two.left>x', 'two.right>y', 'two.other>z'] },
      ])
      expect(outputOf(state, 'seen')).toEqual({ 'two:x': 'l', 'two:y': 'r', 'two:z': 'main' })
    })

    it('skips what follows a failure, keeps the rest, and is failed', async () => {
      const state = await h.run([
        { id: 'bad', op: 'fail' },
        { id: 'good', op: 'value', config: { value: 2 } },
        { id: 'after', op: 'add', from: ['bad'] },
        { id: 'later', op: 'add', from: ['after', 'good'] },
        { id: 'fine', op: 'add', from: ['good'] },
      ])
      expect(state.status).toBe('failed')
      expect(ends(state)).toEqual({
        bad: 'failed told_to',
        good: 'completed',
        after: 'skipped upstream_failed',
        later: 'skipped upstream_failed',
        fine: 'completed',
      })
    })

    it('reports a bug as internal and goes on', async () => {
      const state = await h.run([
        { id: 'bad', op: 'bug' },
        { id: 'good', op: 'add' },
      ])
      expect(ends(state)).toEqual({ bad: 'failed internal', good: 'completed' })
      expect(state.nodes.get('bad')?.result?.error?.message).toContain('a bug')
    })

    it('fails a node whose operation is not there', async () => {
      expect(ends(await h.run([{ id: 'x', op: 'nowhere' }]))).toEqual({ x: 'failed internal' })
    })

    it('takes one branch, skips the other, and joins them again', async () => {
      const state = await h.run([
        { id: 'in', op: 'value', config: { value: 5 } },
        { id: 'which', op: 'branch', config: { path: 'true' }, from: ['in'] },
        { id: 'yes', op: 'add', from: ['which.true'] },
        { id: 'no', op: 'add', from: ['which.false'] },
        { id: 'deep', op: 'add', from: ['no'] },
        { id: 'both', op: 'add', from: ['yes', 'deep'] },
        { id: 'join', op: 'add', from: ['yes>left', 'deep>right'], requiredPorts: ['left', 'right'] },
      ])
      expect(state.status).toBe('completed')
      expect(ends(state)).toEqual({
        in: 'completed',
        which: 'completed',
        yes: 'completed',
        no: 'skipped branch_not_taken',
        deep: 'skipped branch_not_taken',
        both: 'completed',
        join: 'skipped branch_not_taken',
      })
      expect(outputOf(state, 'both')).toBe(7)
      expect(state.nodes.get('which')?.result?.decision).toEqual({ result: 'true', path: 'true' })
    })

    it('stops the whole run where a node says so', async () => {
      const state = await h.run([
        { id: 'bad', op: 'fail', policy: { onError: 'stop' } },
        { id: 'other', op: 'add' },
        { id: 'third', op: 'add', from: ['other'] },
      ])
      expect(state.status).toBe('failed')
      expect(ends(state)).toEqual({
        bad: 'failed told_to',
        other: 'skipped stopped',
        third: 'skipped stopped',
      })
    })

    it('tries again as often as allowed, and no more', async () => {
      const retry = (id: string, times: number, retries: number, later: boolean): TestNode => ({
        id,
        op: 'failTimes',
        config: { times, file: join(folder, id), later },
        policy: { retries, retryDelayMs: 1, retryBackoff: 2 },
      })
      const handle = h.start([retry('a', 2, 2, true), retry('b', 2, 1, false)])
      const state = await handle.done
      expect(ends(state)).toEqual({ a: 'completed', b: 'failed not_yet' })
      expect(state.nodes.get('a')?.result?.attempts).toBe(3)
      expect(state.nodes.get('b')?.result?.attempts).toBe(2)
      expect(state.nodes.get('a')?.failures.map((error) => error.message)).toEqual([
        'Failed 1 times.',
        'Failed 2 times.',
      ])
      const delays = handle.events.flatMap((event) =>
        event.type === 'node-attempt' ? [event.retryInMs] : [],
      )
      expect(delays).toEqual([1, 2, 1])
    })

    it('ends a node that waits past its timeout, even one that does not heed its signal', async () => {
      const state = await h.run([
        { id: 'asleep', op: 'sleep', config: { ms: 60_000 }, policy: { timeoutMs: 20 } },
        { id: 'hung', op: 'hang', policy: { timeoutMs: 20 } },
        { id: 'after', op: 'add', from: ['hung'] },
        { id: 'other', op: 'add' },
      ])
      expect(ends(state)).toEqual({
        asleep: 'failed timeout',
        hung: 'failed timeout',
        after: 'skipped upstream_failed',
        other: 'completed',
      })
    })

    it('tries again after a timeout', async () => {
      const state = await h.run([{ id: 'hung', op: 'hang', policy: { timeoutMs: 10, retries: 1 } }])
      expect(state.nodes.get('hung')?.result?.attempts).toBe(2)
      expect(ends(state)).toEqual({ hung: 'failed timeout' })
    })

    it('does not hear an operation that its timeout has ended', async () => {
      const state = await h.run([
        { id: 'late', op: 'late', policy: { timeoutMs: 5 } },
        { id: 'wait', op: 'sleep', config: { ms: 60 } },
      ])
      expect(state.records).toEqual([])
    })

    it('cancels at once while waiting, and keeps what is finished', async () => {
      const handle = h.start([
        { id: 'a', op: 'add' },
        { id: 'b', op: 'hang', from: ['a'] },
        { id: 'c', op: 'add', from: ['b'] },
      ])
      await started(handle, 'b')
      handle.cancel()
      const state = await handle.done
      expect(state.status).toBe('cancelled')
      expect(ends(state)).toEqual({ a: 'completed', b: 'cancelled cancelled', c: 'cancelled cancelled' })
    })

    it('cancels before anything has begun', async () => {
      const handle = h.start([{ id: 'a', op: 'hang' }])
      handle.cancel()
      expect(ends(await handle.done)).toEqual({ a: 'cancelled cancelled' })
    })

    it('cancels between attempts', async () => {
      const handle = h.start([{ id: 'a', op: 'fail', policy: { retries: 5, retryDelayMs: 60_000 } }])
      await happened(handle, (event) => event.type === 'node-attempt')
      handle.cancel()
      expect((await handle.done).status).toBe('cancelled')
    })

    it('ends the run at the time allowed for the chain', async () => {
      const state = await h.run(
        [
          { id: 'a', op: 'hang' },
          { id: 'b', op: 'add', from: ['a'] },
        ],
        { timeoutMs: 30 },
      )
      expect(state.status).toBe('timed_out')
      expect(ends(state)).toEqual({ a: 'cancelled timed_out', b: 'cancelled timed_out' })
    })

    it('tells the start of a node before what it logs, and that before its end', async () => {
      const handle = h.start([{ id: 'a', op: 'talk' }])
      await handle.done
      expect(handle.events.map((event) => event.type)).toEqual([
        'run-started',
        'node-started',
        'node-recorded',
        'node-finished',
        'run-finished',
      ])
    })

    it('passes warnings, the log and the parameters', async () => {
      const state = await h.run([{ id: 'a', op: 'talk' }], {}, { greeting: 'hi' })
      expect(outputOf(state, 'a')).toBe('hi')
      expect(state.nodes.get('a')?.result?.warnings).toEqual([
        { code: 'odd', message: 'Something is odd.', data: { count: 2 } },
      ])
      expect(state.records.map((entry) => entry.record)).toEqual([
        { kind: 'log', level: 'info', message: 'Hello from a' },
      ])
    })

    it('shares results by cacheKey within the engine, but never those of effects', async () => {
      const node = (id: string, key: string, effect: boolean): TestNode => ({
        id,
        op: 'count',
        config: { file: join(folder, `count-${key}`) },
        policy: { cacheKey: key },
        traits: { effect },
      })
      const nodes = [
        node('a', 'pure', false),
        node('b', 'pure', false),
        node('c', 'effect', true),
        node('d', 'effect', true),
      ]
      const state = await h.run(nodes)
      expect(['a', 'b', 'c', 'd'].map((id) => outputOf(state, id))).toEqual([1, 1, 1, 2])
      const from = (run: RunState, nodeId: string) => ({
        by: 'cacheKey',
        executionId: run.executionId,
        nodeId,
      })
      expect(state.nodes.get('b')?.result?.cached).toEqual(from(state, 'a'))
      expect(state.nodes.get('a')?.result?.cached).toBe(false)
      const again = await h.run(nodes)
      expect(outputOf(again, 'a')).toBe(1)
      const { cached } = again.nodes.get('a')?.result ?? {}
      expect(cached).toMatchObject({ by: 'cacheKey', executionId: state.executionId })
      expect(outputOf(again, 'd')).toBe(4)
    })

    it('takes known results and runs only what is chosen', async () => {
      const full = await h.run([{ id: 'a', op: 'value', config: { value: 9 } }])
      const known = full.nodes.get('a')?.result
      if (!known) throw new Error('no result')
      const state = await h.run(
        [
          { id: 'a', op: 'fail' },
          { id: 'b', op: 'add', from: ['a'] },
          { id: 'c', op: 'add', from: ['b'] },
        ],
        { known: new Map([['a', known]]), only: new Set(['b']) },
      )
      expect(ends(state)).toEqual({ a: 'completed', b: 'completed', c: 'skipped not_selected' })
      expect(outputOf(state, 'b')).toBe(10)
    })

    it.each([1, 2, 3])('gives the same with %i workers', async (maxWorkers) => {
      const layers = 4
      const nodes: TestNode[] = [{ id: 'start', op: 'value', config: { value: 1 } }]
      for (let layer = 0; layer < layers; layer++) {
        for (let i = 0; i < 5; i++) {
          const from = layer === 0 ? ['start'] : [0, 1, 2, 3, 4].map((j) => `n${layer - 1}_${j}`)
          nodes.push({
            id: `n${layer}_${i}`,
            op: i % 2 ? 'add' : 'addLater',
            from,
            traits: { heavy: i === 3 },
          })
        }
      }
      const state = await h.run(nodes, { maxWorkers })
      expect(state.status).toBe('completed')
      expect(outputOf(state, `n${layers - 1}_0`)).toBe(2 * 125 + 25 + 5 + 1)
    })

    it('stops nodes under way on other workers too', async () => {
      const state = await h.run(
        [
          { id: 'long', op: 'hang', traits: { heavy: true } },
          { id: 'bad', op: 'fail', traits: { heavy: true }, policy: { onError: 'stop' } },
        ],
        { maxWorkers: 2 },
      )
      expect(state.status).toBe('failed')
      expect(ends(state).bad).toBe('failed told_to')
      expect(ends(state).long).toMatch(/^(cancelled|skipped) stopped$/)
    })

    it('runs several runs at once', async () => {
      const states = await Promise.all(
        [1, 2, 3, 4].map((n) =>
          h.run([
            { id: 'a', op: 'value', config: { value: n } },
            { id: 'b', op: 'addLater', from: ['a'] },
          ]),
        ),
      )
      expect(states.map((state) => outputOf(state, 'b'))).toEqual([2, 3, 4, 5])
    })

    reuseConformance(() => h)
    runnersConformance(() => h)

    it('runs an empty plan', async () => {
      expect((await h.run([])).status).toBe('completed')
    })
  })
}
