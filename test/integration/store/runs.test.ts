import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '#electron/store/store.ts'
import { type ChainId, ExecutionId, RevisionHash } from '#shared/base/ids.ts'
import type { RunFilter } from '#shared/contract/runs.ts'
import type { LogLevel, NodeResult, RunEvent } from '#shared/run/events.ts'
import { foldRun } from '#shared/run/state.ts'
import { runEvents } from './arbitrary.ts'
import { chainOf, completed, finished, result, started } from './events.ts'
import { failing, freshStore } from './world.ts'

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

  it.each([1, 15, 16, 17, 63, 64, 65, 500])(
    'has every row of %i nodes, written many at a time',
    async (count) => {
      const store = freshStore()
      const nodes = Array.from({ length: count }, (_, i) => `n${i}`)
      const told = [
        started('r', nodes),
        ...nodes.map((node, i) => completed(node, `value ${i}`, 2 + i / 4096)),
        finished(),
      ]
      const recorder = store.runs.record({ chainId: null, chain: chainOf('c', ...nodes), trigger: 'command' })
      for (const event of told) recorder.listen(event)
      await recorder.done
      expect(store.runs.load(ExecutionId.parse('r'))).toStrictEqual(foldRun(told))
    },
  )
})

/** Tells a run to the store, whole. */
async function run(
  store: Store,
  id: string,
  events: RunEvent[],
  {
    chainId = null as ChainId | null,
    chain = chainOf('c', 'a', 'b'),
    at = 1,
    inputs = {},
    status = 'completed' as 'completed' | 'failed',
  } = {},
): Promise<ExecutionId> {
  const recorder = store.runs.record({ chainId, chain, trigger: 'command', options: { parallel: 2 } })
  recorder.listen(started(id, ['a', 'b'], inputs, at))
  for (const event of events) recorder.listen(event)
  recorder.listen(finished(status, at + 5))
  await recorder.done
  return ExecutionId.parse(id)
}

const ended = (nodeId: string, over: Partial<NodeResult>): RunEvent => ({
  type: 'node-finished',
  nodeId,
  at: 3,
  result: result(over),
})
const ids = (page: { items: { id: string }[] }): string[] => page.items.map(({ id }) => id)

