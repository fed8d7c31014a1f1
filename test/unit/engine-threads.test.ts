import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { clockBase } from '#electron/engine/clock.ts'
import { Heartbeat } from '#electron/engine/threads/heartbeat.ts'
import { JOURNAL_BYTES, Journal } from '#electron/engine/threads/journal.ts'
import type { FromRunner, ToRunner } from '#electron/engine/threads/protocol.ts'
import { FIRST_EVENTS, MAX_EVENTS, Reporter } from '#electron/engine/threads/reporter.ts'
import { type RunnerParts, type RunnerPort, serveRunner } from '#electron/engine/threads/serve.ts'
import { readEvents } from '#electron/engine/threads/wire.ts'
import { json } from '#shared/operation/value.ts'
import type { NodeEvent } from '#shared/run/events.ts'
import type { Plan } from '#shared/run/plan.ts'
import { implementations } from '../engine/operations.ts'
import { type TestNode, testPlan } from '../engine/plans.ts'
import { noServices } from '../engine/services.ts'

const finished = (nodeId: string, at: number, text = ''): NodeEvent => ({
  type: 'node-finished',
  nodeId,
  at,
  result: { status: 'completed', value: json(text), warnings: [], attempts: 1, cached: false, durationMs: 0 },
})

describe('the heartbeat', () => {
  it('tells what runs since when, across the memory it shares', () => {
    const writer = new Heartbeat()
    const reader = new Heartbeat(writer.memory)
    expect(reader.read()).toBeNull()
    writer.beat(4, 17, 1234.5)
    expect(reader.read()).toEqual({ segment: 4, planIndex: 17, since: 1234.5 })
    writer.rest()
    expect(reader.read()).toBeNull()
  })

  it('leaves the time of the last node when none runs: a look in between must not take that for another', () => {
    const heartbeat = new Heartbeat()
    const time = new Float64Array(heartbeat.memory, 8, 1)
    heartbeat.beat(4, 17, 1234.5)
    heartbeat.rest()
    expect([heartbeat.read(), time[0]]).toEqual([null, 1234.5])
  })

  it('never pairs a node with the time of none, however the threads interleave', async () => {
    const heartbeat = new Heartbeat()
    const stop = new Int32Array(new SharedArrayBuffer(4))
    const entry = new URL('../engine/beating.ts', import.meta.url)
    const worker = new Worker(entry, { workerData: { heartbeat: heartbeat.memory, stop: stop.buffer } })
    const ended = once(worker, 'exit')
    await once(worker, 'message')
    let earliest = Number.POSITIVE_INFINITY
    for (let seen = 0; seen < 200_000; ) {
      const beat = heartbeat.read()
      if (!beat) continue
      seen += 1
      earliest = Math.min(earliest, beat.since)
    }
    Atomics.store(stop, 0, 1)
    await ended
    expect(earliest).toBeGreaterThanOrEqual(1000)
  })
})

describe('the journal', () => {
  it('gives what was not sent, and nothing of a batch that was received or is still on its way', () => {
    const writer = new Journal()
    const reader = new Journal(writer.memory)
    expect(writer.append('äb,')).toBe(true)
    expect(writer.append('c,')).toBe(true)
    expect(reader.read()).toEqual({ sent: 0, text: 'äb,c,' })
    writer.sent(1)
    writer.append('d,')
    expect(reader.read()).toEqual({ sent: 1, text: 'd,' })
  })

  it('takes no text that does not fit, whatever it is made of', () => {
    const journal = new Journal()
    expect(journal.append('x'.repeat(JOURNAL_BYTES))).toBe(false)
    expect(journal.append('x'.repeat(JOURNAL_BYTES / 3))).toBe(true)
    expect(journal.append('€'.repeat(JOURNAL_BYTES / 4))).toBe(false)
    expect(journal.read().text).toHaveLength(Math.floor(JOURNAL_BYTES / 3))
  })
})

