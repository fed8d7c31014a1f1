import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the build reads. */
const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
/** The last file that each part of the build writes. */
const BUILT = ['out/main/serve.js', 'out/preload/preload.cjs', 'out/renderer/index.html']

/** Whether something that the build reads is newer than what it has written. Times are those of the files. */
export function isStale(root: string): boolean {
  const built = Math.min(...BUILT.map((path) => modifiedAt(join(root, path)) ?? 0))
  return SOURCES.some((path) => newest(join(root, path)) > built)
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** The newest time in a file or folder; a folder's own tells of files that have gone. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .map((entry) => newest(join(path, entry.name)))
  return Math.max(stat.mtimeMs, ...inside)
}

/** Builds everything. Resolves to the builder's exit code; what it says is shown only when it fails. */
export async function build(root: string): Promise<number> {
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => said.push(part))
  child.stderr.on('data', (part: Buffer) => said.push(part))
  const code = await exitOf(child)
  if (code !== 0) process.stderr.write(Buffer.concat(said))
  return code
}

/** A child's exit code; 1 where a signal ended it or it could not be started. */
export function exitOf(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (code) => resolve(code ?? 1))
  })
}
