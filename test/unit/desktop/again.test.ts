import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startAgain } from '#electron/desktop/again.ts'

const electron = vi.hoisted(() => ({
  app: { isPackaged: true, relaunch: vi.fn(), releaseSingleInstanceLock: vi.fn() },
}))
vi.mock('electron', () => electron)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ergo-again-'))
  electron.app.relaunch.mockReset()
  electron.app.releaseSingleInstanceLock.mockReset()
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('leaves it to Electron', () => {
  vi.stubEnv('APPIMAGE', undefined)
  startAgain(['/a.ergo.json'])
  expect(electron.app.relaunch).toHaveBeenCalledExactlyOnceWith({ args: ['/a.ergo.json'] })
})

it.skipIf(process.platform === 'win32')('starts an AppImage by its own file', async () => {
  const image = join(folder, 'Ergo.AppImage')
  writeFileSync(image, `#!/bin/sh\necho "$@" > '${folder}/told'\n`, { mode: 0o755 })
  vi.stubEnv('APPIMAGE', image)
  startAgain(['--data-dir', '/d', '/a.ergo.json'])
  expect(electron.app.relaunch).not.toHaveBeenCalled()
  expect(electron.app.releaseSingleInstanceLock).toHaveBeenCalledOnce()
  await vi.waitFor(() =>
    expect(readFileSync(join(folder, 'told'), 'utf8')).toBe('--data-dir /d /a.ergo.json\n'),
  )
})
