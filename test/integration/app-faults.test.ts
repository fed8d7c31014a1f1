import { renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keeper } from '#electron/app/keep.ts'
import { resumption } from '#electron/app/resume.ts'
import { type App, openApp } from '#electron/app.ts'
import { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { blobOf } from '#electron/data/blobs/refs.ts'
import { openStore } from '#electron/store/store.ts'
import type { AppError } from '#shared/base/errors.ts'
import { BlobHash, ExecutionId } from '#shared/base/ids.ts'
import { Chain } from '#shared/chain/schema.ts'
import type { NodeResult } from '#shared/run/events.ts'
import type { RunState } from '#shared/run/state.ts'
import { ends } from '../engine/harness.ts'
import { folderFor } from '../support/ergo.ts'
import { constant, edge, expression, openTestWindow } from '../support/window.ts'

/** What happens to the disk and the data folder is told in a sentence, and the app stays up. */
let folder: ReturnType<typeof folderFor>
let app: App
let faults: AppError[]
beforeEach(async () => {
  folder = folderFor('faults')
  faults = []
  app = await openApp({ dataDir: folder.path, save: true, onFault: (error) => faults.push(error) })
})
afterEach(async () => {
  await app.close()
  folder.remove()
})

const LIST = Array.from({ length: 12_000 }, (_, i) => ({ x: i }))
/** A table, what is asked of it, a value too large for the database, its length, and a node beside them. */
const chain = Chain.parse({
  name: 'Faults',
  nodes: [
    constant('rows', LIST.slice(0, 3)),
    { id: 't', type: 'TRANSFORM', operation: 'sql', config: { sql: 'SELECT x + 1 AS y FROM rows' } },
    { id: 'sum', type: 'TRANSFORM', operation: 'sql', config: { sql: 'SELECT sum(y) AS s FROM t' } },
    expression('large', `Array.from({ length: ${LIST.length} }, (_, i) => ({ x: i }))`),
    expression('count', 'large.length'),
    expression('beside', '1 + 1'),
  ],
  edges: [edge('rows', 't'), edge('t', 'sum'), edge('large', 'count')],
})
const ALL = { rows: 'completed', t: 'completed', sum: 'completed', large: 'completed', count: 'completed' }

const run = (known: ReadonlyMap<string, NodeResult> = new Map()): Promise<RunState> =>
  app.startRun(app.prepare(chain), { inputs: {}, trigger: 'command', options: { known } }).done

const refOf = (state: RunState, id: string): string => {
  const value = state.nodes.get(id)?.result?.value
  return value && 'ref' in value ? value.ref : ''
}

/** Results that a later run is to go on from. */
function keptOf(state: RunState, ...ids: string[]): Map<string, NodeResult> {
  return new Map(
    ids.flatMap((id): [string, NodeResult][] => {
      const result = state.nodes.get(id)?.result
      return result ? [[id, result]] : []
    }),
  )
}

/** The file of a kept table. */
const fileOf = (state: RunState, id: string): string =>
  new BlobStore(folder.path).path(BlobHash.parse(blobOf(refOf(state, id))))

describe('results that can not be written', () => {
  it('fail their nodes with the reason, and the app goes on once they can', async () => {
    const blobs = join(folder.path, 'blobs')
    rmSync(blobs, { recursive: true, force: true })
    writeFileSync(blobs, 'in the way')
    const state = await run()
    expect(ends(state)).toEqual({
      rows: 'completed',
      t: 'failed store_failed',
      sum: 'skipped upstream_failed',
      large: 'failed store_failed',
      count: 'skipped upstream_failed',
      beside: 'completed',
    })
    expect(state.nodes.get('t')?.result?.error?.message).toMatch(/folder|disk/)
    rmSync(blobs)
    expect(ends(await run())).toEqual({ ...ALL, beside: 'completed' })
  })
})

describe('a table that can not be put in its place', () => {
  it.each([
    ['ENOSPC', 'store_full'],
    ['EROFS', 'store_read_only'],
  ])('for %s says so as the store does', async (code, told) => {
    const refused = Object.assign(new Error(code), { code })
    const keep = keeper({ exportParquet: () => Promise.reject(refused) }, new BlobStore(folder.path))
    await expect(keep({ kind: 'table', columns: [], rowCount: 0, ref: 't' })).rejects.toMatchObject({
      code: told,
    })
  })
})

describe('a kept result', () => {
  it('that is damaged fails what is made of it, and says so', async () => {
    const first = await run()
    truncateSync(fileOf(first, 't'), 40)
    const state = await run(keptOf(first, 't'))
    expect(ends(state)).toEqual({ ...ALL, sum: 'failed blob_damaged', beside: 'completed' })
    expect(state.nodes.get('sum')?.result?.error?.message).toContain('run the chain again')
  })

  it('that is gone fails what is made of it, and says so', async () => {
    const first = await run()
    renameSync(fileOf(first, 't'), join(folder.path, 'elsewhere'))
    const state = await run(keptOf(first, 't'))
    expect(ends(state)).toEqual({ ...ALL, sum: 'failed blob_missing', beside: 'completed' })
  })

  it('that is large and gone fails what is made of it, and says so', async () => {
    const first = await run()
    rmSync(join(folder.path, 'blobs'), { recursive: true })
    const state = await run(keptOf(first, 'large'))
    expect(ends(state)).toEqual({ ...ALL, count: 'failed blob_missing', beside: 'completed' })
    expect(state.nodes.get('count')?.result).toMatchObject({ attempts: 1, startedAt: expect.any(Number) })
    expect(ends(await run())).toEqual({ ...ALL, beside: 'completed' })
  })

  it('that is gone is not reused, but made again', async () => {
    const first = await run()
    rmSync(fileOf(first, 't'))
    const reuse = new Map(
      [...keptOf(first, 't', 'sum')].map(([id, result]) => [id, { executionId: 'before', result }]),
    )
    const options = { reuse, known: keptOf(first, 'rows') }
    const state = await app.startRun(app.prepare(chain), { inputs: {}, trigger: 'command', options }).done
    expect(ends(state)).toEqual({ ...ALL, beside: 'completed' })
    expect(state.nodes.get('t')?.result).toMatchObject({ cached: false, why: 'earlier_result_lost' })
    expect(state.nodes.get('sum')?.result?.cached).toMatchObject({ by: 'reuse' })
  })

  it('that is gone is made again by a run that is resumed', async () => {
    const cut = Chain.parse({
      ...chain,
      nodes: [...chain.nodes, expression('last', 'count > 0 ? missing.field : 0')],
      edges: [...chain.edges, edge('count', 'last')],
    })
    const first = app.startRun(app.prepare(cut), { inputs: {}, trigger: 'command' })
    const state = await first.done
    expect(ends(state)).toMatchObject({ ...ALL, last: expect.stringContaining('failed') })
    rmSync(join(folder.path, 'blobs'), { recursive: true })
    if (!app.store) throw new Error('no store')
    const { start } = resumption(app.store, first.executionId)
    expect([...(start.options?.known?.keys() ?? [])].sort()).toEqual(['beside', 'count', 'rows'])
    const resumed = await app.startRun(app.prepare(cut), start).done
    expect(ends(resumed)).toMatchObject({ ...ALL, last: expect.stringContaining('failed') })
    expect(resumed.nodes.get('large')?.result?.cached).toBe(false)
  })
})

describe('a resumption that was cut off before it had written what it takes over', () => {
  it('is resumed with the results of the run that it resumes, and has no effect again', async () => {
    const path = join(folder.path, 'once.json')
    const cut = Chain.parse({
      ...chain,
      nodes: [
        ...chain.nodes,
        { id: 'once', type: 'OUTPUT', operation: 'file', config: { path } },
        expression('last', 'count > 0 ? missing.field : 0'),
      ],
      edges: [...chain.edges, edge('beside', 'once'), edge('count', 'last')],
    })
    const first = app.startRun(app.prepare(cut), { inputs: {}, trigger: 'command' })
    await first.done
    const id = ExecutionId.parse('cut')
    const options = { resumes: first.executionId }
    const recorder = app.store?.runs.record({ chainId: null, chain: cut, trigger: 'resume', options })
    const order = cut.nodes.map((node) => node.id)
    recorder?.listen({ type: 'run-started', executionId: id, at: Date.now(), order, inputs: {} })
    await app.close()

    app = await openApp({ dataDir: folder.path, save: true })
    if (!app.store) throw new Error('no store')
    expect(app.store.runs.summary(id).status).toBe('interrupted')
    const { start } = resumption(app.store, id)
    const resumed = await app.startRun(app.prepare(cut), start).done
    expect(ends(resumed)).toMatchObject({
      ...ALL,
      once: 'completed',
      last: expect.stringContaining('failed'),
    })
    const cached = { by: 'reuse', executionId: first.executionId }
    expect(resumed.nodes.get('once')?.result).toMatchObject({ attempts: 0, cached })
    expect(resumed.nodes.get('large')?.result).toMatchObject({ attempts: 0, cached })
  })
})

describe('a result under a key', () => {
  const keyed = Chain.parse({
    ...chain,
    nodes: chain.nodes.map((node) => (node.id === 'large' ? { ...node, policy: { cacheKey: 'k' } } : node)),
  })
  const once = (): Promise<RunState> =>
    app.startRun(app.prepare(keyed), { inputs: {}, trigger: 'command' }).done

  it('that is large is read back for what takes it, and made again when it is gone', async () => {
    await once()
    const second = await once()
    expect(ends(second)).toEqual({ ...ALL, beside: 'completed' })
    expect(second.nodes.get('large')?.result?.cached).toMatchObject({ by: 'cacheKey' })
    rmSync(join(folder.path, 'blobs'), { recursive: true })
    const third = await once()
    expect(ends(third)).toEqual({ ...ALL, beside: 'completed' })
    expect(third.nodes.get('large')?.result?.cached).toBe(false)
  })
})

describe('a database that another program holds', () => {
  it('does not hold up a run, which is kept when it is let go', async () => {
    const other = new Sqlite(join(folder.path, 'ergo.db'))
    const handle = app.startRun(app.prepare(chain), { inputs: {}, trigger: 'command' }, (event) => {
      if (event.type === 'node-finished' && event.nodeId === 'rows') other.exec('BEGIN IMMEDIATE')
      if (event.type === 'run-finished') queueMicrotask(() => other.exec('ROLLBACK'))
    })
    const state = await handle.done
    other.close()
    expect(state.status).toBe('completed')
    expect(app.store?.runs.load(handle.executionId).status).toBe('completed')
  })
})

describe('a database that another program holds when a run is to begin', () => {
  it('does not let it begin, and says so', async () => {
    const other = new Sqlite(join(folder.path, 'ergo.db'))
    other.exec('BEGIN IMMEDIATE')
    const heard: string[] = []
    const start = () =>
      app.startRun(app.prepare(chain), { inputs: {}, trigger: 'command' }, ({ type }) => heard.push(type))
    expect(start).toThrow('Another program holds the database')
    other.exec('ROLLBACK')
    other.close()
    expect(heard).not.toContain('node-started')
    expect(ends(await start().done)).toEqual({ ...ALL, beside: 'completed' })
  })
})

describe('a window', () => {
  it('on a data folder that another has open is told so, and the other goes on', async () => {
    const window = await openTestWindow()
    await expect(openTestWindow(window.dataDir)).rejects.toMatchObject({ code: 'store_in_use' })
    expect(await window.client.chains.list({})).toMatchObject({ items: [] })
    await window.close()
  })

  it('shows a damaged table as such, and the run as it was', async () => {
    const window = await openTestWindow()
    const { summary } = await window.client.chains.create({ chain })
    const started = await window.client.runs.start({ chainId: summary.id })
    for await (const _ of await window.client.runs.events({ executionId: started.id }));
    const store = openStore({ dataDir: window.dataDir, role: 'viewer' })
    const blob = blobOf(refOf(store.runs.load(started.id), 't'))
    truncateSync(store.blobs.path(BlobHash.parse(blob)), 40)
    store.close()
    const address = { executionId: started.id, nodeId: 't' }
    await expect(window.client.values.table({ ...address, offset: 0, limit: 10 })).rejects.toMatchObject({
      data: { code: 'blob_damaged' },
    })
    expect((await window.client.runs.get({ executionId: started.id })).summary.status).toBe('completed')
    expect(window.bugs).toEqual([])
    await window.close()
  })
})
