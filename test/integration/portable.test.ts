import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRunFile, openRunFile } from '#electron/portable/container.ts'
import { eventsOf } from '#electron/portable/events.ts'
import { takeRun } from '#electron/portable/read.ts'
import { writeRun } from '#electron/portable/write.ts'
import { packText, unpackText } from '#electron/store/packed-text.ts'
import type { Store } from '#electron/store/store.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { RunEvent } from '#shared/run/events.ts'
import { LEFT_OUT, readPortable, withoutSecrets } from '#shared/run/portable.ts'
import { foldRun } from '#shared/run/state.ts'
import { ergo, spawnErgo } from '../support/ergo.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'
import { chainOf, finished, result, started } from './store/events.ts'
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
    const changed = async (change: (db: Sqlite.Database) => void, code = 'run_file_damaged') => {
      const bad = file()
      writeFileSync(bad, bytes)
      const db = new Sqlite(bad)
      change(db)
      db.close()
      await expect(takeRun(other, bad)).rejects.toEqual(failing(code))
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

describe('secrets', () => {
  it('are left out of what is handed on', async () => {
    const found: string[] = []
    const clean = withoutSecrets(
      {
        headers: { Authorization: 'Bearer x', Accept: 'a/b' },
        secretHeaders: { Authorization: 'LAB_TOKEN' },
        list: [{ apiKey: 7 }],
        token: '',
      },
      '',
      (path) => found.push(path),
    )
    expect(clean).toEqual({
      headers: { Authorization: LEFT_OUT, Accept: 'a/b' },
      secretHeaders: { Authorization: 'LAB_TOKEN' },
      list: [{ apiKey: LEFT_OUT }],
      token: '',
    })
    expect(found).toEqual(['headers.Authorization', 'list.0.apiKey'])
    expect(readPortable(null)).toMatchObject({ error: { code: 'run_file_unknown' } })
  })
})

describe('in the window', () => {
  let window: TestWindow
  beforeEach(async () => {
    window = await openTestWindow()
  })
  afterEach(async () => {
    expect(window.bugs).toEqual([])
    await window.close()
  })

  const chain: Chain = {
    name: 'Handed on',
    parameters: [
      { name: 'password', type: 'text', default: 'hunter2' },
      { name: 'limit', type: 'number', default: 2 },
    ],
    nodes: [
      { ...constant('rows', null), config: { value: [{ x: 1 }, { x: 2 }] } },
      { id: 'table', type: 'TRANSFORM', operation: 'sort', config: { by: [{ column: 'x' }] } },
      constant('long', 'y'.repeat(100_000)),
      { id: 'home', type: 'DATA_INPUT', operation: 'environment', config: { variable: 'HOME' } },
      {
        id: 'fetch',
        type: 'DATA_INPUT',
        operation: 'http',
        config: { url: 'http://127.0.0.1:9/', headers: { Authorization: 'Basic abc' } },
      },
      expression('n', 'rows.length'),
    ],
    edges: [edge('rows', 'table'), edge('rows', 'n')],
  }

  it('a run is saved and opens elsewhere with tables, large values and no secrets', async () => {
    const { client } = window
    const { summary } = await client.chains.create({ chain })
    const { id } = await client.runs.start({ chainId: summary.id })
    await follow(client, id)
    const path = file()
    const saved = await client.portable.save({ executionId: id, path })
    expect(saved).toMatchObject({ path, download: null })
    expect(saved.redacted.sort()).toEqual([
      'fetch.config.headers.Authorization',
      'home.result',
      'inputs.password',
      'parameters.password',
    ])
    expect((await client.portable.save({ executionId: id, path: null })).download).toMatch(/^\/download\//)

    const elsewhere = await openTestWindow()
    try {
      const opened = await elsewhere.client.portable.open({ path })
      expect(opened).toMatchObject({ id, chainId: null, trigger: 'imported', status: 'failed' })
      const { state, previews } = await follow(elsewhere.client, id)
      expect(state.nodes.get('fetch')?.status).toBe('failed')
      expect(previews).toMatchObject({ n: { json: 2 }, home: { json: LEFT_OUT } })
      const rows = await elsewhere.client.values.table({
        executionId: id,
        nodeId: 'table',
        offset: 0,
        limit: 9,
      })
      expect(rows.rows).toEqual([[1], [2]])
      const long = await elsewhere.client.values.text({
        executionId: id,
        nodeId: 'long',
        offset: 99_990,
        limit: 100,
      })
      expect(long).toMatchObject({ text: 'y'.repeat(10), size: 100_000 })
      const detail = await elsewhere.client.runs.get({ executionId: id })
      expect(JSON.stringify(detail)).not.toMatch(/hunter2|Basic abc/)
      expect(readFileSync(path).includes('hunter2')).toBe(false)
      expect(elsewhere.bugs).toEqual([])

      const events: unknown[] = []
      const stop = new AbortController()
      const listening = (async () => {
        for await (const event of await elsewhere.client.app.events(undefined, { signal: stop.signal })) {
          events.push(event)
          if (events.length === 1) stop.abort()
        }
      })().catch(() => {})
      await elsewhere.app.openFile(path)
      await listening
      expect(events[0]).toEqual({ type: 'open-run', executionId: id })
    } finally {
      await elsewhere.close()
    }
    await expect(client.portable.open({ path: join(window.dataDir, 'ergo.db') })).rejects.toMatchObject({
      data: { code: 'run_file_unknown' },
    })
  })

  it('a run that is still under way can’t be saved', async () => {
    const { client } = window
    const slow = { ...expression('x', 'nope.y'), policy: { retries: 9, retryDelayMs: 60_000 } }
    const { summary } = await client.chains.create({
      chain: { name: 'Slow', parameters: [], nodes: [slow], edges: [] },
    })
    const { id } = await client.runs.start({ chainId: summary.id })
    await expect(client.portable.save({ executionId: id, path: null })).rejects.toMatchObject({
      data: { code: 'run_running' },
    })
    await client.runs.cancel({ executionId: id })
    await follow(client, id)
  })
})

describe('on the command line', () => {
  it('a run is written, taken in elsewhere, and a bad file refused before a window opens', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    await tell(store, 'run-1')
    const path = file()
    expect((await ergo(['export-run', 'run-1', path], { dataDir })).stdout).toContain('✔')
    expect((await ergo(['export-run', 'run-1', path], { dataDir })).code).not.toBe(0)
    expect((await ergo(['export-run', 'run-1', path, '--force'], { dataDir })).code).toBe(0)
    expect((await ergo(['export-run', 'none', path, '--force'], { dataDir: freshFolder() })).code).toBe(2)
    const there = freshFolder()
    expect((await ergo(['import-run', path], { dataDir: there })).stdout).toContain('run-1')
    expect((await ergo(['show', 'run-1'], { dataDir: there })).stdout).toContain('Told')
    writeFileSync(path, readFileSync(path).subarray(0, 5000))
    const { code, stderr } = await spawnErgo(['open', path])
    expect([code === 0, stderr]).toEqual([false, expect.stringContaining('cut short')])
    expect((await ergo(['open', '/nowhere.ergorun'])).stderr).toContain('There is no file')
  })
})
