import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, session } from 'electron'
import { toAppError } from '#shared/base/errors.ts'
import { shellOptions } from './app/shell-options.ts'
import { unpacked } from './app/unpacked.ts'
import { openWindowApp, type WindowApp } from './app/window.ts'
import { ownArguments } from './desktop/arguments.ts'
import { systemDialogs } from './desktop/dialogs.ts'
import { lockContents, lockSession } from './desktop/lockdown.ts'
import { menuTemplate } from './desktop/menu.ts'
import { registerScheme, serveAssets } from './desktop/protocol.ts'
import { utilityHost } from './desktop/utility-host.ts'
import { openWindow } from './desktop/window.ts'
import { servePort } from './rpc/transport.ts'
import { openAssets } from './window/assets.ts'

/** The desktop shell. One instance for each data folder: a second start hands its files to the first and ends. */
const out = join(import.meta.dirname, '..')

app.enableSandbox()
// What Windows tells the app's windows and recent files by; the installer says the same.
if (process.platform === 'win32') app.setAppUserModelId('org.ergo.workbench')
registerScheme()
lockContents()

const options = shellOptions(ownArguments(process.argv, app.isPackaged))
// What Chromium keeps for itself stays apart from the person's data.
const browserFolder = join(options.dataDir, 'desktop')
mkdirSync(browserFolder, { recursive: true })
app.setPath('userData', browserFolder)

let window: BrowserWindow | null = null
let windowApp: WindowApp | null = null
let showWindow: (() => void) | null = null
/** Files asked for before the app was there. */
const waiting: string[] = [...options.files]

function openFiles(paths: readonly string[]): void {
  if (!windowApp) {
    waiting.push(...paths)
    return
  }
  for (const path of paths) void windowApp.openFile(path)
  // A Mac's app lives on without a window.
  if (paths.length > 0 && !window) showWindow?.()
}

if (app.requestSingleInstanceLock({ files: [...options.files] })) {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
    openFiles(filesIn(data))
  })
  // A Mac tells of files by this event, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFiles([path])
  })
  app.whenReady().then(start).catch(giveUp)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const assets = await openAssets(join(out, 'renderer'))
  const opened = await openWindowApp({
    dataDir: options.dataDir,
    shell: {
      kind: 'desktop',
      dialogs: systemDialogs(() => window),
      versions: versionsOf(['electron', 'chrome', 'node']),
      remember: (path) => app.addRecentDocument(path),
    },
    host: utilityHost(unpacked(join(import.meta.dirname, 'desktop-host.js'))),
    report: (error, where) => console.error(`In ${where}:`, error),
  })
  windowApp = opened
  lockSession(session.defaultSession)
  serveAssets(session.defaultSession, assets)
  const template = menuTemplate((id) => opened.events.publish({ type: 'action', id }), {
    mac: process.platform === 'darwin',
    developer: !app.isPackaged,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  const show = (): void => {
    window = openWindow({
      connect: (port) => servePort(opened.router, port),
      stateFile: join(browserFolder, 'window.json'),
      preload: join(out, 'preload/preload.cjs'),
    })
    window.on('closed', () => {
      window = null
    })
  }
  showWindow = show
  show()
  openFiles(waiting.splice(0))
  app.on('activate', () => {
    if (!window) show()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Whoever started this process may want to know that it has come so far.
  process.send?.('ready')
}

let closed = false
app.on('will-quit', (event) => {
  if (closed || !windowApp) return
  event.preventDefault()
  closed = true
  windowApp.close().finally(() => app.quit())
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

function versionsOf(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const version = process.versions[name]
      return version === undefined ? [] : [[name, version]]
    }),
  )
}

function filesIn(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('files' in data) || !Array.isArray(data.files)) return []
  return data.files.filter((file) => typeof file === 'string')
}

function giveUp(thrown: unknown): void {
  dialog.showErrorBox('Ergo can’t start', toAppError(thrown).message)
  app.exit(1)
}
