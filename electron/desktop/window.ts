import { readFileSync, writeFileSync } from 'node:fs'
import {
  BrowserWindow,
  dialog,
  MessageChannelMain,
  type MessagePortMain,
  nativeTheme,
  screen,
} from 'electron'
import { PORT_MESSAGE } from '#shared/contract/wire.ts'
import { mayHavePort, PAGE, WEB_PREFERENCES } from './security.ts'
import { placeWindow, SMALLEST, WindowState } from './window-state.ts'

/** The page's own ground, as its style sheet has it. */
const GROUND = { light: '#f3f5f8', dark: '#111318' } as const
const CRASH_LOOP_MS = 10_000

/**
 * Opens the window where it was last, and gives its page a port each time it has loaded (again).
 *
 * @param connect given our end of each port.
 * @param stateFile where the window's place is kept.
 * @param quit ends the app, once a person has said so.
 */
export function openWindow(options: {
  readonly connect: (port: MessagePortMain) => void
  readonly stateFile: string
  readonly preload: string
  readonly quit: () => void
}): BrowserWindow {
  const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea)
  const place = placeWindow(readState(options.stateFile), areas)
  const window = new BrowserWindow({
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Ergo',
    // Shown once there is something to see; until the page has drawn all of it, in its own colour.
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      ...WEB_PREFERENCES,
      preload: options.preload,
    },
  })
  window.once('ready-to-show', () => {
    // This alone would show it at once.
    if (place.maximized) window.maximize()
    window.show()
  })
  let crashed = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const again = performance.now() - crashed < CRASH_LOOP_MS
    crashed = performance.now()
    // All work is with the app, so a new page has it; one that crashes at once again would do so for ever.
    if (again) void askAfterCrashes(window, options.quit)
    else window.reload()
  })

  // The page's scripts listen by now: they have run before the document counts as ready.
  window.webContents.on('dom-ready', () => {
    const frame = window.webContents.mainFrame
    if (!mayHavePort(frame)) return
    const { port1, port2 } = new MessageChannelMain()
    options.connect(port1)
    port1.start()
    frame.postMessage(PORT_MESSAGE, null, [port2])
  })

  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(options.stateFile, JSON.stringify(state))
    } catch {
      // A place that could not be kept costs nothing worth telling.
    }
  })
  void window.loadURL(PAGE)
  return window
}

const TRY_AGAIN = 0
const QUIT = 1

async function askAfterCrashes(window: BrowserWindow, quit: () => void): Promise<void> {
  // It may not have had anything to show yet, and a question is asked in sight.
  window.show()
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window has crashed twice within a few seconds',
    detail: 'Your work is kept, and a run under way goes on until you quit.',
    buttons: ['Try again', 'Quit'],
    defaultId: TRY_AGAIN,
    cancelId: TRY_AGAIN,
    noLink: true,
  })
  if (response === QUIT) quit()
  else if (!window.isDestroyed()) window.reload()
}

function readState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}
