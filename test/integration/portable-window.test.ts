import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chain } from '#shared/chain/schema.ts'
import { LEFT_OUT } from '#shared/run/secrets.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'
import { freshFolder } from './store/world.ts'

const file = (): string => join(freshFolder(), 'run.ergorun')

describe('a run’s file in the window', () => {
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
