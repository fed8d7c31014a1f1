import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exitOf } from './build.ts'

/** Slow lines need minutes for Electron's 120 MB; a line that gives nothing should not hold anybody up for longer. */
const INSTALL_TIMEOUT_MS = 10 * 60_000

/** Why there can be no desktop window here, as the end of a sentence, or null. */
export function noDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  user: number | undefined,
): string | null {
  if (platform === 'win32' || platform === 'darwin') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display'
  if (user === 0) return "Electron's sandbox does not work for root"
  return null
}

/** The path of Electron's binary, or null where only its package is there. */
export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules/electron')
  const name = join(folder, 'path.txt')
  if (!existsSync(name)) return null
  const binary = join(folder, 'dist', readFileSync(name, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/**
 * Lets Electron's own installer fetch its binary. Resolves to null when it has, else to the reason, as the end of a
 * sentence.
 */
export async function installElectron(
  root: string,
  tell: (text: string, detail?: string) => void,
): Promise<string | null> {
  const installer = join(root, 'node_modules/electron/install.js')
  if (!existsSync(installer)) return 'the package "electron" is not installed'
  const started = performance.now()
  const say = (): void => tell('Fetching Electron, once (about 120 MB) …', `${seconds(started)} s`)
  say()
  const ticking = setInterval(say, 1000)
  const child = spawn(process.execPath, [installer], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: INSTALL_TIMEOUT_MS,
  })
  let said = ''
  child.stderr.on('data', (part) => {
    said += String(part)
  })
  const code = await exitOf(child)
  clearInterval(ticking)
  tell('')
  if (code === 0 && electronBinary(root)) return null
  const why = said.split('\n')[0]?.trim()
  return `Electron's binary could not be fetched${why ? ` (${why})` : ''}`
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000)
