import { afterEach, describe, expect, it, vi } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { clockBase, followWallClock, now, setClock } from '#electron/engine/clock.ts'
import { forkHost } from '#electron/engine/threads/host-link.ts'
import { inProcesses } from '#electron/engine/threads/process-body.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { happened, harness } from '../engine/harness.ts'

const HOUR = 3_600_000
/** As after a sleep of the machine, which this clock does not count, or after the wall clock was set. */
const wallIs = (off: number): void => {
  const at = now() + off
  vi.spyOn(Date, 'now').mockReturnValue(at)
}
afterEach(() => {
  vi.restoreAllMocks()
  followWallClock()
})

describe('the clock of runs', () => {
  it.each([HOUR, -HOUR])('follows a wall clock that is %d ms off, and no smaller difference', (off) => {
    const before = now()
    wallIs(900)
    followWallClock()
    expect(now() - before).toBeLessThan(900)
    wallIs(off)
    followWallClock()
    expect(Math.abs(now() - before - off)).toBeLessThan(60_000)
  })

  it('tells the same where it is set by another', () => {
    const base = clockBase()
    const at = now()
    setClock(base + HOUR)
    expect(now() - at - HOUR).toBeGreaterThanOrEqual(-1)
    setClock(base)
    expect(Math.abs(clockBase() - base)).toBeLessThan(1)
  })

  it.each([
    ['threads', undefined],
    ['processes', inProcesses(forkHost(new URL('../../electron/worker/host.ts', import.meta.url)))],
  ])(
    'is one for main and its runners in %s, and stands still for none while a run is under way',
    async (_, body) => {
      const h = harness(
        new ThreadedExecutor({
          entry: new URL('../engine/worker.ts', import.meta.url),
          setUp: null,
          memoryMb: 64,
          capacity: 2,
          cache: new ResultCache(),
          ...(body ? { body } : {}),
        }),
      )
      // A runner that was there before.
      await h.run([{ id: 'a', op: 'add' }])
      const before = now()
      wallIs(HOUR)
      const run = h.start([{ id: 'a', op: 'sleep', config: { ms: 300 }, policy: { timeoutMs: 60_000 } }])
      await happened(run, (event) => event.type === 'node-started')
      wallIs(HOUR)
      await h.run([{ id: 'b', op: 'add' }])
      const state = await run.done
      const { status, startedAt = 0, durationMs = -1 } = state.nodes.get('a')?.result ?? {}
      expect(status).toBe('completed')
      expect(durationMs).toBeGreaterThan(250)
      for (const at of [state.startedAt ?? 0, startedAt, state.finishedAt ?? 0]) {
        expect(at - before - HOUR).toBeGreaterThan(-1000)
        expect(at - before - HOUR).toBeLessThan(60_000)
      }
      wallIs(HOUR)
      const late = await h.run([{ id: 'spin', op: 'spin', policy: { timeoutMs: 50 } }])
      expect(late.nodes.get('spin')?.result?.error?.code).toBe('timeout')
      await h.close()
    },
  )
})
