import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, exitOf, isStale } from './start/build.ts'
import { electronBinary, installElectron, noDisplay } from './start/desktop.ts'

/**
 * What `npm start` does: builds when a source is newer than the build, then opens the desktop shell; where that can't be,
 * says why in a line and serves the browser shell. With `--browser` (`npm run serve`) it does not try the desktop.
 * All other arguments go to the shell.
 */
const root = join(import.meta.dirname, '..')
const browserOnly = process.argv.includes('--browser')
const rest = process.argv.slice(2).filter((argument) => argument !== '--browser')

/** What {@link tell} wrote last. Above what uses it: a module runs from top to bottom, and waits below. */
let told = ''

process.exitCode = await start()

async function start(): Promise<number> {
  if (isStale(root)) {
    tell('Building Ergo …')
    const failed = await build(root)
    tell('')
    if (failed) return failed
  }
  if (browserOnly) return serve([])
  const why = await openDesktop()
  if (typeof why === 'number') return why
  console.log(`Ergo opens in the browser, since ${why}.`)
  return serve(['--open'])
}

/** The desktop shell's exit code, or why it did not open. */
async function openDesktop(): Promise<number | string> {
  const hidden = noDisplay(process.platform, process.env, process.getuid?.())
  if (hidden) return hidden
  if (!electronBinary(root)) {
    const failed = await installElectron(root, tell)
    if (failed) return failed
  }
  const binary = electronBinary(root)
  if (!binary) return "Electron's binary is missing"
  const child = spawn(binary, [root, ...rest], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  let opened = false
  child.once('message', () => {
    opened = true
  })
  const code = await ended(child)
  return opened || code === 0 ? code : `Electron could not start (exit code ${code})`
}

async function serve(extra: readonly string[]): Promise<number> {
  return ended(
    spawn(process.execPath, [join(root, 'out/main/serve.js'), ...extra, ...rest], { stdio: 'inherit' }),
  )
}

/**
 * Waits for a shell. Ctrl-C reaches it directly, as it is in the same group: this process only stays until it has ended.
 * A signal to this process alone is passed on.
 */
async function ended(child: ReturnType<typeof spawn>): Promise<number> {
  const wait = (): void => {}
  const pass = (): void => {
    child.kill('SIGTERM')
  }
  process.on('SIGINT', wait)
  process.on('SIGTERM', pass)
  process.on('SIGHUP', pass)
  const code = await exitOf(child)
  process.off('SIGINT', wait).off('SIGTERM', pass).off('SIGHUP', pass)
  return code
}

/** A line that the next one is written over, on a terminal; elsewhere each new `text` is a line, without its `detail`. */
function tell(text: string, detail = ''): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}${detail && ` ${detail}`}`)
  else if (text && text !== told) process.stderr.write(`${text}\n`)
  told = text
}
