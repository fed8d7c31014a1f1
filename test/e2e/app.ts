import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronBinary } from '../../electron/start/desktop.ts'

export const ROOT = join(import.meta.dirname, '../..')

/** A running app with a data folder of its own. */
export interface RunningApp {
  readonly dataFolder: string
  /** The window, on a page that has loaded. */
  page(): Promise<Page>
  /** Ends the app without warning, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same data folder, with files to open; `page` gives its window. */
  restart(...files: string[]): Promise<void>
  close(): Promise<void>
}

/** The app behind the browser shell; `newPage` opens a page of the test's browser. */
export async function browserApp(newPage: () => Promise<Page>): Promise<RunningApp> {
  const dataFolder = await freshFolder()
  let server = await startServer(dataFolder)
  let page: Page | undefined
  return {
    dataFolder,
    async page() {
      page ??= await newPage()
      await page.goto(server.address)
      return page
    },
    async kill() {
      await ended(server.process, 'SIGKILL')
    },
    async restart(...files) {
      await ended(server.process, 'SIGTERM')
      server = await startServer(dataFolder, files)
    },
    async close() {
      await ended(server.process, 'SIGTERM')
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function startServer(
  dataFolder: string,
  files: readonly string[] = [],
): Promise<{ process: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'out/main/serve.js'), '--port', '0', '--data-dir', dataFolder, ...files],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(line)?.[0]
    if (address) return { process: child, address }
  }
  throw new Error('The server ended before it printed its address.')
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

/** The app in Electron. Only where {@link noElectron} is null. */
export async function desktopApp(): Promise<RunningApp> {
  const dataFolder = await freshFolder()
  const launch = (files: readonly string[] = []): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: electronBinary(ROOT) ?? '',
      args: [ROOT, '--data-dir', dataFolder, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...files],
    })
  let app = await launch()
  return {
    dataFolder,
    page: () => app.firstWindow(),
    async kill() {
      await ended(app.process(), 'SIGKILL')
    },
    // As the system ends it: by its own way out it would ask about a run that is under way.
    async restart(...files) {
      await ended(app.process(), 'SIGTERM')
      app = await launch(files)
    },
    async close() {
      await ended(app.process(), 'SIGTERM')
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Why the desktop shell can't be tested here, or null. */
export function noElectron(): string | null {
  if (!electronBinary(ROOT)) return "Electron's binary is not installed (npx install-electron fetches it)."
  const headless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  return headless ? 'Electron needs a display (xvfb-run gives one).' : null
}

const freshFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ergo-e2e-'))