describe('the reporter', () => {
  const make = () => {
    let sent = 0
    const batches: NodeEvent[][] = []
    const journal = new Journal()
    const reporter = new Reporter(journal, (batch, events) => {
      expect(batch).toBe(++sent)
      batches.push(readEvents(events, []))
    })
    return { batches, journal, reporter }
  }

  it('leaves out first starts, and sends many events at once', () => {
    const { batches, reporter } = make()
    reporter.report({ type: 'node-started', nodeId: 'a', at: 0, attempt: 1 })
    reporter.flush()
    expect(batches).toEqual([])
    for (let i = 0; i < FIRST_EVENTS; i++) reporter.report(finished(`n${i}`, 0))
    expect(batches.map((events) => events.length)).toEqual([FIRST_EVENTS])
  })

  it('sends more at once the longer a segment is, and few again at the start of the next', () => {
    const { batches, reporter } = make()
    const lengths = (): number[] => batches.splice(0).map((events) => events.length)
    for (let i = 0; i < 4 * MAX_EVENTS; i++) reporter.report(finished(`n${i}`, 0))
    reporter.flush()
    expect(lengths()).toEqual([FIRST_EVENTS, 2 * FIRST_EVENTS, MAX_EVENTS, MAX_EVENTS, MAX_EVENTS, 64])
    reporter.begin(new Map())
    for (let i = 0; i < FIRST_EVENTS; i++) reporter.report(finished(`n${i}`, 0))
    expect(lengths()).toEqual([FIRST_EVENTS])
  })

  it('sends when the oldest has waited, when much has gathered, and by itself', async () => {
    const { batches, journal, reporter } = make()
    reporter.report(finished('a', 0))
    reporter.report(finished('b', 100))
    expect(batches).toHaveLength(1)
    reporter.report(finished('c', 100, 'x'.repeat(300_000)))
    expect(batches).toHaveLength(2)
    reporter.report(finished('d', 100))
    expect(readEvents(journal.read().text, [])).toEqual([finished('d', 100)])
    await expect.poll(() => batches.length).toBe(3)
    expect(journal.read()).toEqual({ sent: 3, text: '' })
  })

  it('sends at once what the journal has no room for', () => {
    const { batches, reporter } = make()
    reporter.report(finished('a', 0, '€'.repeat(JOURNAL_BYTES / 3)))
    expect(batches).toHaveLength(1)
  })
})

