import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExecutionId } from '#shared/base/ids.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { foldRun } from '#shared/run/state.ts'
import { runEvents } from './arbitrary.ts'
import { chainOf, freshStore } from './world.ts'

describe('a recorded run', () => {
  it('is, when loaded, the fold of its events, whatever they are and wherever they were flushed', async () => {
    const store = freshStore()
    let count = 0
    await fc.assert(
      fc.asyncProperty(runEvents(), fc.array(fc.nat(60), { maxLength: 4 }), async (events, flushes) => {
        const executionId = ExecutionId.parse(`run-${count++}`)
        const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
        const told = events.map(
          (event): RunEvent => (event.type === 'run-started' ? { ...event, executionId } : event),
        )
        for (const [i, event] of told.entries()) {
          recorder.listen(event)
          if (flushes.includes(i)) recorder.flush()
        }
        await recorder.save()
        expect(store.runs.load(executionId)).toStrictEqual(foldRun(told))
      }),
      { numRuns: 150 },
    )
  })
})
