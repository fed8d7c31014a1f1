import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge']

const isRoot = process.getuid?.() === 0

/** Quiet, and without what a test machine lacks. Chromium's own sandbox does not work for root. */
export const CHROMIUM_FLAGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium: Playwright's own, else the system's, else (as root on a Debian) installed now, else an error that says how. */
export function findChromium(): string {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  return inPath() ?? install() ?? missing()
}

function inPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

function install(): string | undefined {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('There is no Chromium: installing it with apt-get …')
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
    })
  } catch {
    return undefined
  }
  return inPath()
}

function missing(): never {
  throw new Error(
    'The end-to-end tests need Chromium: install it with "npx playwright install chromium" or with the system (apt-get install chromium).',
  )
}