describe('serving a runner', () => {
  interface Served {
    readonly said: FromRunner[]
    readonly say: (message: ToRunner) => void
    until(type: FromRunner['type']): Promise<FromRunner>
  }

  async function serve(parts: Partial<RunnerParts> = {}): Promise<Served> {
    const inbox = new EventEmitter()
    const outbox = new EventEmitter()
    const said: FromRunner[] = []
    const port: RunnerPort = {
      postMessage: (message) => {
        said.push(message)
        outbox.emit(message.type, message)
      },
      on: (event, listener) => inbox.on(event, listener),
    }
    const memory = { heartbeat: new Heartbeat().memory, journal: new Journal().memory, setUp: null }
    await serveRunner(() => ({ implementations, servicesFor: () => noServices(), ...parts }), port, memory)
    return {
      said,
      say: (message) => inbox.emit('message', message),
      until: async (type) => (await once(outbox, type))[0],
    }
  }

  const execute = (
    nodes: readonly TestNode[],
    more: Partial<Extract<ToRunner, { type: 'execute' }>> = {},
  ) => {
    const plan = testPlan(nodes)
    const message: ToRunner = {
      type: 'execute',
      clock: clockBase(),
      segment: 1,
      planId: 1,
      executionId: 'r',
      params: {},
      folders: [],
      fingerprints: false,
      nodes: plan.nodes.map((_, i) => i),
      known: [],
      attempts: [],
      cache: [],
      ...more,
    }
    return { plan: { type: 'plan', planId: 1, nodes: plan.nodes } as const, message }
  }

  const eventsOf = (said: readonly FromRunner[], { nodes }: Pick<Plan, 'nodes'>): NodeEvent[] =>
    said.flatMap((message) => (message.type === 'events' ? readEvents(message.events, nodes) : []))

  it('is ready, runs a segment, tells its events and that it is done', async () => {
    const runner = await serve()
    const { plan, message } = execute(
      [
        { id: 'a', op: 'add' },
        { id: 'b', op: 'add', from: ['a'] },
      ],
      {
        cache: [],
        reuse: new Map(),
        fingerprints: true,
      },
    )
    runner.say(plan)
    runner.say(message)
    expect(await runner.until('done')).toEqual({ type: 'done', segment: 1 })
    expect(runner.said[0]).toEqual({ type: 'ready' })
    expect(eventsOf(runner.said, plan).map((event) => event.nodeId)).toEqual(['a', 'b'])
  })

  it('ends a segment when told to, and takes hits of the cache that come along', async () => {
    const runner = await serve()
    const hit = finished('a', 0, 'kept')
    const { plan, message } = execute(
      [
        { id: 'a', op: 'fail', policy: { cacheKey: 'k' } },
        { id: 'b', op: 'sleep', config: { ms: 60_000 } },
      ],
      {
        cache:
          hit.type === 'node-finished' ? [['k', { result: hit.result, executionId: 'x', nodeId: 'z' }]] : [],
      },
    )
    runner.say(plan)
    runner.say(message)
    runner.say({ type: 'end', segment: 7, reason: 'cancelled' })
    await runner.until('events')
    runner.say({ type: 'end', segment: 1, reason: 'cancelled' })
    await runner.until('done')
    const ends = eventsOf(runner.said, plan).flatMap((event) =>
      event.type === 'node-finished' ? [event.result] : [],
    )
    expect(ends.map((result) => result.status)).toEqual(['completed', 'cancelled'])
    expect(ends[0]?.value).toEqual(json('kept'))
    expect(ends[0]?.cached).toEqual({ by: 'cacheKey', executionId: 'x', nodeId: 'z' })
  })

  it('leaves what is left where its runner is wanted, a wait for the next attempt too', async () => {
    const runner = await serve()
    const { plan, message } = execute([
      { id: 'a', op: 'add' },
      { id: 'b', op: 'fail', policy: { retries: 1, retryDelayMs: 60_000 } },
      { id: 'c', op: 'add' },
    ])
    const heard = runner.until('events')
    runner.say(plan)
    runner.say(message)
    await heard
    const done = runner.until('done')
    runner.say({ type: 'wanted', segment: 7 })
    runner.say({ type: 'wanted', segment: 1 })
    expect(await done).toEqual({ type: 'done', segment: 1 })
    const events = eventsOf(runner.said, plan).map((event) => `${event.nodeId} ${event.type}`)
    expect(events).toEqual(['a node-finished', 'b node-attempt'])
  })

  it('begins nothing where its process is spoilt, and says so', async () => {
    const runner = await serve({ spoilt: () => true })
    const { plan, message } = execute([{ id: 'a', op: 'add' }])
    const done = runner.until('done')
    runner.say(plan)
    runner.say(message)
    expect(await done).toEqual({ type: 'done', segment: 1, spoilt: true })
    expect(eventsOf(runner.said, plan)).toEqual([])
  })

  it('begins an effect only when all that was told has been heard, asking no more than it must', async () => {
    const runner = await serve()
    const effect = { effect: true }
    const { plan, message } = execute([
      { id: 'a', op: 'add' },
      { id: 'b', op: 'add', from: ['a'], traits: effect },
      { id: 'c', op: 'add', from: ['b'], traits: effect },
    ])
    const told = () => eventsOf(runner.said, plan).map((event) => event.nodeId)
    for (const [ask, before] of [
      [1, ['a']],
      [2, ['a', 'b']],
      [3, ['a', 'b', 'c']],
    ] as const) {
      const asked = runner.until('settle')
      if (ask === 1) for (const said of [plan, message]) runner.say(said)
      else runner.say({ type: 'settled', ask: ask - 1 })
      expect(await asked).toEqual({ type: 'settle', ask })
      expect(told()).toEqual(before)
    }
    const done = runner.until('done')
    runner.say({ type: 'settled', ask: 3 })
    await done
  })

  it('goes on after an effect only when all that was told has been heard', async () => {
    const runner = await serve()
    const { plan, message } = execute([
      { id: 'a', op: 'add', traits: { effect: true } },
      { id: 'b', op: 'add', from: ['a'] },
    ])
    const asked = runner.until('settle')
    runner.say(plan)
    runner.say(message)
    expect(await asked).toEqual({ type: 'settle', ask: 1 })
    expect(eventsOf(runner.said, plan).map((event) => event.nodeId)).toEqual(['a'])
    const done = runner.until('done')
    runner.say({ type: 'settled', ask: 7 })
    runner.say({ type: 'settled', ask: 1 })
    await done
    expect(eventsOf(runner.said, plan).map((event) => event.nodeId)).toEqual(['a', 'b'])
  })

  it('tells what goes wrong outside any node', async () => {
    const runner = await serve({
      servicesFor: () => ({
        ...noServices(),
        keep: async (value) => value,
        close: async () => {
          throw new Error('no way')
        },
      }),
    })
    const { plan, message } = execute([{ id: 'a', op: 'add' }], { nodes: [5] })
    runner.say(plan)
    runner.say(message)
    expect(await runner.until('done')).toMatchObject({ segment: 1, error: { code: 'internal' } })
    const fault = runner.until('fault')
    runner.say({ type: 'release', executionId: 'r' })
    runner.say({ type: 'release', executionId: 'r' })
    expect(await fault).toMatchObject({ error: { message: expect.stringContaining('no way') } })
    runner.say({ type: 'forget-plan', planId: 1 })
    runner.say(message)
    expect(await runner.until('done')).toMatchObject({ error: { code: 'internal' } })
  })

  it('ends a segment with the error where it can not have what its run needs, and runs the next', async () => {
    let refusals = 1
    const runner = await serve({
      servicesFor: () => {
        if (refusals-- > 0) throw new Error('no world')
        return noServices()
      },
    })
    const { plan, message } = execute([{ id: 'a', op: 'add' }])
    runner.say(plan)
    const refused = runner.until('done')
    runner.say(message)
    expect(await refused).toMatchObject({
      segment: 1,
      error: { message: expect.stringContaining('no world') },
    })
    expect(eventsOf(runner.said, plan)).toEqual([])
    const done = runner.until('done')
    runner.say({ ...message, segment: 2 })
    expect(await done).toEqual({ type: 'done', segment: 2 })
    expect(eventsOf(runner.said, plan).map((event) => event.nodeId)).toEqual(['a'])
  })

  it('runs in a thread only', async () => {
    const nowhere = { heartbeat: new Heartbeat().memory, journal: new Journal().memory, setUp: null }
    await expect(
      serveRunner(() => ({ implementations, servicesFor: () => noServices() }), null, nowhere),
    ).rejects.toThrow('worker thread')
  })
})
