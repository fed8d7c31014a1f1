import type { WebPreferences } from 'electron'

/** The page's scheme and host. It is no web address: nothing on the network can claim to be it. */
export const SCHEME = 'app'
export const HOST = 'ergo'
export const PAGE = `${SCHEME}://${HOST}/`

/** A page that can do what a page in a browser can, and no more. */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** What the scheme may do: resolve relative addresses, be a secure context, be fetched. It may not get round the policy. */
export const SCHEME_PRIVILEGES = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  stream: true,
  codeCache: true,
  bypassCSP: false,
  corsEnabled: false,
  allowServiceWorkers: false,
} as const

/** Whether an address is one of our own page's. */
export function isOwn(address: string): boolean {
  const url = URL.parse(address)
  return (
    url?.protocol === `${SCHEME}:` &&
    url.hostname === HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Whether the window may go to an address: to its own page only, as a reload does. */
export function mayNavigate(address: string): boolean {
  return isOwn(address) && ['/', '/index.html'].includes(URL.parse(address)?.pathname ?? '')
}

/** Whether the window may load something: its own files, and what it has made itself. */
export function mayLoad(address: string): boolean {
  return isOwn(address) || [`blob:${SCHEME}://${HOST}/`, 'data:'].some((start) => address.startsWith(start))
}

/** The clipboard, for the menus' Copy and Paste, is all that our page may ask for. */
export function mayUse(permission: string, address: string): boolean {
  return ['clipboard-sanitized-write', 'clipboard-read'].includes(permission) && isOwn(address)
}

/** What the port to the app is given by: a frame that is our page, and not inside another. */
export interface Frame {
  readonly url: string
  readonly parent: unknown
  readonly detached: boolean
}

export function mayHavePort(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && !frame.detached && mayNavigate(frame.url)
}
