import { describe, expect, it } from 'vitest'
import { ExecutionId } from '#shared/base/ids.ts'
import { chainOf, completed, finished, started } from './events.ts'
import { failing, freshStore } from './world.ts'

const ids = Array.from({ length: 450 }, (_, i) => ExecutionId.parse(`r${i}`))

describe('the data folder', () => {
  it('shrinks when runs are deleted; what others need stays', async () => {
    const store = freshStore()
    const text = (id: string): string =>
      `${id} ${Array.from({ length: 400 }, (_, i) => `${id}w${i}`).join(' ')}`
    for (const id of ids) {
      const recorder = store.runs.record({ chainId: null, chain: chainOf('shared', 'a'), trigger: 'command' })
      recorder.listen(started(id, ['a']))
      recorder.listen(completed('a', text(id)))
      recorder.listen(finished())
      await recorder.save()
    }
    const going = store.runs.record({ chainId: null, chain: chainOf('going', 'a'), trigger: 'command' })
    going.listen(started('going', ['a']))
    store.runs.star(ids[0] ?? ExecutionId.parse('none'), true)
    const before = store.maintenance.size()
    expect(before.blobs).toBe(0)

    expect(store.maintenance.deleteRuns([...ids.slice(1), ExecutionId.parse('going')])).toBe(ids.length - 1)
    expect(store.runs.list({}, { limit: 9 }).items.map(({ id }) => id)).toEqual(['going', 'r0'])
    expect(store.runs.list({ text: 'r1w1' }, { limit: 9 }).items).toEqual([])
    expect(store.runs.list({ text: 'r0w1' }, { limit: 9 }).items).toHaveLength(1)
    expect(store.runs.get(ids[0] ?? ExecutionId.parse('none')).chain.name).toBe('shared')
    expect(() => store.runs.load(ExecutionId.parse('r1'))).toThrow(failing('execution_missing'))
    store.maintenance.compact()
    expect(store.maintenance.size().database).toBeLessThan(before.database / 4)
    expect(store.maintenance.check()).toEqual([])

    going.listen(finished())
    await going.done
    const { revision } = store.runs.summary(ExecutionId.parse('going'))
    store.maintenance.deleteRuns([ExecutionId.parse('going')])
    expect(store.revisions.get(revision)).toBeUndefined()
    expect(store.maintenance.deleteRuns([])).toBe(0)
  })
})
