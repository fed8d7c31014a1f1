import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keeper, restorer } from '#electron/app/keep.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { keepLarge, readLarge } from '#electron/data/blobs/large.ts'
import { blobOf, refOf } from '#electron/data/blobs/refs.ts'
import { GRACE_MS } from '#electron/store/sweep.ts'
import { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'
import { chainOf, finished, result, started } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : []

const table = (ref: string): TableValue => ({
  kind: 'table',
  columns: [{ name: 'x', type: 'number' }],
  rowCount: 2,
  ref,
})

const adopt = async (blobs: BlobStore, content: string) => {
  const temp = await blobs.tempPath('.parquet')
  writeFileSync(temp, content)
  return blobs.adoptFile(temp)
}

describe('a blob', () => {
  it('is named by the hash of its content, kept once, and whole', async () => {
    const blobs = new BlobStore(freshFolder())
    const hash = await adopt(blobs, 'abc')
    // FIPS 180-2, appendix B.1.
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(blobs.path(hash)).toBe(join(blobs.folder, 'ba', hash.slice(2)))
    expect(await adopt(blobs, 'abc')).toBe(hash)
    expect(filesIn(blobs.folder)).toEqual([hash.slice(2)])
    expect(readFileSync(blobs.path(hash), 'utf8')).toBe('abc')
    await blobs.verify(hash)
  })

  it('of text is compressed, and read back to the letter', async () => {
    const blobs = new BlobStore(freshFolder())
    const text = 'Größe μm — '.repeat(10_000)
    const { blob, size } = await blobs.putText(text)
    expect(size).toBe(Buffer.byteLength(text))
    expect((await blobs.putText(text)).blob).toBe(blob)
    expect(filesIn(blobs.folder)).toEqual([`${blob.slice(2)}.zst`])
    expect(readFileSync(join(blobs.folder, blob.slice(0, 2), `${blob.slice(2)}.zst`)).length).toBeLessThan(
      1000,
    )
    expect(await blobs.readText(blob)).toBe(text)
    expect(blobs.has(blob)).toBe(true)
    await blobs.verify(blob)
  })

  it('that is missing or damaged says so', async () => {
    const blobs = new BlobStore(freshFolder())
    const none = BlobHash.parse('0'.repeat(64))
    expect(blobs.has(none)).toBe(false)
    expect(() => blobs.path(none)).toThrow(failing('blob_missing'))
    await expect(blobs.readText(none)).rejects.toEqual(failing('blob_missing'))
    await expect(blobs.verify(none)).rejects.toEqual(failing('blob_missing'))

    const file = await adopt(blobs, 'abc')
    writeFileSync(blobs.path(file), 'abd')
    await expect(blobs.verify(file)).rejects.toEqual(failing('blob_damaged'))

    const { blob } = await blobs.putText('some text')
    const other = await blobs.putText('another text')
    const pathOf = (hash: string) => join(blobs.folder, hash.slice(0, 2), `${hash.slice(2)}.zst`)
    writeFileSync(pathOf(blob), readFileSync(pathOf(other.blob)))
    await expect(blobs.readText(blob)).rejects.toEqual(failing('blob_damaged'))
    writeFileSync(pathOf(blob), 'no Zstandard')
    await expect(blobs.readText(blob)).rejects.toEqual(failing('blob_damaged'))
    await expect(blobs.verify(blob)).rejects.toEqual(failing('blob_damaged'))
  })

  it('that can not be written says why', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'blobs'), 'in the way')
    const blobs = new BlobStore(folder)
    await expect(blobs.tempPath()).rejects.toEqual(failing('store_failed'))
    await expect(blobs.putText('x')).rejects.toEqual(failing('store_failed'))
  })

  it('is named in values by a ref that nothing else has', () => {
    const hash = BlobHash.parse('a1'.repeat(32))
    expect(blobOf(refOf(hash))).toBe(hash)
    for (const ref of ['t1_2', 'blob:xyz', `blob:${'A1'.repeat(32)}`, `blob:../${hash}`, ''])
      expect(blobOf(ref)).toBeNull()
  })
})

