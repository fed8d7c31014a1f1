import { describe, expect, it } from 'vitest'
import { Parameter } from '#shared/chain/schema.ts'
import { chainOf, finished, result, started } from './events.ts'
import { failing, freshFolder, freshStore } from './world.ts'

const script = (name: string, code = 'return 1') => ({ name, code, parameters: [] })
const limit = 9

describe('scripts', () => {
  it('get a new version when code or parameters change, and keep the old ones', () => {
    const { scripts } = freshStore()
    const parameters = [Parameter.parse({ name: 'x', type: 'number' })]
    expect(
      scripts.save({ ...script('mean'), description: 'The mean', category: 'statistics', tags: ['a'] }),
    ).toEqual({
      name: 'mean',
      description: 'The mean',
      category: 'statistics',
      tags: ['a'],
      timeoutMs: 60_000,
      memoryMb: 512,
      testInput: {},
      version: 1,
      updatedAt: expect.any(Number),
      code: 'return 1',
      parameters: [],
    })
    expect(scripts.save({ ...script('mean'), description: 'Same code' }).version).toBe(1)
    expect(scripts.save(script('mean', 'return 2')).version).toBe(2)
    expect(scripts.save({ ...script('mean', 'return 2'), parameters })).toMatchObject({
      version: 3,
      description: 'Same code',
    })
    expect(scripts.get('mean', 1).code).toBe('return 1')
    expect(scripts.source('mean')).toEqual({
      name: 'mean',
      version: 3,
      code: 'return 2',
      parameters,
      timeoutMs: 60_000,
      memoryMb: 512,
    })
    const page = scripts.versions('mean', { limit: 2 })
    expect(page.items.map(({ version }) => version)).toEqual([3, 2])
    expect(scripts.versions('mean', { limit: 2, cursor: page.next ?? '' }).items).toMatchObject([
      { version: 1 },
    ])
    expect(() => scripts.get('mean', 4)).toThrow(failing('script_missing'))
    expect(() => scripts.get('none')).toThrow(failing('script_missing'))
    expect(scripts.find('mean')).toMatchObject({ category: 'statistics', tags: ['a'] })
  })

  it('are listed by name, found by text in what describes them, renamed and deleted', () => {
    const { scripts } = freshStore()
    for (const name of ['b', 'a', 'c_1'])
      scripts.save({ ...script(name), tags: [`tag ${name}`], category: '50%' })
    const names = (search?: string) => scripts.list({ search }, { limit }).items.map(({ name }) => name)
    expect(names()).toEqual(['a', 'b', 'c_1'])
    expect(names('TAG B')).toEqual(['b'])
    expect(names('50%')).toEqual(['a', 'b', 'c_1'])
    expect(names('5_%')).toEqual([])
    const page = scripts.list({}, { limit: 2 })
    expect(scripts.list({}, { limit: 2, cursor: page.next ?? '' }).items).toMatchObject([{ name: 'c_1' }])
    expect(() => scripts.rename('a', 'b')).toThrow(failing('script_exists'))
    expect(scripts.rename('a', 'a')).toMatchObject({ name: 'a' })
    scripts.rename('a', 'z')
    scripts.delete('b')
    expect(names()).toEqual(['c_1', 'z'])
    expect(scripts.save(script('b', 'return 9')).version).toBe(1)
  })

  it('keep what describes and limits them outside their versions', () => {
    const { scripts } = freshStore()
    scripts.save({ ...script('s'), timeoutMs: 500, memoryMb: 64, testInput: { x: 1 } })
    expect(scripts.save({ ...script('s'), category: 'a' })).toMatchObject({
      version: 1,
      category: 'a',
      timeoutMs: 500,
      memoryMb: 64,
      testInput: { x: 1 },
    })
    scripts.save({ ...script('t'), category: 'b', tags: ['x', 'y'] })
    scripts.save({ ...script('u'), category: 'b', tags: ['xy'] })
    const names = (filter: Parameters<typeof scripts.list>[0]) =>
      scripts.list(filter, { limit }).items.map(({ name }) => name)
    expect(names({ category: 'b' })).toEqual(['t', 'u'])
    expect(names({ tag: 'x' })).toEqual(['t'])
    expect(names({ tag: 'x', category: 'a' })).toEqual([])
    expect(scripts.labels()).toEqual({ categories: ['a', 'b'], tags: ['x', 'xy', 'y'] })
  })

  it('come back as they were when a deletion is taken back', () => {
    const { scripts } = freshStore()
    scripts.save(script('s'))
    scripts.save(script('s', 'return 2'))
    scripts.delete('s')
    expect(scripts.restore('s')).toMatchObject({ name: 's', version: 2 })
    expect(scripts.get('s', 1).code).toBe('return 1')
    expect(() => scripts.restore('s')).toThrow(failing('script_exists'))
    expect(() => scripts.restore('none')).toThrow(failing('script_missing'))
  })
})

