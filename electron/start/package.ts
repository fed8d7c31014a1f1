import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, exitOf } from './build.ts'
import { electronBinary, installElectron } from './desktop.ts'

/** What `npm run package` makes: everything that this system can make for itself, each by itself, and says what came of it. */
const TARGETS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['AppImage', 'deb'],
  darwin: ['dmg', 'zip'],
  win32: ['nsis'],
}
const OPTION: Partial<Record<NodeJS.Platform, string>> = { linux: '--linux', darwin: '--mac', win32: '--win' }

const root = join(import.meta.dirname, '../..')
process.exitCode = await makePackages()

async function makePackages(): Promise<number> {
  const targets = TARGETS[process.platform]
  const option = OPTION[process.platform]
  if (!targets || !option) return say(`There is no package for ${process.platform}.`)
  console.log('Building …')
  if ((await build(root)) !== 0) return 1
  const missing = electronBinary(root)
    ? null
    : await installElectron(root, (text) => text && console.log(text))
  if (missing)
    return say(`No package can be made: ${missing}. A package holds Electron; the build itself is in out/.`)
  const made: string[] = []
  for (const target of targets) {
    const problem = await make(option, target)
    if (problem) console.error(`${target}: could not be made.\n${problem}`)
    else made.push(target)
  }
  console.log(made.length > 0 ? `Made ${made.join(', ')} in dist/.` : 'No package was made.')
  return made.length === targets.length ? 0 : 1
}

/** Null when the package was made, else the end of what the builder said. */
async function make(option: string, target: string): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      option,
      target,
      '--publish=never',
      `--config.electronDist=${join(root, 'node_modules/electron/dist')}`,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const hear = (part: unknown): void => {
    said += String(part)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await exitOf(child)
  return code === 0 ? null : said.trim().split('\n').slice(-12).join('\n')
}

function say(text: string): number {
  console.error(text)
  return 1
}