describe('a large value', () => {
  const values: Value[] = [
    { kind: 'json', json: { list: Array.from({ length: 30_000 }, (_, i) => i), text: 'long '.repeat(500) } },
    { kind: 'chart', spec: { data: [1, 2, 3] } },
    { kind: 'bytes', base64: 'AAECAw==', size: 4 },
  ]

  it.each(values)('of kind $kind is kept with its beginning and restored', async (value) => {
    const blobs = new BlobStore(freshFolder())
    const [keep, restore] = [keeper({ exportParquet: async () => {} }, blobs), restorer(blobs)]
    const kept = await keep(value)
    expect(kept).toMatchObject({ kind: 'large', of: value.kind })
    expect(JSON.stringify(kept).length).toBeLessThan(2000)
    expect(await restore(kept)).toEqual(value)
    expect(await keep(kept)).toBe(kept)
    expect(await restore(value)).toBe(value)
  })

  it('begins as the value does, to some depth', async () => {
    const blobs = new BlobStore(freshFolder())
    const deep = { a: { b: { c: { d: 1 } } }, list: [[[[1]]]] }
    expect((await keepLarge({ kind: 'json', json: deep }, blobs)).preview).toEqual({
      a: { b: { c: {} } },
      list: [[[]]],
    })
    expect((await keepLarge({ kind: 'json', json: null }, blobs)).preview).toBeNull()
  })

  it('that no blob holds, or a blob that holds another kind, says so', async () => {
    const blobs = new BlobStore(freshFolder())
    const kept = await keepLarge({ kind: 'json', json: 1 }, blobs)
    await expect(readLarge({ ...kept, ref: 'elsewhere' }, blobs)).rejects.toEqual(failing('blob_damaged'))
    await expect(readLarge({ ...kept, of: 'bytes' }, blobs)).rejects.toEqual(failing('blob_damaged'))
    const { blob } = await blobs.putText('{"kind":')
    await expect(readLarge({ ...kept, ref: refOf(blob) }, blobs)).rejects.toEqual(failing('blob_damaged'))
  })
})

describe('a table', () => {
  it('is written once and then named by its blob; files stay files', async () => {
    const blobs = new BlobStore(freshFolder())
    const written: string[] = []
    const exportParquet = async (value: TableValue, path: string): Promise<void> => {
      written.push(value.ref)
      writeFileSync(path, 'PAR1')
    }
    const keep = keeper({ exportParquet }, blobs)
    const kept = await keep(table('t1'))
    expect(kept).toEqual(table(expect.stringMatching(/^blob:/)))
    expect(await restorer(blobs)(kept)).toBe(kept)
    const file: Value = { kind: 'file', path: '/x', size: 1 }
    expect(await keep(file)).toBe(file)
    expect(written).toEqual(['t1'])
    expect(filesIn(join(blobs.folder, 'tmp'))).toEqual([])
  })
})

