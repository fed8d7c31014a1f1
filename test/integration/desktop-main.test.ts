import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppEvent } from '#shared/contract/application.ts'
import type { Client } from '#shared/contract/index.ts'
import { type FakeElectron, fakeElectron, fakeEvent } from '../support/electron.ts'
import { constant, expression } from '../support/window.ts'

const DOCUMENT = join(import.meta.dirname, '../../shared/examples/fails-halfway.ergo.json')

/** The machine may be busy. */
const WAIT = { timeout: 20_000 }

let dataDir: string
let argv: string[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ergo-desktop-'))
  argv = process.argv
  vi.resetModules()
})
afterEach(async () => {
  process.argv = argv
  await rm(dataDir, { recursive: true, force: true })
})

/** Starts the desktop shell's main module on a stand-in for Electron. */
async function start({ first = true, files = [] }: { first?: boolean; files?: string[] } = {}) {
  const electron = fakeElectron(first)
  vi.doMock('electron', () => electron.module)
  process.argv = ['electron', '/app', '--data-dir', dataDir, ...files]
  await import('#electron/main.ts')
  return electron
}

async function opened(electron: FakeElectron) {
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1), WAIT)
  const [window] = electron.windows
  if (!window) throw new Error('no window')
  window.webContents.emit('dom-ready')
  const [port] = window.webContents.ports
  if (!port) throw new Error('no port')
  port.start()
  const client: Client = createORPCClient(new RPCLink({ port }))
  const events: AppEvent[] = []
  const listening = (async () => {
    for await (const event of await client.app.events()) events.push(event)
  })().catch(() => {})
  return { window, client, events, listening, port }
}

/** A run that goes on until it is cancelled. */
async function startEndless(client: Client) {
  const nodes = [
    constant('a', 1),
    { ...expression('x', 'missing()'), policy: { retries: 9, retryDelayMs: 60_000 } },
  ]
  const { summary } = await client.chains.create({
    chain: { name: 'Slow', parameters: [], nodes, edges: [] },
  })
  return (await client.runs.start({ chainId: summary.id })).id
}

async function quit(electron: FakeElectron): Promise<void> {
  electron.module.app.quit()
  await vi.waitFor(() => expect(electron.log.filter((line) => line === 'quit')).toHaveLength(2), WAIT)
}

