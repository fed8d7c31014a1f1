import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, powerMonitor, session } from 'electron'
import { toAppError } from '#shared/base/errors.ts'
import { type ShellOptions, shellOptions } from './app/shell-options.ts'
import { unpacked } from './app/unpacked.ts'
import { openWindowApp, type WindowApp } from './app/window.ts'
import { startAgain } from './desktop/again.ts'
import { argumentsAgain, ownArguments } from './desktop/arguments.ts'
import { systemDialogs } from './desktop/dialogs.ts'
import { Leaving } from './desktop/leaving.ts'
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

const options = optionsOrEnd()
// What Chromium keeps for itself stays apart from the person's data.
const browserFolder = join(options.dataDir, 'desktop')
mkdirSync(browserFolder, { recursive: true })
app.setPath('userData', browserFolder)

let window: BrowserWindow | null = null
let windowApp: WindowApp | null = null
let showWindow: (() => void) | null = null
/** Files asked for before the app was there. */
const waiting: string[] = [...options.files]
let closing = false
/** What to open in a next process, where someone has asked for the app while this one was closing. */
let later: string[] | null = null

const leaving = new Leaving(
  () => windowApp?.busy ?? false,
  () => window,
)
/** On a Mac, the app lives on without a window, and its runs go on. */
const outlivesWindow = process.platform === 'darwin'

function openFiles(paths: readonly string[]): void {
  if (closing) {
    later = [...(later ?? []), ...paths]
    return
  }
  if (!windowApp) {
    waiting.push(...paths)
    return
  }
  for (const path of paths) void windowApp.openFile(path)
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
  // Not before: Chromium puts handlers of its own in the place of those that it finds.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leaving.leave())
  powerMonitor.on('shutdown', () => leaving.agree())
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
      quit: () => leaving.leave(),
    })
    if (!outlivesWindow) window.on('close', (event) => leaving.check(event))
    // Windows tells the window that the system ends.
    window.on('session-end', () => leaving.agree())
    window.on('closed', () => {
      window = null
    })
  }
  showWindow = show
  show()
  openFiles(waiting.splice(0))
  app.on('activate', () => {
    if (!window && !closing) show()
  })
  app.on('window-all-closed', () => {
    if (!outlivesWindow) app.quit()
  })
  // Whoever started this process may want to know that it has come so far.
  process.send?.('ready')
}

app.on('before-quit', (event) => leaving.check(event))
app.on('will-quit', (event) => {
  if (closing || !windowApp) return
  event.preventDefault()
  closing = true
  windowApp.close().finally(() => {
    if (later) startAgain(argumentsAgain(process.argv, app.isPackaged, later))
    app.quit()
  })
})

/** What the app is started with. What is wrong with that is told, and ends the process at once. */
function optionsOrEnd(): ShellOptions {
  try {
    return shellOptions(ownArguments(process.argv, app.isPackaged))
  } catch (thrown) {
    dialog.showErrorBox('Ergo can’t start', toAppError(thrown).message)
    app.exit(2)
    throw thrown
  }
}

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
