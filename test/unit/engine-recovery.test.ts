import { afterEach, describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import type { BodyEnd, BodyListener, MakeBody } from '#electron/engine/threads/body.ts'
import type { Beat } from '#electron/engine/threads/heartbeat.ts'
import type { ToRunner } from '#electron/engine/threads/protocol.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { EventWriter } from '#electron/engine/threads/wire.ts'
import type { AppError } from '#shared/base/errors.ts'
import { json } from '#shared/operation/value.ts'
import { ends, type Harness, harness } from '../engine/harness.ts'
import { testPlan } from '../engine/plans.ts'

type Execute = Extract<ToRunner, { type: 'execute' }>
type Answer = (message: Execute, listener: BodyListener) => void

const IDS = ['a', 'b', 'c', 'd']
const end = (index: number): string =>
  new EventWriter(new Map()).write({
    type: 'node-finished',
    nodeId: IDS[index] ?? '',
    at: Date.now(),
    result: {
      status: 'completed',
      value: json(index),
      warnings: [],
      attempts: 1,
      cached: false,
      durationMs: 0,
    },
  })
const NOTHING = { beat: null, sent: 0, text: '' }
const gone =
  (end: Partial<BodyEnd>): Answer =>
  (_message, listener) =>
    listener.ended({ why: { code: 'crashed', message: 'Gone.' }, last: NOTHING, certain: false, ...end })
/** Runs all that it is given. */
const well: Answer = ({ segment, nodes }, listener) => {
  listener.said({ type: 'events', segment, batch: 1, events: nodes.map(end).join('') })
  listener.said({ type: 'done', segment })
}

/** Runners that answer as told, one answer for each segment that they are given; the plan indices of each. */
function scripted(...answers: Answer[]) {
  const given: number[][] = []
  const known: number[][] = []
  const faults: AppError[] = []
  const listeners: BodyListener[] = []
  const body: MakeBody = (_options, listener) => {
    listeners.push(listener)
    return {
      post(message) {
        if (message.type !== 'execute') return
        given.push([...message.nodes])
        known.push(message.known.map(([index]) => index))
        const answer = answers.shift() ?? well
        queueMicrotask(() => answer(message, listener))
      },
      hold: () => {},
      beat: () => now,
      kill: () => killed?.(listener),
      close: async () => {},
    }
  }
  const onFault = (error: AppError): void => void faults.push(error)
  const setUps: unknown[] = []
  const setUpFor = (runners: number): string => `one of ${runners}`
  const options = {
    entry: new URL('file:///none'),
    setUp: setUpFor(1),
    setUpFor,
    memoryMb: 1,
    capacity: 1,
    onFault,
  }
  const noting: MakeBody = (made, listener) => {
    setUps.push(made.setUp)
    return body(made, listener)
  }
  const executor = new ThreadedExecutor({ ...options, cache: new ResultCache(), body: noting })
  const h: Harness = harness(executor)
  return { h, executor, setUps, given, known, faults, listeners }
}

const nodes = IDS.map((id) => ({ id, op: 'add' }))
const effects = nodes.map((node) => ({ ...node, traits: { effect: true } }))
/** What runners are doing, as far as is known, and what they answer to their end. */
let now: Beat | null = null
let killed: ((listener: BodyListener) => void) | undefined
afterEach(() => {
  now = null
  killed = undefined
})
const beat = (planIndex: number, age: number): Beat => ({ segment: 1, planIndex, since: Date.now() - age })

describe('after a runner was lost', () => {
  it('its last words count, and the node that it was at is to blame where that is certain', async () => {
    const { h, given } = scripted(gone({ certain: true, last: { beat: beat(1, 5), sent: 0, text: end(0) } }))
    expect(ends(await h.run(nodes))).toEqual({
      a: 'completed',
      b: 'failed crashed',
      c: 'completed',
      d: 'completed',
    })
    expect(given).toEqual([
      [0, 1, 2, 3],
      [2, 3],
    ])
  })

  it('what is left is given the ends that feed it, and no others', async () => {
    const line = IDS.map((id, i) => ({ id, op: 'add', ...(i > 0 ? { from: [IDS[i - 1] ?? ''] } : {}) }))
    const { h, given, known } = scripted(gone({ last: { beat: beat(2, 5), sent: 0, text: end(0) + end(1) } }))
    expect((await h.run(line)).status).toBe('completed')
    expect(given).toEqual([[0, 1, 2, 3], [2], [3]])
    expect(known).toEqual([[], [1], [2]])
  })

  it('words that belong after others which never came are not taken', async () => {
    const { h, given } = scripted(gone({ certain: true, last: { beat: beat(1, 5), sent: 3, text: end(0) } }))
    expect(ends(await h.run(nodes))).toMatchObject({ a: 'completed', b: 'failed crashed' })
    expect(given[1]).toEqual([0, 2, 3])
  })

  it('nodes are run one by one where it is not, and the one that it happens with again is to blame', async () => {
    const { h, given } = scripted(gone({}), well, gone({}))
    expect(ends(await h.run(nodes))).toEqual({
      a: 'completed',
      b: 'failed crashed',
      c: 'completed',
      d: 'completed',
    })
    expect(given).toEqual([[0, 1, 2, 3], [0], [1], [2, 3]])
  })

  it('a node whose end is known is not to blame', async () => {
    const { h, given } = scripted(gone({ last: { beat: beat(0, 5), sent: 0, text: end(0) } }))
    expect(ends(await h.run(nodes))).toEqual({
      a: 'completed',
      b: 'completed',
      c: 'completed',
      d: 'completed',
    })
    expect(given).toEqual([[0, 1, 2, 3], [1], [2], [3]])
  })

  it('one that had lasted, or has an effect, is to blame at once', async () => {
    const lasting = scripted(gone({ last: { beat: beat(1, 5000), sent: 0, text: end(0) } }))
    expect(ends(await lasting.h.run(nodes))).toMatchObject({ a: 'completed', b: 'failed crashed' })
    const effect = scripted(gone({ last: { beat: beat(1, 5), sent: 0, text: end(0) } }))
    expect(ends(await effect.h.run(effects))).toMatchObject({ a: 'completed', b: 'failed crashed' })
    expect([lasting.given[1], effect.given[1]]).toEqual([
      [2, 3],
      [2, 3],
    ])
  })

  it('an effect that it had gone on to, unheard, is not had again', async () => {
    const mixed = nodes.map((node, i) => (i === 1 ? { ...node, traits: { effect: true } } : node))
    const { h, given } = scripted(gone({ last: { beat: beat(0, 5), sent: 0, text: end(0) } }))
    expect(ends(await h.run(mixed))).toMatchObject({ a: 'completed', b: 'failed crashed', c: 'completed' })
    expect(given).toEqual([
      [0, 1, 2, 3],
      [2, 3],
    ])
  })

  it('because a node was past its time, that node is to blame, not one that it had gone on to', async () => {
    const timed = nodes.map((node) => ({ ...node, policy: { timeoutMs: 1 } }))
    const wait: Answer = () => {
      now = beat(0, 500)
    }
    killed = (listener) => {
      now = null
      listener.ended({ why: undefined, last: { beat: beat(1, 5), sent: 0, text: end(0) }, certain: true })
    }
    const late = scripted(wait)
    expect((await late.h.run(timed)).status).toBe('completed')
    expect(late.given).toEqual([[0, 1, 2, 3], [1], [2], [3]])

    killed = (listener) => {
      now = null
      listener.ended({ why: undefined, last: { beat: beat(0, 500), sent: 0, text: '' }, certain: true })
    }
    expect(ends(await scripted(wait).h.run(timed))).toMatchObject({ a: 'failed timeout', b: 'completed' })
  })

  it('that had ended everything, nobody is', async () => {
    const { h } = scripted(
      gone({ certain: true, last: { beat: null, sent: 0, text: [0, 1, 2, 3].map(end).join('') } }),
    )
    expect((await h.run(nodes)).status).toBe('completed')
  })
})

describe('what a runner says', () => {
  const done: Answer = ({ segment }, listener) => listener.said({ type: 'done', segment })

  it('of another segment, of no node, or a second time of one, changes nothing', async () => {
    const { h } = scripted((message, listener) => {
      const { segment } = message
      const events = (of: number, batch: number, text: string): void =>
        listener.said({ type: 'events', segment: of, batch, events: text })
      events(segment + 1, 1, end(3))
      events(segment, 2, end(0) + end(9) + end(0))
      events(segment, 3, [1, 2, 3].map(end).join(''))
      done({ ...message, segment: segment + 1 }, listener)
      done(message, listener)
    })
    const handle = h.start(nodes)
    expect((await handle.done).status).toBe('completed')
    const told = handle.events.flatMap((event) => (event.type === 'node-finished' ? [event.nodeId] : []))
    expect(told).toEqual(IDS)
  })

  it('that goes wrong outside any node is passed on; a segment that fails as a whole fails the run', async () => {
    const error = { code: 'blob_missing', message: 'Gone.' }
    const { h, faults } = scripted(({ segment }, listener) => {
      listener.said({ type: 'fault', error: { code: 'odd', message: 'Odd.' } })
      listener.said({ type: 'done', segment, error })
    })
    expect(await h.run(nodes)).toMatchObject({ status: 'failed', error })
    expect(faults).toMatchObject([{ code: 'odd' }])
  })

  it('after it was lost while idle is not heard, and another takes its place', async () => {
    const { h, listeners } = scripted()
    await h.run(nodes)
    const [first] = listeners
    first?.ended({ why: undefined, last: NOTHING, certain: true })
    first?.said({ type: 'nonsense' })
    first?.ended({ why: undefined, last: NOTHING, certain: true })
    expect((await h.run(nodes)).status).toBe('completed')
    expect(listeners).toHaveLength(2)
    await h.close()
  })
})

describe('a segment whose runner is wanted from the beginning', () => {
  it('is asked to leave what it can, and goes on at its next turn', async () => {
    const posted: string[] = []
    const turns: number[] = []
    let asked = AbortSignal.abort()
    const body: MakeBody = (_options, listener) => ({
      post(message) {
        posted.push(message.type)
        if (message.type !== 'execute') return
        const { segment, nodes: given } = message
        const some = given.slice(0, 2)
        queueMicrotask(() => {
          listener.said({ type: 'events', segment, batch: 1, events: some.map(end).join('') })
          listener.said({ type: 'done', segment })
        })
      },
      hold: () => {},
      beat: () => null,
      kill: () => {},
      close: async () => {},
    })
    const options = { entry: new URL('file:///none'), setUp: null, memoryMb: 1, capacity: 1 }
    const executor = new ThreadedExecutor({ ...options, cache: new ResultCache(), body })
    const told: string[] = []
    await executor.execute(
      {
        run: { executionId: 'r', plan: testPlan(nodes), params: {}, folders: [], fingerprints: false },
        nodes: [0, 1, 2, 3],
        known: new Map(),
        attempts: new Map(),
      },
      (event) => event.type === 'node-finished' && told.push(event.nodeId),
      new AbortController().signal,
      {
        get wanted() {
          return asked
        },
        async pass(notBefore) {
          turns.push(notBefore)
          asked = new AbortController().signal
          return true
        },
      },
    )
    expect(told).toEqual(IDS)
    expect(turns).toEqual([0])
    expect(posted.filter((type) => type !== 'plan')).toEqual(['execute', 'wanted', 'execute'])
    executor.resize(2)
    expect(executor.capacity).toBe(2)
  })
})

describe('a change of how many runners there may be', () => {
  it('is for new runners; those of before end when they are idle', async () => {
    const { h, executor, setUps } = scripted((message, listener) => {
      executor.resize(2)
      well(message, listener)
    })
    await h.run(nodes)
    await h.run(nodes)
    executor.resize(2)
    await h.run(nodes)
    expect(setUps).toEqual(['one of 1', 'one of 2'])
    expect(executor.capacity).toBe(2)
    executor.resize(1)
    await h.run(nodes)
    expect(setUps).toEqual(['one of 1', 'one of 2', 'one of 1'])
  })
})
