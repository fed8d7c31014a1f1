import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppEvent } from '#shared/contract/application.ts'
import type { Client } from '#shared/contract/index.ts'
import { type FakeElectron, fakeElectron } from '../support/electron.ts'

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
})