describe('a sweep', () => {
  const old = new Date(1000)
  /** A store with a blob that a finished run names, one that nothing names, and the beginning of one; all old. */
  const messy = async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    const { blobs } = store
    const named = await adopt(blobs, 'named')
    const text = await blobs.putText('named too')
    const stray = await adopt(blobs, 'stray')
    const strayText = await blobs.putText('stray text')
    writeFileSync(await blobs.tempPath('.parquet'), 'half')
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
    recorder.listen(started('r', ['a']))
    const outputs = { other: { ...table(refOf(text.blob)) } }
    recorder.listen({
      type: 'node-finished',
      nodeId: 'a',
      at: 1,
      result: result({ value: table(refOf(named)), outputs }),
    })
    const end = async () => {
      recorder.listen(finished())
      await recorder.done
    }
    for (const entry of readdirSync(blobs.folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), old, old)
    return { dataDir, store, blobs, end, named, text: text.blob, stray, strayText: strayText.blob }
  }

  it('removes what nothing names', async () => {
    const { store, blobs, end, named, text, stray, strayText } = await messy()
    await end()
    expect(store.maintenance.sweep()).toEqual({ files: 3, bytes: expect.any(Number), left: 0, leftBytes: 0 })
    expect([named, text, stray, strayText].map((blob) => blobs.has(blob))).toEqual([true, true, false, false])
    expect(filesIn(join(blobs.folder, 'tmp'))).toEqual([])
    expect(store.maintenance.sweep()).toEqual({ files: 0, bytes: 0, left: 0, leftBytes: 0 })
  })

  it('leaves what a run under way may name soon, however old it is: made, or used again, since it began', async () => {
    const { dataDir, store, blobs, end, stray } = await messy()
    await end()
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
    recorder.listen(started('r2', ['a'], {}, Date.now()))
    const fresh = await adopt(blobs, 'fresh')
    await adopt(blobs, 'stray')
    const again = await blobs.putText('stray text')
    const later = freshStore({ dataDir, now: () => Date.now() + 2 * GRACE_MS })
    expect(later.maintenance.sweep()).toMatchObject({ files: 1, left: 3 })
    expect([fresh, stray, again.blob].map((blob) => blobs.has(blob))).toEqual([true, true, true])
    recorder.listen(finished())
    await recorder.done
    expect(later.maintenance.sweep().files).toBe(3)
  })

  it('leaves what is young, as an import or a run that is not kept may be at work on it', async () => {
    const { dataDir, blobs, end } = await messy()
    await end()
    const here = freshStore({ dataDir, now: Date.now })
    const fresh = await adopt(blobs, 'fresh')
    await adopt(blobs, 'stray')
    const temp = await blobs.tempPath('.parquet')
    writeFileSync(temp, 'half')
    expect(here.maintenance.sweep()).toMatchObject({ files: 2, left: 3 })
    expect([blobs.has(fresh), existsSync(temp)]).toEqual([true, true])
    const later = freshStore({ dataDir, now: () => Date.now() + GRACE_MS + 1000 })
    expect(later.maintenance.sweep()).toMatchObject({ files: 3, left: 0 })
  })

  it('removes at once what deleted runs have named, unless it is used again', async () => {
    const store = freshStore({ now: Date.now })
    const { blobs } = store
    const [gone, used, shared] = [
      await adopt(blobs, 'gone'),
      (await blobs.putText('used')).blob,
      await adopt(blobs, 'shared'),
    ]
    const tell = async (id: string, ...named: BlobHash[]): Promise<void> => {
      const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
      recorder.listen(started(id, ['a'], {}, Date.now()))
      const outputs = Object.fromEntries(named.map((blob) => [blob, table(refOf(blob))]))
      recorder.listen({ type: 'node-finished', nodeId: 'a', at: 1, result: result({ outputs }) })
      recorder.listen(finished())
      await recorder.done
    }
    await tell('r1', gone, used, shared)
    await tell('r2', shared)
    store.maintenance.deleteRuns([ExecutionId.parse('r1')])
    await blobs.use(used)
    expect(store.maintenance.sweep()).toMatchObject({ files: 1, left: 1 })
    expect([gone, used, shared].map((blob) => blobs.has(blob))).toEqual([false, true, true])

    // Another run that is under way uses what r2 has named; it tells of that later.
    const going = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
    going.listen(started('r3', ['a'], {}, Date.now()))
    await adopt(blobs, 'shared')
    store.maintenance.deleteRuns([ExecutionId.parse('r2')])
    store.maintenance.sweep()
    expect(blobs.has(shared)).toBe(true)
  })

  it('keeps what a run of a script gave, and spares while one runs', async () => {
    const { store, blobs, end, stray } = await messy()
    await end()
    store.scripts.save({ name: 's', code: 'return 1', parameters: [] })
    const id = store.scriptExecutions.start('s', 1, {})
    await adopt(blobs, 'stray')
    store.scriptExecutions.finish(id, { status: 'completed', durationMs: 1, result: table(refOf(stray)) })
    store.maintenance.sweep()
    expect(blobs.has(stray)).toBe(true)
  })

  it('is made at opening after a process has died', async () => {
    const { dataDir, store, blobs, named, stray } = await messy()
    await adopt(blobs, 'young')
    store.close()
    freshStore({ dataDir }).close()
    expect(blobs.has(stray)).toBe(true)
    const dead = join(dataDir, 'sessions', 'dead.session')
    writeFileSync(dead, '')
    freshStore({ dataDir })
    // Nobody else has the folder open, so that what is young is of the dead too.
    expect([named, stray].map((blob) => blobs.has(blob))).toEqual([true, false])
    expect(filesIn(blobs.folder)).toHaveLength(2)
    expect(existsSync(dead)).toBe(false)
  })

  it('is made again at later openings until all that a dead process left beside others is gone', async () => {
    const { dataDir, store, blobs, end, stray } = await messy()
    await end()
    const young = await adopt(blobs, 'young')
    const dead = join(dataDir, 'sessions', 'dead.session')
    writeFileSync(dead, '')
    freshStore({ dataDir, now: Date.now }).close()
    expect([stray, young].map((blob) => blobs.has(blob))).toEqual([false, true])
    expect(existsSync(dead)).toBe(true)
    store.close()
    freshStore({ dataDir, now: Date.now })
    expect([blobs.has(young), existsSync(dead)]).toEqual([false, false])
  })

  it('does nothing where there are no blobs', () => {
    const store = freshStore()
    expect(store.maintenance.sweep()).toEqual({ files: 0, bytes: 0, left: 0, leftBytes: 0 })
    mkdirSync(join(store.blobs.folder, 'ab'), { recursive: true })
    expect(store.maintenance.sweep()).toEqual({ files: 0, bytes: 0, left: 0, leftBytes: 0 })
    rmSync(store.blobs.folder, { recursive: true })
    expect(store.maintenance.size().blobs).toBe(0)
  })
})
