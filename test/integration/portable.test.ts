import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { keepLarge } from '#electron/data/blobs/large.ts'
import { isRunFile, openRunFile } from '#electron/portable/container.ts'
import { eventsOf } from '#electron/portable/events.ts'
import { takeRun } from '#electron/portable/read.ts'
import { writeRun } from '#electron/portable/write.ts'
import { packText, unpackText } from '#electron/store/packed-text.ts'
import { openStore, type Store } from '#electron/store/store.ts'
import { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { readPortable } from '#shared/run/portable.ts'
import { foldRun } from '#shared/run/state.ts'
import { chainOf, completed, finished, result, started } from './store/events.ts'
import { failing, freshFolder, freshStore } from './store/world.ts'

const file = (): string => join(freshFolder(), 'run.ergorun')

/** A run with an attempt that failed, a log line and a text in the database. */
async function tell(store: Store, id: string): Promise<ExecutionId> {
  const recorder = store.runs.record({
    chainId: null,
    chain: chainOf('Told', 'a', 'b'),
    trigger: 'command',
    options: { mode: 'x' },
  })
  const error = { code: 'x', message: 'Not yet.' }
  const events: RunEvent[] = [
    started(id, ['a', 'b'], { limit: 3 }, 100),
    { type: 'node-started', nodeId: 'a', at: 101, attempt: 1, runner: 2 },
    { type: 'node-attempt', nodeId: 'a', at: 105, attempt: 1, error, retryInMs: 20 },
    { type: 'node-started', nodeId: 'a', at: 125, attempt: 2, runner: 2 },
    {
      type: 'node-recorded',
      nodeId: 'a',
      at: 126,
      record: { kind: 'log', level: 'info', message: 'quokka' },
    },
    {
      type: 'node-finished',
      nodeId: 'a',
      at: 130,
      result: result({
        attempts: 2,
        value: { kind: 'json', json: [1] },
        startedAt: 101,
        durationMs: 29,
        runner: 2,
      }),
    },
    {
      type: 'node-finished',
      nodeId: 'b',
      at: 131,
      result: result({ status: 'skipped', reason: 'stopped', attempts: 0 }),
    },
    finished('failed', 140),
  ]
  for (const event of events) recorder.listen(event)
  await recorder.done
  return ExecutionId.parse(id)
}

describe('a run as a file', () => {
  it('comes back on another machine as it was', async () => {
    const [here, there] = [freshStore(), freshStore()]
    const id = await tell(here, 'run-1')
    const path = file()
    expect(await writeRun(here, id, path)).toEqual([])
    expect(isRunFile(path)).toBe(true)
    expect(await takeRun(there, path)).toBe(id)
    expect(there.runs.load(id)).toEqual(here.runs.load(id))
    expect(there.runs.result(id, 'a')?.runner).toBe(2)
    const times = (store: Store) =>
      store.runs.attempts(id).map(({ id: _id, execution: _execution, ...failed }) => failed)
    expect(times(there)).toEqual(times(here))
    const { summary, chain, inputs } = there.runs.get(id)
    expect(summary).toMatchObject({
      status: 'failed',
      trigger: 'imported',
      chainState: 'same',
      durationMs: 40,
    })
    expect([chain, inputs]).toEqual([here.runs.get(id).chain, { limit: 3 }])
    expect(there.runs.options(id)).toMatchObject({
      mode: 'x',
      imported: { from: 'run.ergorun', ran: 'command', operations: { 'calculate.expression': 1 } },
    })
    expect(there.runs.list({ text: 'quokka' }, { limit: 9 }).items).toHaveLength(1)
    expect(await takeRun(there, path)).toBe(id)
    expect(there.runs.list({}, { limit: 9 }).items).toHaveLength(1)
    // What came from a file goes into one again.
    const again = file()
    await writeRun(there, id, again)
    expect(await takeRun(freshStore(), again)).toBe(id)
  })

  it('is there whole or not at all, however its import ends', async () => {
    const here = freshStore()
    const id = await tell(here, 'run-1')
    const path = file()
    await writeRun(here, id, path)
    const there = freshStore()
    const db = new Sqlite(join(there.dataDir, 'ergo.db'))
    db.exec(
      "CREATE TRIGGER cut BEFORE INSERT ON run_log BEGIN SELECT RAISE(ABORT, 'cut off in the middle'); END",
    )
    await expect(takeRun(there, path)).rejects.toThrow('cut off in the middle')
    expect(there.runs.list({}, { limit: 9 }).items).toEqual([])
    db.exec('DROP TRIGGER cut')
    db.close()
    await takeRun(there, path)
    expect(there.runs.load(id)).toEqual(here.runs.load(id))
    expect(there.maintenance.check()).toEqual([])
  })

  it('takes the place of a part of it that an earlier version has left', async () => {
    const here = freshStore()
    const path = file()
    const record = (kind: 'conclusion' | 'annotation', at: number): RunEvent => ({
      type: 'node-recorded',
      nodeId: 'a',
      at,
      record: { kind, subject: 'Sample', content: 'good' },
    })
    const told: RunEvent[] = [
      started('run-1', ['a', 'b'], {}, 100),
      record('conclusion', 101),
      record('annotation', 102),
      completed('a', 1, 103),
      completed('b', 2, 104),
      finished('completed', 105),
    ]
    const recorder = here.runs.record({ chainId: null, chain: chainOf('Told', 'a', 'b'), trigger: 'command' })
    for (const event of told) recorder.listen(event)
    await recorder.done
    const id = ExecutionId.parse('run-1')
    await writeRun(here, id, path)

    const dataDir = freshFolder()
    const killed = openStore({ dataDir })
    const { id: chainId } = killed.chains.create(chainOf('Mine', 'a')).summary
    const half = killed.runs.record({ chainId: null, chain: chainOf('Told', 'a', 'b'), trigger: 'imported' })
    for (const event of told.slice(0, 4)) half.listen(event)
    killed.close()
    const there = freshStore({ dataDir })
    expect(there.runs.summary(id).status).toBe('interrupted')
    await tell(there, 'run-2')
    there.runs.star(id, true)
    there.inputs.pin(chainId, 'a', id)

    expect(await takeRun(there, path)).toBe(id)
    expect(there.runs.load(id)).toEqual(here.runs.load(id))
    expect(there.runs.summary(id)).toMatchObject({ status: 'completed', starred: true })
    expect(there.runs.list({}, { limit: 9 }).items.map((run) => run.id)).toEqual(['run-2', 'run-1'])
    expect(there.inputs.pins(chainId)).toMatchObject([{ nodeId: 'a', executionId: id }])
    for (const search of [undefined, 'good'])
      expect(there.conclusions.list({ search }, { limit: 9 }).items).toHaveLength(2)
    expect(there.maintenance.check()).toEqual([])
  })

  it('comes back also where the run that it resumes was resumed here', async () => {
    const [here, there] = [freshStore(), freshStore()]
    const failed = await tell(here, 'run-1')
    const resume = async (store: Store, id: string): Promise<ExecutionId> => {
      const recorder = store.runs.record({
        chainId: null,
        chain: chainOf('Told', 'a'),
        trigger: 'resume',
        options: { resumes: failed },
      })
      recorder.listen(started(id, ['a']))
      recorder.listen(finished())
      await recorder.done
      return ExecutionId.parse(id)
    }
    const paths = [file(), file()] as const
    await writeRun(here, failed, paths[0])
    await takeRun(there, paths[0])
    const resumed = await resume(here, 'resumed-here')
    await writeRun(here, resumed, paths[1])
    await resume(there, 'resumed-there')
    expect(await takeRun(there, paths[1])).toBe(resumed)
    // One that would run something is refused as before.
    await expect(resume(there, 'once-more')).rejects.toEqual(failing('run_resumed'))
  })

  it('keeps its results whatever is swept and deleted while it is taken in', async () => {
    const [here, dataDir] = [freshStore(), freshFolder()]
    const there = freshStore({ dataDir, now: Date.now })
    const other = freshStore({ dataDir, now: Date.now })
    /** A run with results in two blobs. */
    const tellLarge = async (store: Store, id: string): Promise<BlobHash[]> => {
      const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
      recorder.listen(started(id, ['a', 'b']))
      const hashes: BlobHash[] = []
      for (const nodeId of ['a', 'b']) {
        const value = await keepLarge({ kind: 'json', json: nodeId.repeat(90_000) }, store.blobs)
        recorder.listen({ type: 'node-finished', nodeId, at: 2, result: result({ value, startedAt: 1 }) })
        hashes.push(BlobHash.parse(value.ref.slice('blob:'.length)))
      }
      recorder.listen(finished())
      await recorder.done
      return hashes
    }
    const blobs = await tellLarge(here, 'large')
    const path = file()
    await writeRun(here, ExecutionId.parse('large'), path)
    await tellLarge(there, 'same')
    const putText = there.blobs.putText.bind(there.blobs)
    let deleted = 0
    vi.spyOn(there.blobs, 'putText').mockImplementation(async (text) => {
      const put = await putText(text)
      // Another process deletes the run that has named the blob until now, and sweeps.
      deleted += other.maintenance.deleteRuns([ExecutionId.parse('same')])
      other.maintenance.sweep()
      return put
    })
    const id = await takeRun(there, path)
    expect(deleted).toBe(1)
    for (const blob of blobs) await there.blobs.verify(blob)
    expect(there.runs.load(id)).toEqual(here.runs.load(id))
  })

  it('is refused with a sentence when it is cut short, damaged, newer, or something else', async () => {
    const store = freshStore()
    const path = file()
    await writeRun(store, await tell(store, 'run-1'), path)
    const bytes = readFileSync(path)
    const other = freshStore()
    const refused = async (content: Uint8Array, code: string, words: RegExp) => {
      const bad = file()
      writeFileSync(bad, content)
      await expect(takeRun(other, bad)).rejects.toEqual(failing(code))
      await expect(takeRun(other, bad)).rejects.toThrow(words)
    }
    await refused(bytes.subarray(0, bytes.length - 4096), 'run_file_damaged', /cut short: \d+ of \d+ bytes/)
    await refused(bytes.subarray(0, 50), 'run_file_unknown', /no run of Ergo/)
    await refused(Buffer.from('{"format": "ergo.chain"}'), 'run_file_unknown', /no run of Ergo/)
    const broken = Buffer.from(bytes)
    broken.fill(0x5a, 4096)
    await refused(broken, 'run_file_damaged', /is damaged/)
    const future = Buffer.from(bytes)
    future.writeUInt32BE(7, 60)
    await refused(future, 'run_file_newer', /newer Ergo \(version 7/)
    const changed = async (change: (db: Sqlite.Database) => void, code = 'run_file_damaged', words = /./) => {
      const bad = file()
      writeFileSync(bad, bytes)
      const db = new Sqlite(bad)
      change(db)
      db.close()
      await expect(takeRun(other, bad)).rejects.toEqual(failing(code))
      await expect(takeRun(other, bad)).rejects.toThrow(words)
    }
    const rewrite = (db: Sqlite.Database, edit: (text: string) => string): void => {
      const text = unpackText(
        db.prepare<[], Buffer>('SELECT json FROM document').pluck().get() ?? Buffer.alloc(0),
      )
      db.prepare('UPDATE document SET json = ?').run(packText(edit(text)))
    }
    await changed((db) => db.exec('DELETE FROM document'))
    await changed((db) => db.exec('DROP TABLE document'))
    await changed((db) =>
      db.prepare('UPDATE document SET json = ?').run(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1])),
    )
    await changed((db) => rewrite(db, () => 'not JSON'))
    await changed((db) => rewrite(db, (text) => text.replace('"version":1', '"version":9')), 'run_file_newer')
    await changed((db) => rewrite(db, (text) => text.replace('ergo.run', 'ergo.other')), 'run_file_unknown')
    await changed((db) => rewrite(db, (text) => text.replace('"run-finished"', '"run-forgotten"')))
    await changed((db) =>
      rewrite(db, (text) => text.replace('"executionId":"run-1"', '"executionId":"run-2"')),
    )
    await changed((db) => rewrite(db, (text) => text.replace('"version":1', '"version":"x"')))
    await changed((db) =>
      rewrite(db, (text) => text.replace('"blobs":[]', `"blobs":[{"hash":"${'ab'.repeat(32)}","size":1}]`)),
    )
    expect(readPortable(null)).toMatchObject({ error: { code: 'run_file_unknown' } })
    const start = /\{"type":"run-started"[^}]*\},?[^}]*\}/
    await changed(
      (db) => rewrite(db, (text) => text.replace(start, '$&,$&')),
      'run_file_damaged',
      /more than once/,
    )
    const lacking = `{"kind":"large","of":"json","ref":"blob:${'ab'.repeat(32)}","size":9,"preview":null}`
    await changed(
      (db) => rewrite(db, (text) => text.replace('{"kind":"json","json":[1]}', lacking)),
      'run_file_damaged',
      /lacks the result of "a"/,
    )
    expect(() => openRunFile('/nowhere/x.ergorun')).toThrow(failing('file_missing'))
    expect(isRunFile('/nowhere/x.ergorun')).toBe(false)
    expect(other.runs.list({}, { limit: 9 }).items).toEqual([])
    await expect(writeRun(store, ExecutionId.parse('run-1'), '/nowhere/x')).rejects.toEqual(
      failing('file_unwritable'),
    )
  })

  it('is told by events that fold to it, whatever happened', () => {
    const error = { code: 'x', message: 'No.' }
    const cut = foldRun([
      started('r', ['a'], {}, 1),
      { type: 'node-started', nodeId: 'a', at: 2, attempt: 1, runner: 1 },
      { type: 'node-attempt', nodeId: 'a', at: 3, attempt: 1, error, retryInMs: 5 },
      { type: 'node-attempt', nodeId: 'a', at: 4, attempt: 2, error, retryInMs: 5 },
      { type: 'node-started', nodeId: 'a', at: 9, attempt: 3 },
      { ...finished('cancelled', 10) },
    ])
    const failed = { nodeId: 'a', error, retryInMs: 5 }
    const attempts = [
      { ...failed, attempt: 1, startedAt: 2, failedAt: 3 },
      { ...failed, attempt: 2, startedAt: null, failedAt: 4 },
    ]
    expect(foldRun(eventsOf(cut, attempts))).toEqual(cut)
    expect(foldRun(eventsOf(cut, attempts.slice(0, 1))).nodes.get('a')?.failures).toHaveLength(2)
  })
})
