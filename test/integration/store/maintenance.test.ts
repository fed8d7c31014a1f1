import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openStore } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { chainOf, completed, finished, started } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

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

  it('is told by size, blobs included, and what is wrong with it in words', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    const { size } = await store.blobs.putText('some text')
    expect(store.maintenance.size().blobs).toBeGreaterThan(size)
    const db = new Sqlite(join(dataDir, 'ergo.db'))
    db.pragma('foreign_keys = OFF')
    db.exec("INSERT INTO pins (chain_id, node_id, execution, pinned_at) VALUES ('none', 'n', 7, 0)")
    db.close()
    expect(store.maintenance.check()).toEqual([
      expect.stringContaining('pins'),
      expect.stringContaining('pins'),
    ])
  })

  it('says so when the database is damaged', () => {
    const dataDir = freshFolder()
    const first = openStore({ dataDir })
    for (let i = 0; i < 40; i++) first.chains.create({ ...chainOf(`c${i}`), description: 'x'.repeat(4000) })
    first.close()
    const path = join(dataDir, 'ergo.db')
    const bytes = readFileSync(path)
    // The header and the schema stay as they are; what follows is overwritten.
    bytes.fill(0x5a, 40 * 4096)
    writeFileSync(path, bytes)
    expect(() => freshStore({ dataDir }).chains.list({}, { limit: 100 })).toThrow(failing('store_damaged'))
  })
})
