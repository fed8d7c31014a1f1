import { describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { NodeContext } from '#electron/engine/context.ts'
import { Engine } from '#electron/engine/engine.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import { keepResult } from '#electron/engine/keep.ts'
import { SegmentPool } from '#electron/engine/segments.ts'
import { abortFailure, abortReason, endFailure, wait } from '#electron/engine/wait.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { itemAt } from '#shared/base/item.ts'
import type { Json } from '#shared/base/json.ts'
import { json, LARGE_BYTES, type TableValue, type Value } from '#shared/operation/value.ts'
import type { NodeResult } from '#shared/run/events.ts'
import { ends, harness } from '../engine/harness.ts'
import { implementations } from '../engine/operations.ts'
import { testPlan } from '../engine/plans.ts'
import { noServices } from '../engine/services.ts'

const done = (value: NodeResult['value']): NodeResult => ({
  status: 'completed',
  ...(value ? { value } : {}),
  warnings: [],
  attempts: 1,
  cached: false,
  durationMs: 0,
})
const table: TableValue = { kind: 'table', columns: [], rowCount: 0, ref: 't1' }
const blob: TableValue = { ...table, ref: 'blob:abc' }

const of = (result: NodeResult) => ({ result, executionId: 'x', nodeId: 'n' })

describe('ResultCache', () => {
  it('forgets the least recently used', () => {
    const cache = new ResultCache(2)
    cache.set('a', of(done(json(1))))
    cache.set('b', of(done(json(2))))
    cache.get('a')
    cache.set('c', of(done(json(3))))
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map((hit) => hit !== undefined)).toEqual([
      true,
      false,
      true,
    ])
  })

  it('keeps no failure and no table of a run, but a blob', () => {
    const cache = new ResultCache()
    cache.set('failed', of({ ...done(json(1)), status: 'failed' }))
    cache.set('table', of(done(table)))
    cache.set('port', of({ ...done(json(1)), outputs: { x: table } }))
    cache.set('blob', of(done(blob)))
    expect(['failed', 'table', 'port', 'blob'].map((key) => cache.get(key) !== undefined)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })
})

describe('keepResult', () => {
  const keep = async () => blob

  it('leaves light results alone, at once', () => {
    const result = done(json(1))
    expect(keepResult(result, keep)).toBe(result)
    const failed: NodeResult = { ...done(table), status: 'failed' }
    expect(keepResult(failed, keep)).toBe(failed)
  })

  it('keeps the value and every port, each table once', async () => {
    let calls = 0
    const kept = await keepResult({ ...done(table), outputs: { a: table, b: json(1) } }, async () => {
      calls += 1
      return blob
    })
    expect(kept).toMatchObject({ value: blob, outputs: { a: blob, b: json(1) } })
    expect(calls).toBe(1)
  })

  it('keeps ports of a result without a value', async () => {
    expect(await keepResult({ ...done(undefined), outputs: { a: table } }, keep)).toMatchObject({
      outputs: { a: blob },
    })
  })

  it('keeps what is large, in any form, and walks no further than it must', async () => {
    const text = 'x'.repeat(LARGE_BYTES)
    const loop: Json[] = []
    loop.push(loop)
    const large: Value[] = [
      json(text),
      json([text]),
      json({ a: { [text]: 1 } }),
      json(Array.from({ length: LARGE_BYTES }, () => 1)),
      json(loop),
      { kind: 'chart', spec: { data: text } },
      { kind: 'bytes', base64: `${text}x`, size: 1 },
    ]
    for (const value of large) expect(await keepResult(done(value), keep)).toMatchObject({ value: blob })
    const small: Value[] = [
      json(text.slice(20)),
      json({ a: [1, null, true] }),
      { kind: 'file', path: text, size: 1 },
    ]
    for (const value of small) expect(keepResult(done(value), keep)).toMatchObject({ value })
  })

  it('fails the node whose result cannot be kept, and what follows', async () => {
    const executor = new InlineExecutor({
      implementations: () => () => ({ value: table }),
      cache: new ResultCache(),
      servicesFor: () => ({
        ...noServices(),
        keep: async () => {
          throw new AppFailure('store_full', 'The disk is full.')
        },
      }),
    })
    const h = harness(executor)
    const state = await h.run([
      { id: 'a', op: 'x' },
      { id: 'b', op: 'x', from: ['a'] },
    ])
    expect(ends(state)).toEqual({ a: 'failed store_full', b: 'skipped upstream_failed' })
    expect(state.nodes.get('a')?.result?.value).toBeUndefined()
  })
})

describe('NodeContext', () => {
  it('cuts a message that would fill the log', () => {
    const messages: string[] = []
    const node = itemAt(testPlan([{ id: 'a', op: 'add' }]).nodes, 0)
    const context = new NodeContext(node, [], {}, noServices().services, (event) => {
      if (event.type === 'node-recorded' && event.record.kind === 'log') messages.push(event.record.message)
    })
    context.log('info', 'x'.repeat(100_000))
    context.log('info', 'x'.repeat(5_000_000))
    expect(messages.map((message) => message.slice(-7))).toEqual(['xxxxxxx', '… (cut)'])
    expect(messages[1]).toHaveLength(100_007)
  })
})

describe('SegmentPool', () => {
  it('deals out anew what a segment did not come to', () => {
    const plan = testPlan([
      { id: 'source', op: 'add' },
      { id: 'a', op: 'add', from: ['source'] },
      { id: 'b', op: 'add', from: ['source'] },
      { id: 'c', op: 'add', from: ['source'] },
      { id: 'sum', op: 'add', from: ['a', 'b', 'c'] },
    ])
    const pool = new SegmentPool(plan, [0, 1, 2, 3, 4], 2)
    expect(pool.take()).toEqual([0, 1, 2, 3, 4])
    pool.putBack([2, 3, 4])
    pool.finished([0, 1])
    expect([pool.take(), pool.take(), pool.take()]).toEqual([[2], [3], null])
    pool.finished([2])
    expect(pool.take()).toBeNull()
    pool.finished([3])
    expect(pool.take()).toEqual([4])
  })

  it('deals out anew what had not begun', () => {
    const plan = testPlan([
      { id: 'a', op: 'add' },
      { id: 'b', op: 'add' },
      { id: 'c', op: 'add', from: ['b'] },
    ])
    const pool = new SegmentPool(plan, [0, 1, 2], 1)
    expect(pool.take()).toEqual([0])
    expect(pool.take()).toEqual([1, 2])
    pool.putBack([1, 2])
    pool.finished([])
    expect(pool.take()).toEqual([1, 2])
  })

  it('takes a line as one segment, and a heavy node apart', () => {
    const plan = testPlan([
      { id: 'a', op: 'x' },
      { id: 'b', op: 'x', from: ['a'] },
      { id: 'h', op: 'x', from: ['b'], traits: { heavy: true } },
      { id: 'c', op: 'x', from: ['h'] },
    ])
    const pool = new SegmentPool(plan, [0, 1, 2, 3], 2)
    expect(pool.take()).toEqual([0, 1])
    expect(pool.take()).toBeNull()
    pool.finished([0, 1])
    expect(pool.take()).toEqual([2, 3])
    pool.finished([2, 3])
    expect(pool.take()).toBeNull()
  })

  it('deals a wide layer out in shares that shrink', () => {
    const plan = testPlan(Array.from({ length: 16 }, (_, i) => ({ id: `n${i}`, op: 'x' })))
    const pool = new SegmentPool(
      plan,
      plan.nodes.map((_, i) => i),
      2,
    )
    const sizes: number[] = []
    for (let next = pool.take(); next; next = pool.take()) sizes.push(next.length)
    expect(sizes).toEqual([4, 3, 3, 2, 1, 1, 1, 1])
  })

  it('leaves out what is not to be run', () => {
    const plan = testPlan([
      { id: 'a', op: 'x' },
      { id: 'b', op: 'x', from: ['a'] },
      { id: 'c', op: 'x', from: ['b'] },
    ])
    const pool = new SegmentPool(plan, [1], 1)
    expect(pool.take()).toEqual([1])
    pool.finished([1])
    expect(pool.take()).toBeNull()
  })

  it('deals heavy nodes one by one', () => {
    const plan = testPlan(
      ['l', 'h1', 'h2', 'm'].map((id) => ({ id, op: 'x', traits: { heavy: id.startsWith('h') } })),
    )
    const pool = new SegmentPool(plan, [0, 1, 2, 3], 1)
    expect([pool.take(), pool.take(), pool.take(), pool.take()]).toEqual([[0], [1], [2], [3]])
  })
})

describe('ending early', () => {
  it('names why', () => {
    const controller = new AbortController()
    controller.abort(endFailure('timed_out'))
    expect(abortReason(controller.signal)).toBe('timed_out')
    expect(abortReason(AbortSignal.abort('other'))).toBe('cancelled')
    expect(abortFailure(AbortSignal.abort('other')).code).toBe('cancelled')
  })

  it('does not wait under a signal that is aborted already', async () => {
    await expect(wait(60_000, AbortSignal.abort(endFailure('stopped')))).rejects.toMatchObject({
      code: 'stopped',
    })
  })
})

describe('Engine', () => {
  const executor = () =>
    new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor: () => noServices() })

  it('ends a run whose listener throws as failed, with the error', async () => {
    const engine = new Engine(executor())
    const plan = testPlan([
      { id: 'a', op: 'add' },
      { id: 'b', op: 'add', from: ['a'] },
    ])
    const handle = engine.start(
      { executionId: ExecutionId.parse('r'), plan, inputs: {}, folders: [] },
      (event) => {
        if (event.type === 'node-finished') throw new Error('no room')
      },
    )
    const state = await handle.done
    expect(state.status).toBe('failed')
    expect(state.error?.message).toContain('no room')
    await engine.close()
  })

  it('ends a run as failed when the executor breaks', async () => {
    const broken = executor()
    broken.execute = async () => {
      throw new Error('broken')
    }
    broken.release = async () => {
      throw new Error('broken too')
    }
    const state = await harness(broken).run([{ id: 'a', op: 'add' }])
    expect(state.status).toBe('failed')
    expect(state.error?.message).toContain('broken')
    expect(ends(state)).toEqual({ a: 'skipped stopped' })
  })

  it('finds runs under way and cancels them when it closes', async () => {
    const engine = new Engine(executor())
    const handle = engine.start(
      {
        executionId: ExecutionId.parse('r'),
        plan: testPlan([{ id: 'a', op: 'hang' }]),
        inputs: {},
        folders: [],
      },
      () => {},
    )
    expect(engine.get('r')).toBe(handle)
    await engine.close()
    expect(handle.state.status).toBe('cancelled')
    expect(engine.get('r')).toBeUndefined()
  })

  it('lets a cancel in between light nodes that keep the thread busy', async () => {
    const busy = new InlineExecutor({
      implementations: () => () => {
        const until = performance.now() + 5
        while (performance.now() < until);
        return { value: json(1) }
      },
      cache: new ResultCache(),
      servicesFor: () => noServices(),
    })
    const h = harness(busy)
    const handle = h.start(Array.from({ length: 200 }, (_, i) => ({ id: `n${i}`, op: 'x' })))
    setTimeout(() => handle.cancel(), 1)
    expect((await handle.done).status).toBe('cancelled')
    await h.close()
  })

  it('refuses a segment of nodes that the plan does not have', async () => {
    const inline = executor()
    const run = { executionId: 'r', plan: testPlan([]), params: {}, folders: [], fingerprints: false }
    const segment = { run, nodes: [3], known: new Map(), attempts: new Map() }
    await expect(inline.execute(segment, () => {}, new AbortController().signal)).rejects.toThrow('no item 3')
  })
})
