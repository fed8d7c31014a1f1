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
describe('part of a chain', () => {
  it('runs to a node, whatever is wrong elsewhere', async () => {
    const { client } = window
    const chainId = await create({
      ...LINE,
      nodes: [...LINE.nodes, { id: 'odd', type: 'TRANSFORM', operation: 'unheard-of', config: {} }],
    })
    const { id } = await client.runs.start({ chainId, mode: { kind: 'toNode', nodeId: 'b' } })
    const { state } = await follow(client, id)
    expect([...state.nodes.keys()]).toEqual(['a', 'b'])
    expect((await client.runs.get({ executionId: id })).chain.nodes).toHaveLength(5)
    await expect(
      client.runs.start({ chainId, mode: { kind: 'toNode', nodeId: 'gone' } }),
    ).rejects.toMatchObject({ data: { code: 'node_missing' } })
  })

  it('runs from a node on what was there before', async () => {
    const { client } = window
    const chainId = await create()
    const first = await client.runs.start({ chainId })
    await follow(client, first.id)
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('c', 'b + 100')] })
    const { id } = await client.runs.start({ chainId, mode: { kind: 'fromNode', nodeId: 'c' } })
    const { state, previews } = await follow(client, id)
    expect([...state.nodes.keys()]).toEqual(['a', 'b', 'c'])
    expect(previews.c).toMatchObject({ json: 106 })
    expect(state.nodes.get('b')?.result).toMatchObject({
      cached: { by: 'reuse', executionId: first.id },
      attempts: 0,
    })
    expect(state.nodes.get('c')?.result?.cached).toBe(false)
  })

  it('runs from a node on what belongs together: no branch that was taken in another run', async () => {
    const { client } = window
    const chainId = await create({
      name: 'Branches',
      parameters: [{ name: 'x', type: 'number' }],
      nodes: [
        expression('v', 'params.x'),
        { id: 'over', type: 'CONDITION', operation: 'if', config: { expression: 'value > 0' } },
        expression('yes', '"yes " + params.x'),
        expression('no', '"no " + params.x'),
        expression('join', 'inputs'),
      ],
      edges: [
        edge('v', 'over'),
        { ...edge('over', 'yes'), sourcePort: 'true' },
        { ...edge('over', 'no'), sourcePort: 'false' },
        edge('yes', 'join'),
        edge('no', 'join'),
      ],
    })
    const run = async (x: number, nodeId?: string) => {
      const mode = nodeId === undefined ? undefined : { kind: 'fromNode' as const, nodeId }
      const { id } = await client.runs.start({ chainId, inputs: { x }, ...(mode ? { mode } : {}) })
      return follow(client, id)
    }
    await run(1)
    await run(-1)
    const { state, previews } = await run(-1, 'join')
    expect(previews.join).toMatchObject({ json: { no: 'no -1' } })
    expect(state.nodes.get('yes')?.result).toMatchObject({ status: 'skipped', reason: 'branch_not_taken' })
    expect(state.nodes.get('no')?.result?.cached).toMatchObject({ by: 'reuse' })
  })

  it('runs from a node on nothing that was made of what is no longer so', async () => {
    const { client } = window
    const chainId = await create({
      name: 'Failing',
      parameters: [{ name: 'x', type: 'number' }],
      nodes: [
        expression('v', 'params.x'),
        expression('p', 'v > 0 ? v * 10 : v.no.such'),
        expression('q', 'isNull(p) ? 0 : p + 1'),
      ],
      edges: [edge('v', 'p'), edge('p', 'q')],
    })
    const run = async (x: number, mode?: { kind: 'fromNode'; nodeId: string }) =>
      follow(client, (await client.runs.start({ chainId, inputs: { x }, ...(mode ? { mode } : {}) })).id)
    await run(1)
    await run(-1)
    const { state } = await run(-1, { kind: 'fromNode', nodeId: 'q' })
    expect([...state.nodes].map(([id, { status }]) => [id, status])).toEqual([
      ['v', 'completed'],
      ['p', 'failed'],
      ['q', 'skipped'],
    ])
  })

  it('takes what a key gave under another config for no result of this one', async () => {
    const { client } = window
    const keyed = { ...expression('b', 'a * 2'), policy: { cacheKey: 'k' } }
    const chainId = await create({ ...LINE, nodes: [constant('a', 3), keyed], edges: [edge('a', 'b')] })
    const run = async (mode: 'all' | 'changed') =>
      (await follow(client, (await client.runs.start({ chainId, mode: { kind: mode } })).id)).previews.b
    expect(await run('all')).toMatchObject({ json: 6 })
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('b', 'a * 100')] })
    expect(await run('all')).toMatchObject({ json: 6 })
    const free = { type: 'setPolicy' as const, id: 'b', policy: null }
    await client.chains.edit({
      id: chainId,
      base: 1,
      entries: [{ label: 'Free', command: free, inverse: free }],
    })
    expect(await run('changed')).toMatchObject({ json: 300 })
  })

  it('runs what has changed, and says why', async () => {
    const { client } = window
    const chainId = await create()
    await follow(client, (await client.runs.start({ chainId })).id)
    await client.chains.edit({ id: chainId, base: 0, entries: [configure('c', 'b + 100')] })
    const { id } = await client.runs.start({ chainId, mode: { kind: 'changed' } })
    const { state, previews } = await follow(client, id)
    expect([...state.nodes].map(([node, { result }]) => [node, result?.why])).toEqual([
      ['a', 'reused'],
      ['b', 'reused'],
      ['c', 'config_changed'],
      ['d', 'reused'],
    ])
    expect(previews.c).toMatchObject({ json: 106 })
  })

  it('that is pinned stands still', async () => {
    const { client } = window
    const chainId = await create()
    const first = await client.runs.start({ chainId })
    await follow(client, first.id)
    await client.pins.set({ chainId, nodeId: 'b', executionId: first.id })
    expect(await client.pins.list({ chainId })).toMatchObject([{ nodeId: 'b', executionId: first.id }])
    const { id } = await client.runs.start({ chainId, inputs: { factor: 50 } })
    const pinned = await follow(client, id)
    expect(pinned.previews).toMatchObject({ b: { json: 6 }, c: { json: 7 } })
    expect(pinned.state.nodes.get('b')?.result?.cached).toEqual({ by: 'pin', executionId: first.id })
    await client.pins.remove({ chainId, nodeId: 'b' })
    const free = await follow(client, (await client.runs.start({ chainId, inputs: { factor: 50 } })).id)
    expect(free.previews.c).toMatchObject({ json: 151 })
    await expect(client.pins.set({ chainId, nodeId: 'nope', executionId: first.id })).rejects.toMatchObject({
      data: { code: 'value_missing' },
    })
  })
})
