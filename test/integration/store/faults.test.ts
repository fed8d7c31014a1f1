import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openToWrite } from '#electron/store/database.ts'
import { storeFailure } from '#electron/store/errors.ts'
import { assemble } from '#electron/store/features.ts'
import { openSession } from '#electron/store/sessions.ts'
import { openStore } from '#electron/store/store.ts'
import { type AppError, AppFailure } from '#shared/base/errors.ts'
import { ExecutionId } from '#shared/base/ids.ts'
import { chainOf, completed, finished, started } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

const order = Array.from({ length: 300 }, (_, i) => `n${i}`)
const id = ExecutionId.parse('r')
const big = 'x'.repeat(2000)

/** A store whose disk can be made full, by a limit on the pages of its database. */
function limitedStore() {
  const dataDir = freshFolder()
  return openSession(dataDir, { exclusive: false, waitMs: 0 }, (session) => {
    const client = openToWrite(dataDir, Date.now, true)
    const store = assemble({
      client,
      session,
      dataDir,
      now: Date.now,
      newId: () => `${Math.random()}`,
      busyMs: 10,
    })
    onTestFinished(() => store.close())
    const fill = (): void =>
      void client.pragma(`max_page_count = ${Number(client.pragma('page_count', { simple: true })) + 4}`)
    const free = (): void => void client.pragma('max_page_count = 1000000')
    return { store, fill, free }
  })
}

describe('a disk that is full', () => {
  it('refuses a change, whole', () => {
    const { store, fill } = limitedStore()
    const { id: chainId } = store.chains.create(chainOf('c')).summary
    fill()
    const large = { ...chainOf('d', ...order), description: big.repeat(40) }
    expect(() => store.chains.save(chainId, large)).toThrow(failing('store_full'))
    expect(store.chains.get(chainId).chain).toEqual(chainOf('c'))
    expect(store.maintenance.check()).toEqual([])
  })

  it('loses nothing of a run: it is told once, kept in memory and written when there is space again', async () => {
    const { store, fill, free } = limitedStore()
    const problems: AppError[] = []
    const onProblem = (error: AppError): void => void problems.push(error)
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c'), trigger: 'command', onProblem })
    recorder.listen(started('r', order))
    fill()
    for (const node of order) recorder.listen(completed(node, big))
    for (const node of order)
      recorder.listen({
        type: 'node-recorded',
        nodeId: node,
        at: 5,
        record: { kind: 'log', level: 'info', message: node },
      })
    expect(problems).toEqual([expect.objectContaining({ code: 'store_full' })])
    expect(store.runs.load(id).nodes.get('n0')?.result).toBeUndefined()
    recorder.listen(finished())
    await expect(recorder.done).rejects.toEqual(failing('store_full'))
    free()
    await recorder.save()
    const state = store.runs.load(id)
    expect(state.status).toBe('completed')
    expect([...state.nodes.values()].every((node) => node.result?.status === 'completed')).toBe(true)
    expect(state.records).toHaveLength(order.length)
  })

  it('gets the end of a run by itself when there is space again', async () => {
    const { store, fill, free } = limitedStore()
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c'), trigger: 'command' })
    recorder.listen(started('r', order))
    fill()
    for (const node of order) recorder.listen(completed(node, big))
    recorder.listen(finished())
    await expect(recorder.done).rejects.toEqual(failing('store_full'))
    expect(store.runs.load(id).status).toBe('running')
    free()
    await expect.poll(() => store.runs.load(id).status, { timeout: 10_000 }).toBe('completed')
    expect(store.runs.load(id).nodes.get('n299')?.result?.status).toBe('completed')
  })

  it('does not let a run begin that could not be kept', async () => {
    const { store, fill } = limitedStore()
    fill()
    const chain = {
      ...chainOf('c'),
      description: Array.from({ length: 4000 }, (_, i) => `${i * 7919}`).join(' '),
    }
    const recorder = store.runs.record({
      chainId: null,
      chain,
      trigger: 'command',
      options: { big: big.repeat(20) },
    })
    expect(() => recorder.listen(started('r', order))).toThrow(failing('store_full'))
    expect(store.runs.list({}, { limit: 1 }).items).toEqual([])
    recorder.listen(finished())
    await expect(recorder.done).rejects.toEqual(failing('run_not_started'))
  })
})

