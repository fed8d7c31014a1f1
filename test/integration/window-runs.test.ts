import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chain } from '#shared/chain/schema.ts'
import { configure, LINE } from '../support/line.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

async function create(of: Chain = LINE) {
  const { summary } = await window.client.chains.create({ chain: of })
  return summary.id
}
describe('a run', () => {
  it('is told as it goes, with values in small, and kept', async () => {
    const { client } = window
    const chainId = await create()
    const started = await client.runs.start({ chainId, inputs: { factor: 5 } })
    expect(started).toMatchObject({ chainId, chainName: 'Line', chainState: 'same' })
    const { state, previews } = await follow(client, started.id)
    expect(state.status).toBe('completed')
    expect(previews).toMatchObject({ c: { kind: 'json', json: 16 }, d: { json: 'aside' } })
    expect(state.nodes.get('c')?.result?.value).toBeUndefined()

    const again = await follow(client, started.id)
    expect(again.previews).toEqual(previews)
    expect(again.state.nodes.get('c')?.status).toBe('completed')
    const detail = await client.runs.get({ executionId: started.id })
    expect(detail).toMatchObject({
      inputs: { factor: 5 },
      summary: { status: 'completed', counts: { completed: 4 } },
    })
    expect(detail.chain).toEqual(LINE)
    expect((await client.inputSets.list({ chainId })).last).toEqual({ factor: 5 })
  })

  it('of a chain with a problem, or without its inputs, does not start', async () => {
    const { client } = window
    const broken = await create({ ...LINE, edges: [...LINE.edges, edge('c', 'b')] })
    await expect(client.runs.start({ chainId: broken })).rejects.toMatchObject({
      data: {
        code: 'chain_invalid',
        data: { issues: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) },
      },
    })
    const wanting = await create({ ...LINE, parameters: [{ name: 'factor', type: 'number' }] })
    await expect(client.runs.start({ chainId: wanting })).rejects.toMatchObject({
      data: { code: 'input_missing', data: { parameters: ['factor'] } },
    })
    await expect(client.runs.start({ chainId: wanting, inputs: { factor: 'x' } })).rejects.toMatchObject({
      data: { code: 'input_invalid' },
    })
    expect((await client.runs.list({})).items).toEqual([])
  })

  it('that fails says where and why', async () => {
    const { client } = window
    const chainId = await create({
      ...LINE,
      nodes: [constant('a', 3), expression('b', 'nope.x'), expression('c', 'b')],
    })
    const { id } = await client.runs.start({ chainId })
    const { state } = await follow(client, id)
    expect(state.status).toBe('failed')
    expect(state.nodes.get('c')?.result).toMatchObject({ status: 'skipped', reason: 'upstream_failed' })
    const { items } = await client.runs.list({ status: ['failed'] })
    expect(items[0]?.error?.message).toBe(state.nodes.get('b')?.result?.error?.message)
  })

  it('can be stopped at once, and one that has ended stays as it is', async () => {
    const { client } = window
    const http = { id: 'slow', type: 'DATA_INPUT' as const, operation: 'constant', config: { value: 1 } }
    const chainId = await create({
      name: 'Slow',
      parameters: [],
      nodes: [http, { ...expression('x', 'missing()'), policy: { retries: 9, retryDelayMs: 60_000 } }],
      edges: [edge('slow', 'x')],
    })
    const { id } = await client.runs.start({ chainId })
    let cancelled = false
    const { state } = await follow(client, id, (seen) => {
      if (cancelled || (seen.nodes.get('x')?.failures.length ?? 0) === 0) return
      cancelled = true
      void client.runs.cancel({ executionId: id })
    })
    expect(state.status).toBe('cancelled')
    expect(state.nodes.get('slow')?.status).toBe('completed')
    expect(await client.runs.cancel({ executionId: id })).toEqual({})
    expect((await client.runs.get({ executionId: id })).summary.status).toBe('cancelled')
  })

  it('works side by side with as many runners as the settings say', async () => {
    const { client } = window
    await client.settings.set({ maxWorkers: 2, parallel: true })
    const endless = ['a', 'b'].map((id) => expression(id, '(() => { for (;;); })()'))
    const chainId = await create({ name: 'Side by side', nodes: endless, edges: [], parameters: [] })
    const { id } = await client.runs.start({ chainId })
    let cancelled = false
    await follow(client, id, ({ nodes }) => {
      if (cancelled || ![...nodes.values()].every((node) => node.status === 'running')) return
      cancelled = true
      void client.runs.cancel({ executionId: id })
    })
    expect(cancelled).toBe(true)
  })

  it('looked at later shows the chain as it was', async () => {
    const { client } = window
    const chainId = await create()
    const { id } = await client.runs.start({ chainId })
    await follow(client, id)
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('b', 'a * 100')] })
    await client.chains.delete({ id: chainId })
    window = await window.restart()
    const detail = await window.client.runs.get({ executionId: id })
    expect(detail.chain).toEqual(LINE)
    expect(detail.summary.chainState).toBe('deleted')
    const { state, previews } = await follow(window.client, id)
    expect(state.status).toBe('completed')
    expect(previews.c).toMatchObject({ json: 7 })
    const forked = await window.client.chains.fork({ executionId: id })
    expect((await window.client.chains.get({ id: forked.id })).chain.nodes).toEqual(LINE.nodes)
    const again = await window.client.runs.again({ executionId: id })
    expect((await follow(window.client, again.id)).previews.c).toMatchObject({ json: 7 })
  })

  it('is listed in pages, newest first, by chain and state', async () => {
    const { client } = window
    const [one, two] = [await create(), await create({ ...LINE, name: 'Other' })]
    const ids: string[] = []
    for (const chainId of [one, two, one, one]) {
      const { id } = await client.runs.start({ chainId })
      await follow(client, id)
      ids.unshift(id)
    }
    const first = await client.runs.list({ limit: 3 })
    const rest = await client.runs.list({ limit: 3, cursor: first.next ?? '' })
    expect([...first.items, ...rest.items].map((run) => run.id)).toEqual(ids)
    expect((await client.runs.list({ chainId: two })).items.map((run) => run.chainName)).toEqual(['Other'])
    expect((await client.runs.list({ text: 'aside' })).items).toHaveLength(4)
  })
})

