import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './app.ts'
import { expect, test } from './fixtures.ts'

test('npm start without a display says why in a line, serves the browser shell and ends with Ctrl-C', async ({
  shell,
}) => {
  test.skip(shell === 'desktop', 'It is the same start.')
  test.skip(process.platform !== 'linux', 'Elsewhere there is always a display.')
  const dataFolder = await mkdtemp(join(tmpdir(), 'ergo-start-'))
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  // A group of its own, as a terminal gives to what it runs.
  const child = spawn(process.execPath, [join(ROOT, 'electron/start.ts'), '--data-dir', dataFolder], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += String(part)
  })
  await expect.poll(() => said).toContain('Press Ctrl-C to stop.')
  const [why, address] = said.split('\n')
  expect(why).toBe('Ergo opens in the browser, since there is no display.')
  const { origin } = new URL(/http:\S+/.exec(address ?? '')?.[0] ?? '')
  expect((await fetch(origin)).status).toBe(403)
  process.kill(-(child.pid ?? 0), 'SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  await expect(fetch(origin)).rejects.toThrow()
  await rm(dataFolder, { recursive: true })
})
