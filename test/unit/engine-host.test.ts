import { EventEmitter, once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { clockBase } from '#electron/engine/clock.ts'
import type { BodyEnd } from '#electron/engine/threads/body.ts'
import { serveHost } from '#electron/engine/threads/host.ts'
import { FromHost, forkHost, type HostListener, type ToHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import type { ToRunner } from '#electron/engine/threads/protocol.ts'
import { Runner } from '#electron/engine/threads/runner.ts'
import { testPlan } from '../engine/plans.ts'

const ENTRY = new URL('../engine/worker.ts', import.meta.url)
const execute: Extract<ToRunner, { type: 'execute' }> = {
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
}

describe("a runner's process", () => {
  /** The watching side, in this process. */
  function serve() {
    const heard = new EventEmitter()
    const hear = serveHost((message) => heard.emit(message.type, FromHost.parse(message)))
    const until = async (type: FromHost['type']): Promise<FromHost> => (await once(heard, type))[0]
    return { hear, until }
  }
  const start: ToHost = { type: 'start', entry: ENTRY.href, setUp: null, memoryMb: 64 }
  const post = (message: ToRunner): ToHost => ({ type: 'post', message })

  it('passes on what its runner says and does, and ends it for good', async () => {
    const { hear, until } = serve()
    hear({ type: 'kill' })
    hear(start)
    expect(await until('said')).toEqual({ type: 'said', message: { type: 'ready' } })
    const { nodes } = testPlan([{ id: 'a', op: 'spin' }])
    hear(post({ type: 'plan', planId: 1, nodes }))
    hear(post(execute))
    let told = await until('last')
    // The thread may not have begun when it is first looked at.
    while (told.type === 'last' && !told.last.beat) told = await until('last')
    expect(told).toMatchObject({ last: { beat: { segment: 1, planIndex: 0 }, sent: 0 } })
    const ended = until('ended')
    hear({ type: 'kill' })
    expect(await ended).toMatchObject({ last: { beat: { planIndex: 0, age: expect.any(Number) } } })
  })

  it('rests between segments, and tells of a runner that ended by itself', async () => {
    const { hear, until } = serve()
    hear(start)
    await until('said')
    const { nodes } = testPlan([
      { id: 'a', op: 'add' },
      { id: 'b', op: 'exit' },
    ])
    hear(post({ type: 'plan', planId: 1, nodes }))
    hear(post(execute))
    expect(await until('said')).toMatchObject({ message: { type: 'events' } })
    expect(await until('said')).toMatchObject({ message: { type: 'done' } })
    hear(post({ ...execute, segment: 2, nodes: [1] }))
    expect(await until('ended')).toMatchObject({ why: { code: 'crashed' }, last: { beat: { planIndex: 1 } } })
  })
})

describe('a body in a process', () => {
  function bodyOn() {
    const sent: ToHost[] = []
    const did: string[] = []
    const ends: BodyEnd[] = []
    const said: unknown[] = []
    let process: HostListener | undefined
    const make = inProcesses((listener) => {
      process = listener
      return {
        send: (message) => sent.push(message),
        hold: (held) => did.push(held ? 'hold' : 'let go'),
        kill: () => did.push('kill'),
      }
    })
    const body = make(
      { entry: ENTRY, setUp: 1, memoryMb: 2 },
      { said: (message) => said.push(message), ended: (end) => ends.push(end) },
    )
    if (!process) throw new Error('not started')
    return { body, process, sent, did, ends, said }
  }
  const last = (age: number) => ({ beat: { segment: 1, planIndex: 3, age }, sent: 2, text: 'x,' })

  it('knows what it was last told, by the clock of this process', () => {
    const { body, process, sent, said } = bodyOn()
    expect(sent[0]).toEqual({ type: 'start', entry: ENTRY.href, setUp: 1, memoryMb: 2 })
    expect(body.beat()).toBeNull()
    process.said({ type: 'last', last: last(1000) })
    expect(body.beat()?.since).toBeLessThanOrEqual(Date.now() - 900)
    process.said({ type: 'said', message: 'hello' })
    expect(said).toEqual(['hello'])
  })

  it('takes the last state of a runner that it ended, and hears nothing after', () => {
    const { body, process, sent, did, ends, said } = bodyOn()
    body.kill()
    expect(sent.at(-1)).toEqual({ type: 'kill' })
    process.said({ type: 'ended', last: last(1) })
    process.said({ type: 'said', message: 'late' })
    process.ended({ by: 'SIGKILL', stderr: '' })
    body.kill()
    expect(did).toContain('kill')
    expect(ends).toMatchObject([{ why: undefined, certain: true, last: { sent: 2, text: 'x,' } }])
    expect(said).toEqual([])
  })

  it('does not wait for a process that does not answer', async () => {
    const { body, process, ends } = bodyOn()
    process.said({ type: 'last', last: last(1) })
    body.kill()
    await expect
      .poll(() => ends, { timeout: 30_000 })
      .toMatchObject([{ certain: true, last: { text: 'x,' } }])
  })

  it('ends at once where the process is still starting, and not where it is just up', async () => {
    const starting = bodyOn()
    starting.body.kill()
    await expect.poll(() => starting.ends).toMatchObject([{ certain: true, last: { beat: null, sent: 0 } }])
    expect(starting.did).toContain('kill')

    const up = bodyOn()
    up.body.kill()
    up.process.said({ type: 'last', last: last(1) })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(up.ends).toEqual([])
    up.process.said({ type: 'ended', last: last(2) })
    expect(up.ends).toMatchObject([{ certain: true, last: { sent: 2 } }])
  })

  it.each([
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'out_of_memory'],
    ['# Fatal JavaScript invalid size error 268435456', 'out_of_memory'],
    ["terminate called after throwing an instance of 'Napi::Error'", 'crashed'],
  ])('tells by its last words why a process ended: %s', (stderr, code) => {
    const { process, ends } = bodyOn()
    process.ended({ by: 'SIGABRT', stderr })
    expect(ends).toMatchObject([{ why: { code }, certain: false, last: { beat: null, sent: 0, text: '' } }])
  })

  it('that says what no process of a runner says is not trusted', async () => {
    const { process, ends } = bodyOn()
    process.said({ type: 'nonsense' })
    expect(ends).toMatchObject([{ why: { code: 'crashed' }, certain: true }])
  })

  it('that can not be started says so, and takes no message', async () => {
    const { execPath } = process
    process.execPath = '/nowhere/node'
    try {
      const gone = Promise.withResolvers<string>()
      const link = forkHost(ENTRY)({ said: () => {}, ended: ({ by }) => gone.resolve(by) })
      expect(await gone.promise).toContain('ENOENT')
      link.send({ type: 'kill' })
      link.hold(true)
      link.kill()
    } finally {
      process.execPath = execPath
    }
  })

  it('loses a runner whose process can not be started', async () => {
    const runner = new Runner({
      entry: ENTRY,
      setUp: null,
      memoryMb: 64,
      onFault: () => {},
      body: inProcesses((listener) => {
        queueMicrotask(() => listener.ended({ by: 'spawn nowhere ENOENT', stderr: '' }))
        return { send: () => {}, hold: () => {}, kill: () => {} }
      }),
    })
    const end = await runner.run(execute, [], () => {})
    expect(end).toMatchObject({ kind: 'lost', certain: false, error: { code: 'crashed' } })
  })
})
