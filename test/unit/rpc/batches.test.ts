import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type EventSource, runBatches } from '#electron/rpc/batches.ts'
import { previewOfValue } from '#electron/rpc/preview.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { json } from '#shared/operation/value.ts'
import type { RunEvent } from '#shared/run/events.ts'

const started: RunEvent = {
  type: 'run-started',
  executionId: ExecutionId.parse('r'),
  at: 1,
  order: ['a'],
  inputs: {},
}
const finished: RunEvent = { type: 'run-finished', at: 9, status: 'completed' }
const log = (message: string): RunEvent => ({
  type: 'node-recorded',
  nodeId: 'a',
  at: 2,
  record: { kind: 'log', level: 'info', message },
})

/** A run whose events the test sends by hand. */
function fakeRun(past: RunEvent[]) {
  const listeners = new Set<(event: RunEvent) => void>()
  const source: EventSource = {
    past,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const send = (event: RunEvent): void => {
    for (const listener of listeners) listener(event)
  }
  return { source, listeners, send }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('tells the past first, then what happens, and ends with the run', async () => {
  const run = fakeRun([started])
  const batches = runBatches(run.source, previewOfValue)
  expect((await batches.next()).value).toEqual({ reset: true, events: [started], previews: {} })
  run.send(log('one'))
  run.send(log('two'))
  const second = batches.next()
  await vi.advanceTimersByTimeAsync(20)
  expect((await second).value).toEqual({ reset: false, events: [log('one'), log('two')], previews: {} })
  const third = batches.next()
  await vi.advanceTimersByTimeAsync(20)
  run.send(finished)
  expect((await third).value).toMatchObject({ events: [finished] })
  expect((await batches.next()).done).toBe(true)
  expect(run.listeners.size).toBe(0)
})

it('waits out the interval between batches', async () => {
  const run = fakeRun([started])
  const batches = runBatches(run.source, previewOfValue)
  await batches.next()
  const next = batches.next()
  let told = false
  next.then(() => {
    told = true
  })
  run.send(log('one'))
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toBe(false)
  run.send(log('two'))
  await vi.advanceTimersByTimeAsync(10)
  expect((await next).value).toMatchObject({ events: [log('one'), log('two')] })
})

it('cuts a long past into parts, without waiting between them', async () => {
  const past = [started, ...Array.from({ length: 2500 }, (_, i) => log(String(i))), finished]
  const batches = runBatches(fakeRun(past).source, previewOfValue)
  const parts: RunEvent[][] = []
  for await (const batch of batches) parts.push(batch.events)
  expect(parts.map((part) => part.length)).toEqual([1000, 1000, 502])
  expect(parts.flat()).toEqual(past)
})

it('takes values out of the events and gives them in small', async () => {
  const event: RunEvent = {
    type: 'node-finished',
    nodeId: 'a',
    at: 3,
    result: {
      status: 'completed',
      value: json(4),
      outputs: { other: json('x'.repeat(9999)) },
      warnings: [],
      attempts: 1,
      cached: false,
      durationMs: 1,
    },
  }
  const { value: batch } = await runBatches(fakeRun([started, event]).source, previewOfValue).next()
  if (!batch) throw new Error('no batch')
  expect(JSON.stringify(batch.events)).not.toContain('"value"')
  expect(batch.events[1]).toMatchObject({ result: { status: 'completed' } })
  expect(batch.previews).toMatchObject({ a: { kind: 'json', json: 4 } })
})

it.each(['while it waits for an event', 'while it waits for the interval'])(
  'ends when it is aborted %s',
  async (when) => {
    const run = fakeRun([started])
    const abort = new AbortController()
    const batches = runBatches(run.source, previewOfValue, abort.signal)
    await batches.next()
    const next = batches.next()
    if (when.endsWith('event')) await vi.advanceTimersByTimeAsync(50)
    else await vi.advanceTimersByTimeAsync(1)
    abort.abort()
    expect((await next).done).toBe(true)
    expect(run.listeners.size).toBe(0)
  },
)
