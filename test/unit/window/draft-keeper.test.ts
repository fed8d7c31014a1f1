import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { draftKeeper } from '../../../renderer/stores/draftKeeper.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function world() {
  const kept: [string, string | null][] = []
  const app = { away: false }
  const keeper = draftKeeper<string>(async (key, draft) => {
    if (app.away) throw new Error('away')
    kept.push([key, draft])
  }, 300)
  return { kept, app, keeper }
}

describe('what is being typed', () => {
  it('is kept once the typing rests, the last of it', async () => {
    const { kept, keeper } = world()
    keeper.put('a', '1')
    await vi.advanceTimersByTimeAsync(299)
    keeper.put('a', '12')
    await vi.advanceTimersByTimeAsync(299)
    expect(kept).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(kept).toEqual([['a', '12']])
  })

  it('is kept before something else is typed in', async () => {
    const { kept, keeper } = world()
    keeper.put('a', '1')
    keeper.put('b', '2')
    keeper.put('b', null)
    await keeper.flush()
    expect(kept).toEqual([
      ['a', '1'],
      ['b', null],
    ])
    await keeper.flush()
    expect(kept).toHaveLength(2)
  })

  it('is tried again where it could not be kept, for a while and with the next change', async () => {
    const { kept, app, keeper } = world()
    app.away = true
    keeper.put('a', '1')
    await keeper.flush()
    await vi.advanceTimersByTimeAsync(1000)
    app.away = false
    await vi.advanceTimersByTimeAsync(3000)
    expect(kept).toEqual([['a', '1']])
    app.away = true
    keeper.put('a', '12')
    await vi.advanceTimersByTimeAsync(60_000)
    app.away = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(kept).toHaveLength(1)
    keeper.put('a', '123')
    await keeper.flush()
    expect(kept.at(-1)).toEqual(['a', '123'])
  })
})
