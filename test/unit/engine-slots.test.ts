import { describe, expect, it, vi } from 'vitest'
import { Engine } from '#electron/engine/engine.ts'
import { Slots } from '#electron/engine/slots.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { testPlan } from '../engine/plans.ts'

describe('Slots', () => {
  it('hands out no more than there are, in turn between runs', async () => {
    const slots = new Slots(1)
    const { signal } = new AbortController()
    const first = await slots.acquire('a', signal)
    const served: string[] = []
    const later = ['a', 'a', 'b'].map((run) =>
      slots.acquire(run, signal).then((slot) => {
        served.push(run)
        slot?.giveBack()
        slot?.giveBack()
      }),
    )
    await Promise.resolve()
    expect(served).toEqual([])
    first?.giveBack()
    await Promise.all(later)
    expect(served).toEqual(['a', 'b', 'a'])
  })

  it('lets go of who waits no longer, and passes the slot on to the others', async () => {
    const slots = new Slots(1)
    const stays = new AbortController().signal
    const first = await slots.acquire('a', stays)
    const leaves = new AbortController()
    const left = [slots.acquire('b', leaves.signal), slots.acquire('c', leaves.signal)]
    const next = slots.acquire('b', stays)
    leaves.abort()
    expect(await Promise.all(left)).toEqual([null, null])
    expect(await slots.acquire('d', leaves.signal)).toBeNull()
    first?.giveBack()
    ;(await next)?.giveBack()
    expect(await slots.acquire('a', stays)).not.toBeNull()
  })

  it('are asked back for a run that waits, from the one with the most, which had it longest', async () => {
    vi.useFakeTimers()
    const slots = new Slots(3, 200)
    const { signal } = new AbortController()
    const a = await slots.acquire('a', signal)
    const b = [await slots.acquire('b', signal), await slots.acquire('b', signal)]
    const asked = () => [a, ...b].map((slot) => slot?.wanted.aborted)
    await vi.advanceTimersByTimeAsync(201)
    void slots.acquire('a', signal)
    expect(asked()).toEqual([false, false, false])
    void slots.acquire('c', signal)
    expect(asked()).toEqual([false, true, false])
    void slots.acquire('d', signal)
    expect(asked()).toEqual([true, true, false])
    // The two may be at nodes that last: after a while the third is asked for as well.
    await vi.advanceTimersByTimeAsync(150)
    expect(asked()).toEqual([true, true, false])
    await vi.advanceTimersByTimeAsync(100)
    expect(asked()).toEqual([true, true, true])
    vi.useRealTimers()
  })

  it('are not asked back before their time, nor for a run that has as many', async () => {
    vi.useFakeTimers()
    const slots = new Slots(2, 1000)
    const stays = new AbortController().signal
    const [a, b] = [await slots.acquire('a', stays), await slots.acquire('b', stays)]
    const leaves = new AbortController()
    void slots.acquire('a', leaves.signal)
    const c = slots.acquire('c', leaves.signal)
    await vi.advanceTimersByTimeAsync(900)
    expect([a?.wanted.aborted, b?.wanted.aborted]).toEqual([false, false])
    await vi.advanceTimersByTimeAsync(200)
    expect([a?.wanted.aborted, b?.wanted.aborted]).toEqual([true, false])
    leaves.abort()
    expect(await c).toBeNull()
    vi.useRealTimers()
  })

  it('can be made more or fewer while some are held', async () => {
    const slots = new Slots(1)
    const { signal } = new AbortController()
    const a = await slots.acquire('a', signal)
    const waiting = ['b', 'c'].map((run) => slots.acquire(run, signal))
    slots.resize(3)
    const [b, c] = await Promise.all(waiting)
    slots.resize(1)
    const served: string[] = []
    void slots.acquire('d', signal).then(() => served.push('d'))
    a?.giveBack()
    b?.giveBack()
    await new Promise((resolve) => setImmediate(resolve))
    expect(served).toEqual([])
    c?.giveBack()
    await new Promise((resolve) => setImmediate(resolve))
    expect(served).toEqual(['d'])
  })

  it('are not waited for by a run that is cancelled or out of time', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const engine = new Engine({
      capacity: 1,
      execute: () => held,
      release: async () => {},
      close: async () => {},
    })
    const start = (id: string, timeoutMs = 60_000) =>
      engine.start(
        {
          executionId: ExecutionId.parse(id),
          plan: testPlan([{ id: 'x', op: 'add' }]),
          inputs: {},
          folders: [],
          options: { timeoutMs },
        },
        () => {},
      )
    const holder = start('holder')
    const cancelled = start('cancelled')
    const late = start('late', 1)
    cancelled.cancel()
    expect((await cancelled.done).status).toBe('cancelled')
    expect((await late.done).status).toBe('timed_out')
    letGo()
    await holder.done
  })
})
