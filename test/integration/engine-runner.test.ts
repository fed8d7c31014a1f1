import { describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { clockBase } from '#electron/engine/clock.ts'
import { NodeContext } from '#electron/engine/context.ts'
import { Engine } from '#electron/engine/engine.ts'
import { InlineExecutor } from '#electron/engine/inline.ts'
import type { BodyListener } from '#electron/engine/threads/body.ts'
import { Runner, type RunnerOptions } from '#electron/engine/threads/runner.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { itemAt } from '#shared/base/item.ts'
import { json } from '#shared/operation/value.ts'
import type { NodeEvent, NodeResult } from '#shared/run/events.ts'
import { ends, harness } from '../engine/harness.ts'
import { implementations } from '../engine/operations.ts'
import { testPlan } from '../engine/plans.ts'
import { noServices } from '../engine/services.ts'

const optionsFor = (entry: string): RunnerOptions => ({
  entry: new URL(entry, import.meta.url),
  setUp: null,
  memoryMb: 64,
  onFault: () => {},
})
const plan = testPlan([{ id: 'a', op: 'add' }])
const execute = {
  type: 'execute',
  clock: clockBase(),
  segment: 1,
  planId: 1,
  executionId: 'r',
  params: {},
  folders: [],
  fingerprints: false,
  nodes: [0],
  known: [],
  attempts: [],
  cache: [],
} as const

describe('a runner', () => {
  it.each(['words', 'events'])(
    'that says what no runner says (%s) is ended, and its node fails',
    async (kind) => {
      const executor = new ThreadedExecutor({
        ...optionsFor('../engine/rogue.ts'),
        capacity: 1,
        cache: new ResultCache(),
      })
      const engine = new Engine(executor)
      const executionId = ExecutionId.parse(`run-${kind}`)
      const state = await engine.start({ executionId, plan, inputs: {}, folders: [] }, () => {}).done
      expect(ends(state)).toEqual({ a: 'failed crashed' })
      expect(state.nodes.get('a')?.result?.error?.message).toContain('no runner says')
      await engine.close()
    },
  )

  it('whose module is missing fails its nodes rather than hang', async () => {
    const h = harness(
      new ThreadedExecutor({ ...optionsFor('../engine/nowhere.ts'), capacity: 1, cache: new ResultCache() }),
    )
    expect(
      ends(
        await h.run([
          { id: 'a', op: 'add' },
          { id: 'b', op: 'add' },
        ]),
      ),
    ).toEqual({
      a: 'failed crashed',
      b: 'failed crashed',
    })
    await h.close()
  })

  it('that is gone takes no segment, and can be closed and ended again', async () => {
    const runner = new Runner(optionsFor('../engine/worker.ts'))
    await runner.whenReady()
    await runner.close()
    expect(runner.alive).toBe(false)
    runner.kill({ code: 'crashed', message: 'again' })
    expect(await runner.run(execute, [], () => {})).toMatchObject({ kind: 'lost', planIndex: null })
  })

  it('that is being ended is not given more to do, though its segment ends by itself first', async () => {
    const heard = Promise.withResolvers<BodyListener>()
    const runner = new Runner({
      ...optionsFor('../engine/worker.ts'),
      body: (_options, listener) => {
        heard.resolve(listener)
        return { post() {}, hold() {}, beat: () => null, kill() {}, close: async () => {} }
      },
    })
    const listener = await heard.promise
    const ended = runner.run(execute, [], () => {})
    runner.kill({ code: 'cancelled', message: 'The run was cancelled.' })
    listener.said({ type: 'done', segment: execute.segment })
    expect(await ended).toEqual({ kind: 'done' })
    expect(runner.alive).toBe(false)
  })

  it('forgets the oldest of many plans, and is given it again when it is wanted', async () => {
    const runner = new Runner(optionsFor('../engine/worker.ts'))
    for (let planId = 1; planId <= 12; planId++) runner.givePlan(planId, plan)
    for (const planId of [12, 1]) {
      const events: NodeEvent[] = []
      runner.givePlan(planId, plan)
      const end = await runner.run({ ...execute, planId, segment: planId }, plan.nodes, (batch) =>
        events.push(...batch),
      )
      expect(end).toEqual({ kind: 'done' })
      expect(events.map((event) => event.type)).toEqual(['node-finished'])
    }
    await runner.close()
  })
})

describe('at the edges', () => {
  it('a context that is closed hears nothing more, and one that is open warns without data', () => {
    const events: NodeEvent[] = []
    const context = new NodeContext(itemAt(plan.nodes, 0), [], {}, noServices().services, (event) =>
      events.push(event),
    )
    context.warn('odd', 'Odd.')
    context.close()
    context.warn('late', 'Late.')
    context.log('info', 'Late.')
    expect([context.warnings, events]).toEqual([[{ code: 'odd', message: 'Odd.' }], []])
    context.abort('why')
    expect(context.signal.aborted).toBe(true)
  })

  it('a timeout of whole seconds is told in seconds', async () => {
    const h = harness(
      new InlineExecutor({ implementations, cache: new ResultCache(), servicesFor: () => noServices() }),
    )
    const state = await h.run([{ id: 'a', op: 'hang', policy: { timeoutMs: 1000 } }])
    expect(state.nodes.get('a')?.result?.error?.message).toContain('1 s')
    await h.close()
  })

  it('an operation that promises something in a run that has just been ended is not waited for', async () => {
    const ended = new AbortController()
    const executor = new InlineExecutor({
      implementations: () => () => {
        ended.abort()
        return new Promise(() => {})
      },
      cache: new ResultCache(),
      servicesFor: () => noServices(),
    })
    const run = { executionId: 'r', plan, params: {}, folders: [], fingerprints: false }
    const events: NodeEvent[] = []
    const segment = { run, nodes: [0], known: new Map(), attempts: new Map() }
    await executor.execute(segment, (event) => events.push(event), ended.signal)
    expect(events.at(-1)).toMatchObject({ type: 'node-finished', result: { status: 'cancelled' } })
    await executor.close()
  })

  it('what another runner kept is restored for the nodes that take it', async () => {
    const known: NodeResult = {
      status: 'completed',
      value: { kind: 'large', of: 'json', ref: 'blob:x', size: 1, preview: null },
      warnings: [],
      attempts: 1,
      cached: false,
      durationMs: 0,
    }
    const executor = new InlineExecutor({
      implementations,
      cache: new ResultCache(),
      servicesFor: () => ({ ...noServices(), restore: async () => json(41) }),
    })
    const h = harness(executor)
    const nodes = [
      { id: 'a', op: 'fail' },
      { id: 'b', op: 'add', from: ['a'] },
    ]
    const state = await h.run(nodes, { known: new Map([['a', known]]) })
    expect(state.nodes.get('b')?.result?.value).toEqual(json(42))
    await h.close()
  })
})