describe('inputs', () => {
  it('are kept in sets', async () => {
    const { client } = window
    const chainId = await create()
    await client.inputSets.save({ chainId, name: 'High', values: { factor: 9 } })
    await client.inputSets.save({ chainId, name: 'High', values: { factor: 10 } })
    expect(await client.inputSets.list({ chainId })).toEqual({
      sets: [{ name: 'High', values: { factor: 10 } }],
      last: null,
    })
    await client.inputSets.remove({ chainId, name: 'High' })
    expect((await client.inputSets.list({ chainId })).sets).toEqual([])
  })
})

describe('values', () => {
  it('are read in parts', async () => {
    const { client, dataDir } = window
    await writeFile(
      join(dataDir, 'samples.csv'),
      `id,mass\n${Array.from({ length: 300 }, (_, i) => `s${i},${i / 2}`).join('\n')}\n`,
    )
    const chainId = await create({
      name: 'Values',
      parameters: [],
      nodes: [
        { id: 'samples', type: 'DATA_INPUT', operation: 'file', config: { path: 'samples.csv' } },
        expression('big', `samples.map((row) => ({ ...row, note: 'x'.repeat(300) }))`),
        expression('note', `'word '.repeat(50000)`),
        constant('none', null),
      ],
      edges: [edge('samples', 'big')],
    })
    const { id: executionId } = await client.runs.start({ chainId })
    const { state, previews } = await follow(client, executionId)
    expect(state.status).toBe('completed')
    expect(previews.samples).toMatchObject({ kind: 'table', rowCount: 300, columnCount: 2, rows: [] })
    const samples = { executionId, nodeId: 'samples' }
    expect(await client.values.preview(samples)).toMatchObject({ rows: expect.arrayContaining([['s0', 0]]) })
    const page = await client.values.table({
      ...samples,
      offset: 0,
      limit: 2,
      sort: [{ column: 'mass', descending: true }],
    })
    expect(page).toMatchObject({
      rows: [
        ['s299', 149.5],
        ['s298', 149],
      ],
      total: 300,
    })
    const big = { executionId, nodeId: 'big' }
    expect(await client.values.table({ ...big, search: 's299' })).toMatchObject({ matching: 1, total: 300 })
    expect(await client.values.json({ ...big, path: [299], limit: 1 })).toMatchObject({
      entries: [{ key: 'id', value: { json: 's299' } }],
      size: 3,
    })
    const text = await client.values.text({ executionId, nodeId: 'note', offset: 249_990, limit: 100 })
    expect(text).toEqual({ text: 'word word ', offset: 249_990, size: 250_000 })
    await expect(client.values.table({ executionId, nodeId: 'note' })).rejects.toMatchObject({
      data: { code: 'value_kind' },
    })
    await expect(client.values.text(samples)).rejects.toMatchObject({ data: { code: 'value_kind' } })
    await expect(client.values.bytes(samples)).rejects.toMatchObject({ data: { code: 'value_kind' } })
    await expect(client.values.draw({ ...samples, chart: { by: 'value' } })).rejects.toMatchObject({
      data: { code: 'value_kind' },
    })
    await expect(client.values.preview({ executionId, nodeId: 'gone' })).rejects.toMatchObject({
      data: { code: 'value_missing' },
    })
  })
})