describe('the history', () => {
  it('tells a run in numbers, with the chain as it was', async () => {
    const store = freshStore()
    const chain = chainOf('Strain', 'a', 'b')
    const error = { code: 'division_by_zero', message: 'Nothing can be divided by zero.' }
    const id = await run(
      store,
      'r1',
      [ended('a', { cached: { by: 'pin' } }), ended('b', { status: 'failed', error })],
      {
        chain,
        at: 100,
        inputs: { limit: 3.5 },
      },
    )
    const { summary, ...detail } = store.runs.get(id)
    expect(summary).toEqual({
      id,
      chainId: null,
      chainName: 'Strain',
      chainState: 'same',
      revision: expect.stringMatching(/^[0-9a-f]{64}$/),
      status: 'completed',
      trigger: 'command',
      starred: false,
      startedAt: 100,
      durationMs: 5,
      counts: { total: 2, completed: 1, failed: 1, skipped: 0, reused: 1 },
      error,
    })
    expect(detail).toEqual({ inputs: { limit: 3.5 }, chain })
    expect(store.runs.options(id)).toEqual({ parallel: 2 })
    expect(store.runs.summary(id)).toEqual(summary)
    expect(store.runs.result(id, 'b')?.error).toEqual(error)
    expect(store.runs.result(id, 'none')).toBeUndefined()
    const none = ExecutionId.parse('none')
    for (const ask of [store.runs.get, store.runs.summary, store.runs.load, store.runs.options])
      expect(() => ask(none)).toThrow(failing('execution_missing'))
  })

  it('is paged from the newest on, and filtered by chain, status, time and words in any part', async () => {
    const store = freshStore()
    const mine = store.chains.create(chainOf('Mine', 'a', 'b'))
    const chainId = mine.summary.id
    const record: RunEvent = {
      type: 'node-recorded',
      nodeId: 'b',
      at: 4,
      record: {
        kind: 'conclusion',
        subject: 'Alloy 7',
        content: 'Größe is acceptable',
        data: { verdict: 'brittle' },
      },
    }
    await run(store, 'r1', [completed('a', { text: 'peaks at 3.25 keV' })], {
      at: 10,
      inputs: { sample: 'S-17' },
    })
    await run(
      store,
      'r2',
      [ended('a', { status: 'failed', error: { code: 'x', message: 'No such column: strain' } })],
      {
        chainId,
        chain: mine.chain,
        at: 20,
        status: 'failed',
      },
    )
    await run(store, 'r3', [record], { chainId, chain: mine.chain, at: 30 })
    await run(store, 'r4', [], { at: 40 })

    const first = store.runs.list({}, { limit: 3 })
    expect(ids(first)).toEqual(['r4', 'r3', 'r2'])
    expect(store.runs.list({}, { limit: 3, cursor: first.next ?? '' })).toMatchObject({
      items: [{ id: 'r1' }],
      next: null,
    })
    const found = (filter: RunFilter) => ids(store.runs.list(filter, { limit: 9 }))
    expect(found({ chainId })).toEqual(['r3', 'r2'])
    expect(found({ status: ['failed'] })).toEqual(['r2'])
    expect(found({ since: 20, until: 30 })).toEqual(['r3', 'r2'])
    expect(found({ text: 'keV peaks' })).toEqual(['r1'])
    expect(found({ text: '3.25' })).toEqual(['r1'])
    expect(found({ text: 's-17' })).toEqual(['r1'])
    expect(found({ text: 'colum STRAIN' })).toEqual(['r2'])
    expect(found({ text: 'große britt alloy' })).toEqual(['r3'])
    expect(found({ text: 'mine' })).toEqual(['r3', 'r2'])
    expect(found({ text: 'mine', status: ['completed'], chainId, since: 1 })).toEqual(['r3'])
    expect(found({ text: '"' })).toHaveLength(4)
    expect(() => store.runs.list({}, { limit: 1, cursor: 'x' })).toThrow(failing('cursor_invalid'))
  })

  it('says whether the chain is still what was run', async () => {
    const store = freshStore()
    const { summary, chain } = store.chains.create(chainOf('c', 'a', 'b'))
    const id = await run(store, 'r1', [], { chainId: summary.id, chain })
    const state = () => store.runs.summary(id).chainState
    expect(state()).toBe('same')
    store.chains.rename(summary.id, 'd')
    expect(state()).toBe('changed')
    store.chains.save(summary.id, chain)
    expect(state()).toBe('same')
    store.chains.delete(summary.id)
    expect(state()).toBe('deleted')
    store.chains.purge(summary.id)
    expect(state()).toBe('deleted')
    expect(store.runs.get(id).chain).toEqual(chain)
  })

  it('keeps a chain once, however often it is run', async () => {
    const store = freshStore()
    const chain = { ...chainOf('c', 'a', 'b'), description: 'long '.repeat(1000) }
    const first = store.runs.summary(await run(store, 'r1', [], { chain }))
    const second = store.runs.summary(await run(store, 'r2', [], { chain }))
    expect(second.revision).toBe(first.revision)
    expect(store.revisions.get(first.revision)).toEqual(chain)
    expect(store.revisions.get(RevisionHash.parse('none'))).toBeUndefined()
  })

  it('gives the newest completed result of each node', async () => {
    const store = freshStore()
    const { summary, chain } = store.chains.create(chainOf('c', 'a', 'b'))
    const of = { chainId: summary.id, chain }
    expect(store.runs.latestResults(summary.id).size).toBe(0)
    expect(store.runs.latest(summary.id)).toBeUndefined()
    await run(store, 'r1', [completed('a', 1), completed('b', 1)], of)
    await run(store, 'r2', [completed('a', 2), ended('b', { status: 'failed' })], of)
    await run(store, 'r3', [], of)
    const latest = store.runs.latestResults(summary.id)
    expect([...latest].map(([node, { executionId }]) => [node, executionId]).sort()).toEqual([
      ['a', 'r2'],
      ['b', 'r1'],
    ])
    expect(latest.get('a')?.result.value).toEqual({ kind: 'json', json: 2 })
    expect(store.runs.latest(summary.id)?.id).toBe('r3')
  })

  it('pages through what nodes left behind', async () => {
    const store = freshStore()
    const log = (nodeId: string, level: LogLevel, message: string): RunEvent => ({
      type: 'node-recorded',
      nodeId,
      at: 3,
      record: { kind: 'log', level, message },
    })
    const source: RunEvent = {
      type: 'node-recorded',
      nodeId: 'a',
      at: 4,
      record: { kind: 'source', path: '/x.csv', size: 3, modifiedAt: 1, sha256: 'ab' },
    }
    const id = await run(store, 'r1', [
      log('a', 'info', 'one'),
      source,
      log('b', 'error', 'two'),
      log('b', 'debug', 'three'),
    ])
    const all = store.runs.records(id, {}, { limit: 3 })
    expect(all.items.map(({ record }) => record.kind)).toEqual(['log', 'source', 'log'])
    expect(store.runs.records(id, {}, { limit: 3, cursor: all.next ?? '' })).toMatchObject({
      items: [{ record: { message: 'three' } }],
      next: null,
    })
    const some = store.runs.records(id, { nodeId: 'b', levels: ['error'] }, { limit: 9 })
    expect(some.items).toEqual([
      { nodeId: 'b', at: 3, record: { kind: 'log', level: 'error', message: 'two' } },
    ])
    expect(store.runs.records(id, { levels: ['error'] }, { limit: 9 }).items).toHaveLength(2)
  })

  it('knows when attempts were made that failed', async () => {
    const store = freshStore()
    const error = { code: 'http_failed', message: 'No answer.' }
    const id = await run(store, 'r1', [
      { type: 'node-started', nodeId: 'a', at: 10, attempt: 1 },
      { type: 'node-attempt', nodeId: 'a', at: 12, attempt: 1, error, retryInMs: 100 },
      { type: 'node-started', nodeId: 'a', at: 112, attempt: 2 },
      { type: 'node-attempt', nodeId: 'a', at: 115, attempt: 2, error, retryInMs: 200 },
    ])
    expect(store.runs.attempts(id)).toMatchObject([
      { nodeId: 'a', attempt: 1, startedAt: 10, failedAt: 12, retryInMs: 100, error },
      { nodeId: 'a', attempt: 2, startedAt: 112, failedAt: 115, retryInMs: 200, error },
    ])
  })
})