describe('a database that another program holds', () => {
  const holding = (dataDir: string) => {
    const other = new Sqlite(join(dataDir, 'ergo.db'))
    onTestFinished(() => void other.close())
    return {
      hold: () => other.exec('BEGIN IMMEDIATE'),
      letGo: () => other.exec('ROLLBACK'),
    }
  }

  it('is read, and says so where it is to be written', () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir, busyMs: 1 })
    const { hold, letGo } = holding(dataDir)
    hold()
    expect(store.chains.list({}, { limit: 1 }).items).toEqual([])
    expect(() => store.chains.create(chainOf('c'))).toThrow(failing('store_locked'))
    letGo()
    store.chains.create(chainOf('c'))
  })

  it('holds no run up, and gets its results when it is let go', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir, busyMs: 1 })
    const { hold, letGo } = holding(dataDir)
    const problems: AppError[] = []
    const recorder = store.runs.record({
      chainId: null,
      chain: chainOf('c'),
      trigger: 'command',
      onProblem: (error) => void problems.push(error),
    })
    recorder.listen(started('r', order))
    hold()
    for (const node of order) recorder.listen(completed(node, 1))
    expect(problems).toEqual([expect.objectContaining({ code: 'store_locked' })])
    // The end is tried at once, and again later.
    recorder.listen(finished())
    letGo()
    await recorder.done
    expect(store.runs.load(id).nodes.get('n99')?.result?.status).toBe('completed')
  })

  it('gets results by itself while the run goes on', async () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir, busyMs: 1 })
    const { hold, letGo } = holding(dataDir)
    const recorder = store.runs.record({
      chainId: null,
      chain: chainOf('c'),
      trigger: 'command',
      onProblem: () => letGo(),
    })
    recorder.listen(started('r', ['a', 'b']))
    hold()
    recorder.listen(completed('a', 1))
    await expect.poll(() => store.runs.load(id).nodes.get('a')?.status).toBe('completed')
    recorder.listen(completed('b', 1))
    await expect.poll(() => store.runs.load(id).nodes.get('b')?.status).toBe('completed')
    recorder.listen(finished())
    await recorder.done
  })
})

describe('failures of SQLite and the system', () => {
  it.each([
    ['SQLITE_FULL', 'store_full'],
    ['ENOSPC', 'store_full'],
    ['SQLITE_READONLY_DIRECTORY', 'store_read_only'],
    ['EROFS', 'store_read_only'],
    ['SQLITE_BUSY_SNAPSHOT', 'store_locked'],
    ['SQLITE_CORRUPT_INDEX', 'store_damaged'],
    ['SQLITE_IOERR_FSYNC', 'store_failed'],
  ])('%s is told as %s', (code, told) => {
    expect(storeFailure(Object.assign(new Error('x'), { code }))).toEqual(failing(told))
  })

  it('of other kinds are left as they are', () => {
    const bugs = [new Error('bug'), Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }), 7]
    expect(bugs.map(storeFailure)).toEqual(bugs)
    const known = new AppFailure('chain_missing', 'x')
    expect(storeFailure(known)).toBe(known)
  })

  it('closing under a run keeps what it has told, and refuses the rest', async () => {
    const dataDir = freshFolder()
    const store = openStore({ dataDir })
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c'), trigger: 'command' })
    recorder.listen(started('r', ['a', 'b']))
    recorder.listen(completed('a', 1))
    store.close()
    recorder.listen(completed('b', 1))
    recorder.listen(finished())
    await expect(recorder.done).rejects.toEqual(failing('store_closed'))
    const state = freshStore({ dataDir }).runs.load(id)
    expect([...state.nodes.values()].map((node) => node.status)).toEqual(['completed', 'pending'])
    expect(state.status).toBe('interrupted')
  })

  it('a run that starts twice is a bug', () => {
    const recorder = freshStore().runs.record({ chainId: null, chain: chainOf('c'), trigger: 'command' })
    recorder.listen(started('r', []))
    expect(() => recorder.listen(started('r', []))).toThrow('started twice')
  })

  it('a record that is no longer what it was says so', () => {
    const dataDir = freshFolder()
    const store = freshStore({ dataDir })
    const { id: chainId } = store.chains.create(chainOf('c')).summary
    const db = new Sqlite(join(dataDir, 'ergo.db'))
    for (const document of ['{"name"', '{"name": 7}', '{"format": "ergo.chain", "version": 999}']) {
      db.prepare('UPDATE reasoning_chains SET document = ?').run(document)
      expect(() => store.chains.get(chainId)).toThrow(failing('store_damaged'))
    }
    store.inputs.saveSet(chainId, { name: 's', values: {} })
    for (const values of ['{"x"', '[]', `{"x": ${'9'.repeat(400)}}`]) {
      db.prepare('UPDATE input_sets SET "values" = ?').run(values)
      expect(() => store.inputs.sets(chainId)).toThrow(failing('store_damaged'))
    }
    db.close()
  })
})
