import { describe, expect, it } from 'vitest'
import {
  type Frame,
  isOwn,
  mayHavePort,
  mayLoad,
  mayNavigate,
  mayUse,
  PAGE,
  SCHEME_PRIVILEGES,
  WEB_PREFERENCES,
} from '#electron/desktop/security.ts'

const STRANGERS = [
  'https://example.com/',
  'http://127.0.0.1/',
  'http://ergo/',
  'file:///etc/passwd',
  'app://other/',
  'app://ergo.evil/',
  'app://ergo:80/',
  'app://user@ergo/',
  'app://user:pass@ergo/',
  'appx://ergo/',
  'javascript:alert(1)',
  'about:blank',
  'blob:https://example.com/x',
  'data:text/html,x',
  'not an address',
  '',
]

describe('the page', () => {
  it('is sandboxed, isolated and without Node', () => {
    expect(WEB_PREFERENCES).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    })
    expect(SCHEME_PRIVILEGES.bypassCSP).toBe(false)
  })

  it('is ours at its own address only', () => {
    expect(isOwn(PAGE)).toBe(true)
    expect(isOwn(`${PAGE}assets/main.js`)).toBe(true)
    for (const address of STRANGERS) expect(isOwn(address), address).toBe(false)
  })
})

describe('navigation', () => {
  it('goes to the page and nowhere else', () => {
    for (const address of [PAGE, `${PAGE}index.html`, `${PAGE}#/runs`, `${PAGE}?x=1`])
      expect(mayNavigate(address), address).toBe(true)
    for (const address of [...STRANGERS, `${PAGE}assets/picture.svg`, `${PAGE}other.html`])
      expect(mayNavigate(address), address).toBe(false)
  })
})

describe('loading', () => {
  it('is of the app’s files and of what the page has made', () => {
    for (const address of [PAGE, `${PAGE}assets/a.woff2`, `blob:app://ergo/1-2`, 'data:image/png;base64,AA'])
      expect(mayLoad(address), address).toBe(true)
    for (const address of STRANGERS.filter((each) => !each.startsWith('data:')))
      expect(mayLoad(address), address).toBe(false)
  })
})

describe('permissions', () => {
  it.each(['clipboard-sanitized-write', 'clipboard-read'])(
    'allow our page the clipboard: %s',
    (permission) => {
      expect(mayUse(permission, PAGE)).toBe(true)
      expect(mayUse(permission, 'https://example.com/')).toBe(false)
    },
  )

  it.each([
    'media',
    'geolocation',
    'notifications',
    'deprecated-sync-clipboard-read',
    'openExternal',
    'fileSystem',
    'hid',
    'usb',
    'serial',
    'pointerLock',
    'fullscreen',
    'unknown',
  ])('allow no %s', (permission) => {
    expect(mayUse(permission, PAGE)).toBe(false)
  })
})

describe('the port', () => {
  const own: Frame = { url: PAGE, parent: null, detached: false }

  it('goes to our own top frame', () => {
    expect(mayHavePort(own)).toBe(true)
  })

  it.each<[string, Frame | null]>([
    ['no frame', null],
    ['another page', { ...own, url: 'https://example.com/' }],
    ['a page that is empty', { ...own, url: '' }],
    ['a frame inside a page', { ...own, parent: own }],
    ['a frame that is gone', { ...own, detached: true }],
  ])('does not go to %s', (_what, frame) => {
    expect(mayHavePort(frame)).toBe(false)
  })
})
