import { describe, expect, it } from 'vitest'
import { ResultCache } from '#electron/engine/cache.ts'
import { Pending } from '#electron/engine/pending.ts'
import type { MakeBody } from '#electron/engine/threads/body.ts'
import { ThreadedExecutor } from '#electron/engine/threads/threaded.ts'
import { testPlan } from '../engine/plans.ts'

describe('work under way', () => {
  it('tells whether some has ended, also before it was asked, and once', async () => {
    const pending = new Pending()
    const [a, b] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    for (const { promise } of [a, b]) pending.add(promise)
    expect(await pending.anyEnd(1)).toBe(false)
    setTimeout(a.resolve, 1)
    expect(await pending.anyEnd()).toBe(true)
    expect(pending.size).toBe(1)
    expect(await pending.anyEnd(1)).toBe(false)
    b.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    expect(pending.size).toBe(0)
    expect(await pending.anyEnd(60_000)).toBe(true)
  })

  it('throws what the first that failed threw', async () => {
    const pending = new Pending()
    pending.add(Promise.reject(new Error('first')))
    pending.add(Promise.reject(new Error('second')))
    await expect(pending.anyEnd()).rejects.toThrow('first')
    await expect(pending.anyEnd()).rejects.toThrow('first')
  })
})

it('a run goes on with the runner that it had, which has its tables', async () => {
  const given: string[] = []
  let bodies = 0
  const body: MakeBody = (_options, listener) => {
    const name = `runner ${bodies++}`
    return {
      post(message) {
        if (message.type !== 'execute') return
        given.push(`${message.executionId} on ${name}`)
        setTimeout(() => listener.said({ type: 'done', segment: message.segment }))
      },
      hold: () => {},
      beat: () => null,
      kill: () => {},
      close: async () => {},
    }
  }
  const options = { entry: new URL('file:///none'), setUp: null, memoryMb: 1, capacity: 2 }
  const executor = new ThreadedExecutor({ ...options, cache: new ResultCache(), body })
  const plan = testPlan([{ id: 'a', op: 'add' }])
  const turn = { wanted: AbortSignal.abort(), pass: async () => false }
  const execute = (executionId: string) =>
    executor.execute(
      {
        run: { executionId, plan, params: {}, folders: [], fingerprints: false },
        nodes: [0],
        known: new Map(),
        attempts: new Map(),
      },
      () => {},
      new AbortController().signal,
      turn,
    )
  await Promise.all([execute('r'), execute('s')])
  await execute('r')
  await execute('s')
  await execute('new')
  await executor.release('r')
  await executor.close()
  expect(given.slice(0, 4)).toEqual(['r on runner 0', 's on runner 1', 'r on runner 0', 's on runner 1'])
  expect(bodies).toBe(2)
})