describe('runs of scripts', () => {
  it('alone are kept with their end, also when the script is renamed or deleted', () => {
    const { scripts, scriptExecutions } = freshStore()
    scripts.save(script('s'))
    scripts.save(script('s', 'return 2'))
    const first = scriptExecutions.start('s', 1, { x: 1 })
    const second = scriptExecutions.start('s', 2, {})
    expect(scriptExecutions.get(first)).toEqual({
      id: first,
      name: 's',
      version: 1,
      status: 'running',
      startedAt: expect.any(Number),
      durationMs: null,
      arguments: { x: 1 },
      result: null,
      error: null,
      executionId: null,
      nodeId: null,
      log: [],
    })
    const log = [{ at: 5, level: 'info' as const, message: 'half way' }]
    scriptExecutions.finish(first, {
      status: 'completed',
      durationMs: 7,
      result: { kind: 'json', json: 3 },
      log,
    })
    const error = { code: 'script_failed', message: 'No.' }
    scriptExecutions.finish(second, { status: 'failed', durationMs: 8, error })
    scripts.rename('s', 't')
    expect(scriptExecutions.get(first)).toMatchObject({
      name: 't',
      status: 'completed',
      result: { json: 3 },
      log,
    })
    scripts.delete('t')
    const page = scriptExecutions.list({ name: 's' }, { limit: 1 })
    expect(page.items).toMatchObject([{ id: second, status: 'failed', error }])
    expect(scriptExecutions.list({}, { limit: 1, cursor: page.next ?? '' }).items).toMatchObject([
      { id: first },
    ])
    expect(scriptExecutions.list({ name: 'none' }, { limit }).items).toEqual([])
    expect(() => scriptExecutions.start('t', 1, {})).toThrow(failing('script_missing'))
    expect(() => scriptExecutions.get('none')).toThrow(failing('execution_missing'))
    expect(() => scriptExecutions.finish('none', { status: 'cancelled', durationMs: 0 })).toThrow(
      failing('execution_missing'),
    )
  })

  it('by a node end as the node does', async () => {
    const store = freshStore()
    store.scripts.save(script('s'))
    const recorder = store.runs.record({ chainId: null, chain: chainOf('c', 'a'), trigger: 'command' })
    const record = { kind: 'script' as const, name: 's', version: 1, arguments: { x: 2 } }
    recorder.listen(started('r', ['a', 'b']))
    recorder.listen({ type: 'node-recorded', nodeId: 'a', at: 3, record })
    recorder.listen({ type: 'node-recorded', nodeId: 'b', at: 4, record: { ...record, name: 'gone' } })
    recorder.flush()
    const of = () => store.scriptExecutions.list({}, { limit }).items
    expect(of()).toMatchObject([
      { name: 'gone', status: 'running', nodeId: 'b' },
      { name: 's', status: 'running', executionId: 'r', nodeId: 'a', arguments: { x: 2 }, startedAt: 3 },
    ])
    const value = { kind: 'json' as const, json: 4 }
    recorder.listen({ type: 'node-finished', nodeId: 'a', at: 5, result: result({ value, durationMs: 2 }) })
    recorder.listen({ type: 'node-finished', nodeId: 'b', at: 5, result: result({ status: 'skipped' }) })
    recorder.listen(finished())
    await recorder.done
    expect(of()).toMatchObject([
      { status: 'cancelled' },
      { status: 'completed', durationMs: 2, result: value },
    ])
  })

  it('are failed when their process has died', () => {
    const dataDir = freshFolder()
    const first = freshStore({ dataDir })
    first.scripts.save(script('s'))
    const id = first.scriptExecutions.start('s', 1, {})
    expect(freshStore({ dataDir }).scriptExecutions.get(id).status).toBe('running')
    first.close()
    const store = freshStore({ dataDir })
    expect(store.scriptExecutions.get(id)).toMatchObject({ status: 'failed', error: { code: 'interrupted' } })
  })
})
