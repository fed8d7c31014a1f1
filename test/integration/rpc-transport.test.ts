import { once } from 'node:events'
import { type AddressInfo, connect, createServer, Socket } from 'node:net'
import { createORPCClient, isDefinedError } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { type AnyRouter, implement } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { guard } from '#electron/rpc/guard.ts'
import { servePort, serveSocket } from '#electron/rpc/transport.ts'
import { fail } from '#shared/base/errors.ts'
import { app } from '#shared/contract/application.ts'
import { SETTINGS_DEFAULTS, settings } from '#shared/contract/settings.ts'

const small = { settings, app }
type Client = ContractRouterClient<typeof small>

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A router of two procedures and one stream, whose stream a test can look into. */
function fixture() {
  const report = vi.fn()
  const stream = { asked: 0, ended: false }
  const os = implement(small).use(guard(report))
  const router = {
    settings: {
      get: os.settings.get.handler(() => fail('disk_full', 'The disk is full.', { needed: 3 })),
      set: os.settings.set.handler(({ input }) => {
        if (input.theme === 'dark') throw new TypeError('a bug')
        return { ...SETTINGS_DEFAULTS, theme: input.theme ?? 'system' }
      }),
    },
    app: {
      info: os.app.info.handler(() => JSON.parse('{}')),
      events: os.app.events.handler(async function* ({ signal }) {
        try {
          for (; stream.asked < 200; stream.asked++) {
            if (signal?.aborted) return
            yield {
              type: 'open-failed' as const,
              path: 'x'.repeat(100_000),
              error: { code: 'c', message: 'm' },
            }
          }
          fail('disk_full', 'The disk is full.')
        } finally {
          stream.ended = true
        }
      }),
    },
  }
  return { router, report, stream }
}

interface Line {
  readonly client: Client
  /** The two halves of the line between window and app: pausing `onwards` makes a window that does not read. */
  readonly line: Socket
  readonly onwards: Socket
}

async function overSocket(router: AnyRouter): Promise<Line> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => serveSocket(router, socket))
  await once(server, 'listening')
  const between = createServer()
  const opened = once(between, 'connection')
  between.listen(0, '127.0.0.1')
  await once(between, 'listening')
  const socket = new WebSocket(`ws://127.0.0.1:${portOf(between)}`)
  const [line] = await opened
  if (!(line instanceof Socket)) throw new Error('no line')
  const onwards = connect(portOf(server), '127.0.0.1')
  line.pipe(onwards).pipe(line)
  for (const end of [line, onwards]) end.on('error', () => {})
  line.on('close', () => onwards.destroy())
  await once(socket, 'open')
  closers.push(
    () => new Promise<void>((resolve) => between.close(() => resolve())),
    () => new Promise<void>((resolve) => server.close(() => resolve())),
    () => {
      line.destroy()
    },
  )
  return { client: createORPCClient<Client>(new SocketLink({ websocket: socket })), line, onwards }
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const bound = server.address()
  return typeof bound === 'object' && bound !== null ? bound.port : 0
}

async function overPort(router: AnyRouter): Promise<{ client: Client }> {
  const { port1, port2 } = new MessageChannel()
  servePort(router, port1)
  port1.start()
  port2.start()
  closers.push(() => port2.close())
  return { client: createORPCClient<Client>(new PortLink({ port: port2 })) }
}