describe('expressions', () => {
  const ask = (
    chainId: Awaited<ReturnType<typeof create>>,
    text: string,
    sources = ['a'],
    kind: 'expression' | 'template' = 'expression',
  ) =>
    window.client.expressions.evaluate({
      chainId,
      kind,
      text,
      sources: sources.map((nodeId) => ({ nodeId, port: 'out' })),
    })

  it('are evaluated on what the last run had', async () => {
    const { client } = window
    const chainId = await create()
    expect(await ask(chainId, 'a + 1')).toEqual({ state: 'no_data', missing: ['a'] })
    await follow(client, (await client.runs.start({ chainId, inputs: { factor: 4 } })).id)
    expect(await ask(chainId, 'a + b + params.factor', ['a', 'b'])).toMatchObject({
      state: 'value',
      value: { json: 19 },
    })
    expect(await ask(chainId, 'a is {{ a }}', ['a'], 'template')).toMatchObject({ value: { json: 'a is 3' } })
    expect(await ask(chainId, '1 +\n  nope')).toMatchObject({
      state: 'problem',
      problem: { error: { code: 'expression_failed' } },
    })
    // What takes too long is told without the node that stood for it.
    expect(await ask(chainId, '(() => { for (;;); })()')).toMatchObject({
      state: 'problem',
      problem: {
        error: { code: 'timeout', message: expect.stringMatching(/^This takes longer than a second/) },
      },
    })
    expect(await client.runs.list({})).toMatchObject({ items: [{}] })
  })

  it('know what can be named', async () => {
    const { client } = window
    const chainId = await create({
      ...LINE,
      nodes: [constant('a', [{ x: 1, y: 'b' }, { z: true }])],
      edges: [],
    })
    const sources = [{ nodeId: 'a', port: 'out' }]
    expect((await client.expressions.scope({ chainId, sources })).inputs).toEqual([
      { name: 'a', type: 'unknown', members: [] },
    ])
    await follow(client, (await client.runs.start({ chainId })).id)
    expect(await client.expressions.scope({ chainId, sources })).toEqual({
      inputs: [
        {
          name: 'a',
          type: 'list',
          members: [
            { name: 'x', type: 'number' },
            { name: 'y', type: 'text' },
            { name: 'z', type: 'boolean' },
          ],
        },
      ],
      params: [{ name: 'factor', type: 'number', members: [] }],
    })
  })
})
