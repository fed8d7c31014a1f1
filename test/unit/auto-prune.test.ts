import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AutoPrune } from '#electron/app/auto-prune.ts'
import { RetentionPolicy } from '#shared/contract/retention.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('limits that are being typed are acted on only when they have stood for a while', async () => {
  let keepRuns = 1
  const asked: (number | null)[] = []
  const prune = new AutoPrune({
    policy: () => RetentionPolicy.parse({ keepRuns }),
    async *run(policy) {
      asked.push(policy.keepRuns)
      yield { step: 'compacting' }
    },
    busy: () => false,
    onPruned: () => {},
    onFault: (thrown) => {
      throw thrown
    },
    idleMs: 1000,
  })
  prune.nudge()
  await vi.advanceTimersByTimeAsync(900)
  prune.postpone()
  await vi.advanceTimersByTimeAsync(900)
  keepRuns = 100
  prune.postpone()
  await vi.advanceTimersByTimeAsync(900)
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toEqual([100])
  prune.close()
  prune.postpone()
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toEqual([100])
})