describe.each([
  ['a WebSocket', overSocket],
  ['a message port', overPort],
] as const)('over %s', (_name, open) => {
  it('answers come back parsed', async () => {
    const { client } = await open(fixture().router)
    expect(await client.settings.set({ theme: 'light' })).toEqual({ ...SETTINGS_DEFAULTS, theme: 'light' })
  })

  it('an expected failure keeps its code, sentence and data', async () => {
    const { router, report } = fixture()
    const { client } = await open(router)
    const error = await client.settings.get().catch((thrown: unknown) => thrown)
    expect(error instanceof Error && isDefinedError(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'FAILED',
      message: 'The disk is full.',
      data: { code: 'disk_full', message: 'The disk is full.', data: { needed: 3 } },
    })
    expect(report).not.toHaveBeenCalled()
  })

  it('a bug is told as one, and reported', async () => {
    const { router, report } = fixture()
    const { client } = await open(router)
    await expect(client.settings.set({ theme: 'dark' })).rejects.toMatchObject({
      data: { code: 'internal', message: 'Unexpected error: a bug' },
    })
    expect(report).toHaveBeenCalledWith(expect.any(TypeError), ['settings', 'set'])
  })

  it('a request that is not well formed is refused with the place', async () => {
    const { client } = await open(fixture().router)
    await expect(client.settings.set({ maxWorkers: 0 })).rejects.toMatchObject({
      data: { code: 'request_invalid', message: expect.stringContaining('maxWorkers') },
    })
  })

  it('an answer that breaks the contract does not leave the app', async () => {
    const { router, report } = fixture()
    const { client } = await open(router)
    await expect(client.app.info()).rejects.toMatchObject({ data: { code: 'internal' } })
    expect(report).toHaveBeenCalledOnce()
  })

  it('a stream ends with its error', async () => {
    const { router, stream } = fixture()
    stream.asked = 198
    const { client } = await open(router)
    let count = 0
    const read = async (): Promise<void> => {
      for await (const _ of await client.app.events()) count += 1
    }
    await expect(read()).rejects.toMatchObject({ code: 'FAILED', data: { code: 'disk_full' } })
    expect(count).toBe(2)
  })

  it('a stream that is left stops', async () => {
    const { router, stream } = fixture()
    const { client } = await open(router)
    for await (const _ of await client.app.events()) break
    await vi.waitFor(() => expect(stream.ended).toBe(true))
  })
})

describe('a frame that can’t be taken', () => {
  /** The beginning of one of 135 MB, which is more than the server takes. */
  const large = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0x08, 0x0b, 0xef, 0xc0, 0, 0, 0, 0])
  const uncaught: unknown[] = []
  const note = (thrown: unknown): void => void uncaught.push(thrown)
  beforeEach(() => void process.on('uncaughtException', note))
  afterEach(() => {
    process.off('uncaughtException', note)
    expect(uncaught.splice(0)).toEqual([])
  })

  it.each([
    ['too large', large],
    ['malformed', Buffer.alloc(20, 0xff)],
  ])('as it is %s, ends its own socket and nothing else', async (_what, frame) => {
    const [one, other] = [fixture(), fixture()]
    const [harmed, well] = [await overSocket(one.router), await overSocket(other.router)]
    await harmed.client.app.events()
    harmed.onwards.write(frame)
    await vi.waitFor(() => expect(one.stream.ended).toBe(true))
    await vi.waitFor(() => expect(harmed.line.closed).toBe(true))
    expect(await well.client.settings.set({ theme: 'light' })).toMatchObject({ theme: 'light' })
  })
})

describe('a slow window', () => {
  it('holds a stream back instead of filling memory', async () => {
    const { router, stream } = fixture()
    const { client, onwards } = await overSocket(router)
    const events = await client.app.events()
    onwards.pause()
    const seen = new Set<number>()
    await vi.waitFor(
      () => {
        const before = seen.has(stream.asked)
        seen.add(stream.asked)
        expect(before).toBe(true)
      },
      { interval: 200 },
    )
    expect(stream.asked).toBeLessThan(190)
    onwards.resume()
    for await (const _ of { [Symbol.asyncIterator]: () => events }) if (stream.asked > 190) break
    expect(stream.asked).toBeGreaterThan(190)
  })

  it('that goes away ends its streams', async () => {
    const { router, stream } = fixture()
    const { client, line } = await overSocket(router)
    await client.app.events()
    line.destroy()
    await vi.waitFor(() => expect(stream.ended).toBe(true))
  })
})
