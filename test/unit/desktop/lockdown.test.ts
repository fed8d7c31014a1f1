import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lockContents, lockSession } from '#electron/desktop/lockdown.ts'
import { registerScheme, serveAssets } from '#electron/desktop/protocol.ts'
import { PAGE } from '#electron/desktop/security.ts'
import type { Assets } from '#electron/window/assets.ts'

const electron = vi.hoisted(() => ({
  app: Object.assign(new (require('node:events').EventEmitter)(), { isPackaged: true }),
  protocol: { registerSchemesAsPrivileged: vi.fn() },
}))
vi.mock('electron', () => electron)

/** What Electron hands to a listener that may prevent something. */
const event = (url: string) => ({ url, preventDefault: vi.fn() })

/** A page, as far as the rules see it. */
class Contents extends EventEmitter {
  opener: (() => { action: string }) | undefined
  setWindowOpenHandler(opener: () => { action: string }): void {
    this.opener = opener
  }
  /** Whether the rules let something happen. */
  lets(name: string, url: string): boolean {
    const asked = event(url)
    this.emit(name, asked)
    return asked.preventDefault.mock.calls.length === 0
  }
}

describe('every page', () => {
  let contents: Contents
  beforeEach(() => {
    electron.app.removeAllListeners()
    lockContents()
    contents = new Contents()
    electron.app.emit('web-contents-created', {}, contents)
  })

  it.each(['will-navigate', 'will-frame-navigate'])('%s goes to our page only', (name) => {
    expect(contents.lets(name, PAGE)).toBe(true)
    expect(contents.lets(name, 'https://example.com/')).toBe(false)
    expect(contents.lets(name, 'file:///etc/passwd')).toBe(false)
  })

  it.each(['will-redirect', 'will-attach-webview'])('%s never', (name) => {
    expect(contents.lets(name, PAGE)).toBe(false)
  })

  it('opens no windows', () => {
    expect(contents.opener?.()).toEqual({ action: 'deny' })
  })
})

type Handler = (...args: never[]) => unknown

/** A session that remembers what it was given. */
function fakeSession() {
  const given = new Map<string, Handler>()
  const take = (name: string) => (handler: Handler) => {
    given.set(name, handler)
  }
  const session = {
    setPermissionRequestHandler: take('request'),
    setPermissionCheckHandler: take('check'),
    setDevicePermissionHandler: take('device'),
    webRequest: { onBeforeRequest: take('load') },
    on: (name: string, handler: Handler) => given.set(name, handler),
    protocol: { handle: (scheme: string, handler: Handler) => given.set(scheme, handler) },
  }
  const call = (name: string, ...args: unknown[]): unknown => {
    const handler = given.get(name)
    if (!handler) throw new Error(`Nothing was given for ${name}.`)
    return Reflect.apply(handler, undefined, args)
  }
  return { session, call }
}

const asSession = (session: unknown) => session as Parameters<typeof lockSession>[0]

describe('the session', () => {
  const { session, call } = fakeSession()
  lockSession(asSession(session))

  it('grants nothing but the clipboard, to our page', () => {
    const grants = (permission: string, requestingUrl: string): boolean => {
      const answer = vi.fn()
      call('request', {}, permission, answer, { requestingUrl })
      const [[granted] = []] = answer.mock.calls
      expect(call('check', {}, permission, requestingUrl)).toBe(granted)
      return granted === true
    }
    expect(grants('clipboard-sanitized-write', PAGE)).toBe(true)
    expect(grants('clipboard-read', PAGE)).toBe(true)
    expect(grants('clipboard-read', 'https://example.com/')).toBe(false)
    expect(grants('clipboard-sanitized-write', 'https://example.com/')).toBe(false)
    expect(grants('media', PAGE)).toBe(false)
    expect(call('device')).toBe(false)
  })

  it('loads our files only, and the developer’s tools only for developers', () => {
    const loads = (url: string): boolean => {
      const answer = vi.fn()
      call('load', { url }, answer)
      return answer.mock.calls[0]?.[0].cancel === false
    }
    expect(loads(`${PAGE}assets/x.js`)).toBe(true)
    expect(loads('https://example.com/x.js')).toBe(false)
    expect(loads('devtools://devtools/x')).toBe(false)
    electron.app.isPackaged = false
    expect(loads('devtools://devtools/x')).toBe(true)
    expect(loads('https://example.com/x.js')).toBe(false)
    electron.app.isPackaged = true
  })

  it('saves what the page has made, and nothing from elsewhere', () => {
    const saves = (url: string): boolean => {
      const asked = event(url)
      call('will-download', asked, { getURL: () => url })
      return asked.preventDefault.mock.calls.length === 0
    }
    expect(saves('blob:app://ergo/1')).toBe(true)
    expect(saves('https://example.com/x.exe')).toBe(false)
  })
})

describe('the scheme', () => {
  const { session, call } = fakeSession()
  const assets: Assets = {
    get: async (path, nonce) =>
      path === '/' ? { headers: { 'Content-Type': 'text/html', 'X-Nonce': nonce }, body: 'page' } : null,
  }
  serveAssets(asSession(session), assets)
  const ask = async (url: string, method = 'GET'): Promise<Response> => {
    const response = await call('app', new Request(url, { method }))
    if (!(response instanceof Response)) throw new Error('no response')
    return response
  }

  it('is registered as a secure, standard one that does not get round the policy', () => {
    registerScheme()
    expect(electron.protocol.registerSchemesAsPrivileged).toHaveBeenCalledWith([
      {
        scheme: 'app',
        privileges: expect.objectContaining({ standard: true, secure: true, bypassCSP: false }),
      },
    ])
  })

  it('gives the page’s files, each with a nonce of its own', async () => {
    const [one, two] = [await ask(PAGE), await ask(PAGE)]
    expect([one.status, await one.text()]).toEqual([200, 'page'])
    expect(one.headers.get('X-Nonce')).not.toBe(two.headers.get('X-Nonce'))
    expect((await ask(`${PAGE}nothing.js`)).status).toBe(404)
    expect((await ask('app://other/')).status).toBe(403)
    expect((await ask(PAGE, 'POST')).status).toBe(403)
  })
})