describe('the desktop shell', () => {
  it('locks itself down first, then serves its window over the port', async () => {
    const electron = await start()
    expect(electron.log.slice(0, 3)).toEqual(['sandbox', 'scheme', `userData=${join(dataDir, 'desktop')}`])
    const { client, port } = await opened(electron)
    expect(await client.app.info()).toMatchObject({ shell: 'desktop', dialogs: true, dataFolder: dataDir })
    expect(await client.files.chooseOpen({ title: 'Open' })).toEqual({ path: '/chosen.csv' })
    port.close()
    await quit(electron)
    expect(existsSync(join(dataDir, 'ergo.db'))).toBe(true)
  })

  it('opens the files that it is started with, and those of a second start, in its window', async () => {
    const electron = await start({ files: [DOCUMENT] })
    const { window, client, events, port } = await opened(electron)
    await vi.waitFor(() => expect(events.map((event) => event.type)).toContain('open-chain'), WAIT)
    expect(electron.log).toContain(`recent ${DOCUMENT}`)
    window.minimized = true
    electron.module.app.emit('second-instance', {}, [], '', { files: [join(dataDir, 'gone.json'), 7] })
    await vi.waitFor(() => expect(events.map((event) => event.type)).toContain('open-failed'), WAIT)
    expect(window.did).toEqual(['restore', 'focus'])
    expect((await client.chains.list({})).items).toHaveLength(1)
    electron.module.app.emit('second-instance', {}, [], '', 'nonsense')
    const asked = { preventDefault: vi.fn() }
    electron.module.app.emit('open-file', asked, DOCUMENT)
    expect(asked.preventDefault).toHaveBeenCalledOnce()
    port.close()
    await quit(electron)
  })

  it('passes on what is chosen in the menu', async () => {
    const electron = await start()
    const { client, events, port } = await opened(electron)
    await client.app.info()
    const items = electron.menu().flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []))
    const run = items.find((item) => item.id === 'run')
    if (!run?.click) throw new Error('no item')
    Reflect.apply(run.click, undefined, [])
    await vi.waitFor(() => expect(events).toContainEqual({ type: 'action', id: 'run' }), WAIT)
    port.close()
    await quit(electron)
  })

  it('that is not the first leaves the first alone', async () => {
    const electron = await start({ first: false })
    expect(electron.log).toContain('quit')
    expect(electron.windows).toEqual([])
  })

  it('says why it can’t start', async () => {
    const blocked = await start()
    const { port } = await opened(blocked)
    vi.resetModules()
    const electron = await start()
    await vi.waitFor(
      () => expect(electron.log.join('\n')).toMatch(/Ergo can’t start: Ergo is already open/),
      WAIT,
    )
    expect(electron.log).toContain('exit 1')
    port.close()
    await quit(blocked)
  })

  it('opens nothing any more while it closes, but starts again with what was asked for meanwhile', async () => {
    const electron = await start({ files: [DOCUMENT] })
    const { app } = electron.module
    const { port } = await opened(electron)
    port.close()
    app.quit()
    app.emit('second-instance', {}, [], '', { files: ['/later.ergo.json'] })
    app.emit('open-file', { preventDefault: () => {} }, '/last.ergorun')
    app.emit('activate')
    await vi.waitFor(() => expect(electron.log.filter((line) => line === 'quit')).toHaveLength(2), WAIT)
    expect(electron.log.slice(-2)).toEqual([
      `relaunch /app --data-dir ${dataDir} /later.ergo.json /last.ergorun`,
      'quit',
    ])
    expect(electron.windows).toHaveLength(1)
    expect(existsSync(join(dataDir, 'ergo.db-wal'))).toBe(false)
  })

  it('asks before it stops a run', async () => {
    const electron = await start()
    const { window, client, port } = await opened(electron)
    const close = (): boolean => {
      const event = fakeEvent()
      window.emit('close', event)
      return !event.prevented
    }
    const mayQuit = (): boolean => {
      const event = fakeEvent()
      electron.module.app.emit('before-quit', event)
      return !event.prevented
    }
    expect(close()).toBe(true)
    expect(electron.questions).toEqual([])

    const executionId = await startEndless(client)
    expect(close()).toBe(false)
    expect(mayQuit()).toBe(false)
    expect(electron.questions).toHaveLength(1)
    expect(electron.questions[0]?.options).toMatchObject({ defaultId: 1, cancelId: 1 })
    electron.questions[0]?.answer('Stay')
    await vi.waitFor(() => {
      expect(close()).toBe(false)
      expect(electron.questions).toHaveLength(2)
    }, WAIT)
    expect((await client.runs.get({ executionId })).summary.status).toBe('running')
    expect(electron.log).not.toContain('quit')

    electron.questions[1]?.answer('Stop the run and quit')
    await vi.waitFor(() => expect(electron.log.filter((line) => line === 'quit')).toHaveLength(2), WAIT)
    expect([close(), mayQuit()]).toEqual([true, true])
    port.close()
  })

  it.each(['SIGTERM', 'session-end', 'shutdown'])('asks nothing at %s', async (sign) => {
    const earlier = process.listeners('SIGTERM')
    const electron = await start()
    const { window, client, port } = await opened(electron)
    await startEndless(client)
    if (sign === 'session-end') window.emit(sign, { reasons: ['shutdown'] })
    else if (sign === 'shutdown') electron.module.powerMonitor.emit(sign)
    else for (const hear of process.listeners('SIGTERM')) if (!earlier.includes(hear)) hear('SIGTERM')
    const event = fakeEvent()
    window.emit('close', event)
    expect(event.prevented).toBe(false)
    if (sign !== 'SIGTERM') electron.module.app.quit()
    await vi.waitFor(() => expect(electron.log.filter((line) => line === 'quit')).toHaveLength(2), WAIT)
    expect(electron.questions).toEqual([])
    port.close()
  })

  it('ends with the reason where it is started wrongly', async () => {
    const electron = fakeElectron(true)
    vi.doMock('electron', () => electron.module)
    process.argv = ['electron', '/app', '--data-dir']
    await expect(import('#electron/main.ts')).rejects.toMatchObject({ code: 'usage' })
    expect(electron.log.join('\n')).toContain('Ergo can’t start: --data-dir takes a folder.')
    expect(electron.log.at(-1)).toBe('exit 2')
  })
})
