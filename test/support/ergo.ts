import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { main } from '#electron/cli/main.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Resolves once the text has been written to standard output or standard error. */
  seen(text: string): Promise<void>
  kill(signal: NodeJS.Signals): void
}

export interface ErgoOptions {
  readonly dataDir?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A folder for several tests; the last of them removes it. */
export function folderFor(name: string): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `ergo-test-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A folder that is gone when the test is. */
export function scratchFolder(): string {
  const { path, remove } = folderFor('one')
  onTestFinished(remove)
  return path
}

/** Starts the real command as a process of its own. */
export const startErgo = (args: readonly string[], options: ErgoOptions = {}): Running =>
  startModule('electron/cli.ts', args, options)

/** Starts a module of this project, named by its path in it, as a process of its own. */
export function startModule(module: string, args: readonly string[], options: ErgoOptions = {}): Running {
  const { dataDir } = options
  const entry = join(ROOT, module)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    cwd: options.cwd ?? ROOT,
    env: {
      ...process.env,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      ...(dataDir ? { ERGO_DATA_DIR: dataDir } : {}),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const waiting = new Map<string, () => void>()
  const look = (): void => {
    for (const [text, resolve] of waiting) if (stdout.includes(text) || stderr.includes(text)) resolve()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    look()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return {
    pid: child.pid ?? 0,
    ended,
    seen: (text) =>
      new Promise((resolve, reject) => {
        waiting.set(text, resolve)
        ended.then(
          (end) => reject(new Error(`Ended without saying "${text}": ${JSON.stringify(end)}`)),
          reject,
        )
        look()
      }),
    kill: (signal) => child.kill(signal),
  }
}

/** Runs the real command as a process of its own. */
export const spawnErgo = (args: readonly string[], options?: ErgoOptions): Promise<Ended> =>
  startErgo(args, options).ended

/** Runs the command in this process, which is quicker: all but the start of the process is the same. */
export async function ergo(
  args: readonly string[],
  options: Pick<ErgoOptions, 'dataDir'> = {},
): Promise<Ended> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const texts = Promise.all([textOf(stdout), textOf(stderr)])
  const folder = options.dataDir === undefined ? [] : ['--data-dir', options.dataDir]
  const code = await main([...folder, ...args], stdout, stderr)
  stdout.end()
  stderr.end()
  const [out, err] = await texts
  return { code, stdout: out, stderr: err }
}

/** The JSON lines on standard output. */
export const jsonLines = ({ stdout }: Ended): unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
