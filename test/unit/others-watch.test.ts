import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { OthersWatch } from '#electron/app/others-watch.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watched() {
  const world = { version: 1, listened: true, told: 0, broken: false }
  const watch = new OthersWatch({
    version() {
      if (world.broken) throw new Error('locked')
      return world.version
    },
    listened: () => world.listened,
    onChange: () => {
      world.told += 1
    },
    everyMs: 10,
  })
  return { world, watch }
}

it('tells each change once, while somebody listens', () => {
  const { world, watch } = watched()
  world.version = 2
  vi.advanceTimersByTime(100)
  expect(world.told).toBe(0)
  watch.start()
  watch.start()
  expect(world.told).toBe(1)
  vi.advanceTimersByTime(100)
  expect(world.told).toBe(1)
  world.version = 3
  vi.advanceTimersByTime(100)
  expect(world.told).toBe(2)
})

it('tells less often while the changes go on, and at once after a rest', () => {
  const { world, watch } = watched()
  watch.start()
  const told: number[] = []
  for (let at = 1; at <= 12; at++) {
    world.version += 1
    const before = world.told
    vi.advanceTimersByTime(10)
    if (world.told > before) told.push(at)
  }
  expect(told).toEqual([1, 2, 4, 7, 10])
  vi.advanceTimersByTime(40)
  world.version += 1
  vi.advanceTimersByTime(10)
  expect(world.told).toBe(7)
})

it('rests while nobody listens, and then tells what has changed meanwhile', () => {
  const { world, watch } = watched()
  watch.start()
  world.listened = false
  vi.advanceTimersByTime(10)
  expect(watch.watching).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
  world.version = 2
  world.listened = true
  watch.start()
  expect(world.told).toBe(1)
})

it('goes on after a look that failed, and ends when it is closed', () => {
  const { world, watch } = watched()
  watch.start()
  world.broken = true
  world.version = 2
  vi.advanceTimersByTime(10)
  world.broken = false
  vi.advanceTimersByTime(10)
  expect(world.told).toBe(1)
  watch.close()
  watch.start()
  expect(vi.getTimerCount()).toBe(0)
})
