import { describe, expect, it } from 'vitest'
import type { Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { NodeRecord } from '#shared/run/events.ts'
import { chainOf, finished, started } from './events.ts'
import { failing, freshStore } from './world.ts'

const SHA = 'ab'.repeat(32)
const source: NodeRecord = { kind: 'source', path: '/data/x.csv', size: 9, modifiedAt: 5, sha256: SHA }
const conclusion = (subject: string, content = 'fits', data?: number): NodeRecord => ({
  kind: 'conclusion',
  subject,
  content,
  ...(data === undefined ? {} : { data }),
})

async function tell(store: Store, id: string, records: NodeRecord[], at = 1) {
  const stored = store.chains.create(chainOf(`chain of ${id}`, 'a'))
  const recorder = store.runs.record({ chainId: stored.summary.id, chain: stored.chain, trigger: 'command' })
  recorder.listen(started(id, ['a']))
  for (const record of records) recorder.listen({ type: 'node-recorded', nodeId: 'a', at, record })
  recorder.listen(finished())
  await recorder.done
  return { chainId: stored.summary.id, executionId: ExecutionId.parse(id) }
}

describe('conclusions and annotations', () => {
  it('are one list, newest first, told with where they came from', async () => {
    const store = freshStore()
    const { chainId } = await tell(store, 'r1', [
      conclusion('one', 'fits', 7),
      { kind: 'annotation', subject: 'two', data: { k: 'nested words' } },
      conclusion('three'),
      { kind: 'annotation', subject: 'four', content: 'a note' },
    ])
    await tell(store, 'r2', [conclusion('five')], 2)
    const subjects = (filter = {}) =>
      store.conclusions.list(filter, { limit: 9 }).items.map(({ subject }) => subject)
    expect(subjects()).toEqual(['five', 'three', 'one', 'four', 'two'])
    expect(subjects({ kind: 'annotation' })).toEqual(['four', 'two'])
    expect(subjects({ chainId })).toEqual(['three', 'one', 'four', 'two'])
    expect(subjects({ executionId: ExecutionId.parse('r2') })).toEqual(['five'])
    expect(subjects({ search: 'NESTED' })).toEqual(['two'])
    expect(subjects({ search: 'fit' })).toEqual(['five', 'three', 'one'])
    expect(store.conclusions.list({ search: 'one' }, { limit: 9 }).items).toEqual([
      {
        id: 'c1',
        kind: 'conclusion',
        subject: 'one',
        content: 'fits',
        data: 7,
        createdAt: 1,
        executionId: 'r1',
        nodeId: 'a',
        chainId,
        chainName: 'chain of r1',
      },
    ])
    expect(store.conclusions.list({ search: 'nested' }, { limit: 9 }).items[0]).toMatchObject({
      id: 'a1',
      content: '',
      data: { k: 'nested words' },
    })

    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = store.conclusions.list({}, { limit: 1, cursor })
      paged.push(...page.items.map(({ subject }) => subject))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(paged).toEqual(subjects())
    for (const wrong of ['x', '1', '1 x'])
      expect(() => store.conclusions.list({}, { limit: 1, cursor: wrong })).toThrow(failing('cursor_invalid'))
  })

  it('outlive their run and their chain, and say so', async () => {
    const store = freshStore()
    const { chainId, executionId } = await tell(store, 'r1', [source, source, conclusion('one')])
    const before = store.conclusions.provenance('c1')
    expect(before).toMatchObject({
      conclusion: { subject: 'one' },
      runKept: true,
      sources: [{ path: '/data/x.csv', sha256: SHA, size: 9, modifiedAt: 5 }],
    })
    expect(before.headRevision).toBe(before.revision)
    store.chains.rename(chainId, 'other')
    expect(store.conclusions.provenance('c1').headRevision).not.toBe(before.revision)
    store.chains.delete(chainId)
    expect(store.maintenance.deleteRuns([executionId])).toBe(1)
    expect(store.conclusions.provenance('c1')).toMatchObject({
      headRevision: null,
      runKept: false,
      sources: [],
    })
    expect(store.conclusions.list({}, { limit: 9 }).items).toMatchObject([
      { subject: 'one', executionId: 'r1' },
    ])
  })

  it('are taken out of the list and brought back; the run still tells them', async () => {
    const store = freshStore()
    const { executionId } = await tell(store, 'r1', [
      conclusion('one'),
      { kind: 'annotation', subject: 'two' },
    ])
    store.conclusions.delete('c1')
    store.conclusions.delete('a1')
    expect(store.conclusions.list({}, { limit: 9 }).items).toEqual([])
    expect(store.runs.load(executionId).records).toHaveLength(2)
    store.conclusions.restore('c1')
    expect(store.conclusions.list({}, { limit: 9 }).items).toMatchObject([{ id: 'c1' }])
    for (const id of ['c9', 'x1', ''])
      expect(() => store.conclusions.delete(id)).toThrow(failing('conclusion_missing'))
  })

  it('of a chain that is only a file have none to go back to', async () => {
    const store = freshStore()
    const recorder = store.runs.record({ chainId: null, chain: chainOf('file', 'a'), trigger: 'command' })
    recorder.listen(started('r', ['a']))
    recorder.listen({ type: 'node-recorded', nodeId: 'a', at: 1, record: conclusion('one') })
    recorder.flush()
    expect(store.conclusions.provenance('c1')).toMatchObject({
      conclusion: { chainId: null },
      headRevision: null,
    })
  })
})

describe('source files', () => {
  it('are told by content, by path and by who read them', async () => {
    const store = freshStore()
    await tell(store, 'r1', [source])
    await tell(store, 'r2', [
      source,
      { ...source, path: '/data/copy.csv' },
      { ...source, sha256: 'cd', modifiedAt: 6 },
    ])
    expect(store.sources.withContent(SHA).map(({ path }) => path)).toEqual(['/data/x.csv', '/data/copy.csv'])
    expect(store.sources.withContent('none')).toEqual([])
    expect(store.sources.ofPath('/data/x.csv')).toMatchObject([{ sha256: 'cd' }, { sha256: SHA, size: 9 }])
    expect(store.sources.readers(SHA).map(({ executionId }) => executionId)).toEqual(['r2', 'r2', 'r1'])
  })
})
