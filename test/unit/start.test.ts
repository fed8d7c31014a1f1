import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStale } from '#electron/start/build.ts'
import { electronBinary, installElectron, noDisplay } from '#electron/start/desktop.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ergo-start-'))
})
afterEach(() => rm(root, { recursive: true }))

/** Writes a file that counts as changed at a time, in seconds. */
async function put(path: string, time: number, text = ''): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  for (let at = file; at !== root; at = dirname(at)) await utimes(at, time, time)
}

describe('the build', () => {
  const sources = async (time: number) => {
    await put('shared/base/a.ts', time)
    await put('electron.vite.config.ts', time)
  }
  const built = async (time: number) => {
    for (const path of ['out/main/serve.js', 'out/preload/preload.cjs', 'out/renderer/index.html'])
      await put(path, time)
  }

  it('is needed at first', async () => {
    await sources(100)
    expect(isStale(root)).toBe(true)
  })

  it('is not needed while nothing has changed', async () => {
    await sources(100)
    await built(200)
    expect(isStale(root)).toBe(false)
  })

  it('is needed after a change deep in a folder, or of a single file', async () => {
    await sources(100)
    await built(200)
    await put('renderer/canvas/deep/x.tsx', 300)
    expect(isStale(root)).toBe(true)
    await built(400)
    expect(isStale(root)).toBe(false)
    await put('package.json', 500)
    expect(isStale(root)).toBe(true)
  })

  it('is needed while one part of it is missing', async () => {
    await sources(100)
    await built(200)
    await rm(join(root, 'out/renderer/index.html'))
    expect(isStale(root)).toBe(true)
  })
})

describe('the desktop', () => {
  it.each([
    ['linux' as const, { DISPLAY: ':0' }, 1000, null],
    ['linux' as const, { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
    ['linux' as const, { DISPLAY: ':0' }, 0, "Electron's sandbox does not work for root"],
    ['linux' as const, {}, 1000, 'there is no display'],
    ['darwin' as const, {}, 501, null],
    ['win32' as const, {}, undefined, null],
  ])('on %s with %o as user %s: %s', (platform, env, user, why) => {
    expect(noDisplay(platform, env, user)).toBe(why)
  })

  it('has its binary where Electron’s installer has put it', async () => {
    expect(electronBinary(root)).toBeNull()
    await put('node_modules/electron/path.txt', 1, 'electron')
    expect(electronBinary(root)).toBeNull()
    await put('node_modules/electron/dist/electron', 1)
    expect(electronBinary(root)).toBe(join(root, 'node_modules/electron/dist/electron'))
  })

  it('is fetched by the installer, with a line that tells so', async () => {
    const installer = `const fs = require('node:fs'); const d = __dirname + '/dist'
      fs.mkdirSync(d); fs.writeFileSync(d + '/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron')`
    await put('node_modules/electron/install.js', 1, installer)
    const told: string[] = []
    expect(await installElectron(root, (text) => told.push(text))).toBeNull()
    expect(told[0]).toContain('Fetching Electron')
    expect(told.at(-1)).toBe('')
  })

  it('says why where it could not be fetched', async () => {
    expect(await installElectron(root, () => {})).toBe('the package "electron" is not installed')
    await put('node_modules/electron/install.js', 1, `console.error('fetch failed\\n at x'); process.exit(1)`)
    expect(await installElectron(root, () => {})).toBe(
      "Electron's binary could not be fetched (fetch failed)",
    )
    await put('node_modules/electron/install.js', 1, '')
    expect(await installElectron(root, () => {})).toBe("Electron's binary could not be fetched")
  })
})
