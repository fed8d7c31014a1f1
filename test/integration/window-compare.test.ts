import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chain } from '#shared/chain/schema.ts'
import { damageTables } from '../support/blobs.ts'
import { ergo } from '../support/ergo.ts'
import { constant, edge, expression, follow, openTestWindow, type TestWindow } from '../support/window.ts'

let window: TestWindow
beforeEach(async () => {
  window = await openTestWindow()
})
afterEach(async () => {
  expect(window.bugs).toEqual([])
  await window.close()
})

const sorted = (id: string) => ({
  id,
  type: 'TRANSFORM' as const,
  operation: 'sort',
  config: { by: [{ column: 'x' }] },
})
const chain = (records: object[], text = 'rows.length'): Chain => ({
  name: 'Rows',
  parameters: [{ name: 'limit', type: 'number', default: 1 }],
  nodes: [
    { ...constant('rows', null), config: { value: JSON.parse(JSON.stringify(records)) } },
    sorted('table'),
    expression('count', text),
  ],
  edges: [edge('rows', 'table'), edge('rows', 'count')],
})

async function run(of: Chain, inputs = {}) {
  const { client } = window
  const { summary } = await client.chains.create({ chain: of })
  const { id } = await client.runs.start({ chainId: summary.id, inputs })
  await follow(client, id)
  return id
}

describe('comparing two runs', () => {
  it('tells what differs in inputs, chain and nodes, and rows by their key', async () => {
    const { client } = window
    const before = [
      { id: 'p', x: 1, note: 'one' },
      { id: 'q', x: 2, note: 'two' },
      { id: 'r', x: 3, note: null },
    ]
    const after = [
      { id: 'q', x: 2.5, note: 'two' },
      { id: 'r', x: 3, note: null },
      { id: 's', x: 4, note: 'four' },
    ]
    const [a, b] = [await run(chain(before)), await run(chain(after, 'rows.length + 1'), { limit: 2 })]
    const { inputs, chain: difference, compared, ...of } = await client.comparison.runs({ a, b })
    expect([of.a.id, of.b.id]).toEqual([a, b])
    expect(inputs).toEqual([{ field: 'limit', before: 1, after: 2 }])
    expect(difference.changed.map((node) => node.id)).toEqual(['rows', 'count'])
    expect(compared.first).toBe('rows')
    expect(compared.nodes.map((node) => [node.nodeId, node.verdict])).toEqual([
      ['rows', 'changed'],
      ['table', 'changed'],
      ['count', 'changed'],
    ])

    for (const nodeId of ['rows', 'table']) {
      const rows = await client.comparison.values({ a, b, nodeId })
      if (rows.kind !== 'table') throw new Error('no table')
      expect(rows.keys).toEqual(['id'])
      expect(rows.counts).toEqual({ same: 1, changed: 1, added: 1, removed: 1 })
      expect(rows.matching).toBe(3)
      expect(rows.columns.map(({ name, in: where }) => [name, where])).toEqual([
        ['id', 'both'],
        ['x', 'both'],
        ['note', 'both'],
      ])
      expect(rows.rows).toEqual([
        { state: 'removed', a: ['p', 1, 'one'], b: null },
        { state: 'changed', a: ['q', 2, 'two'], b: ['q', 2.5, 'two'] },
        { state: 'added', a: null, b: ['s', 4, 'four'] },
      ])
    }
    const paged = await client.comparison.values({
      a,
      b,
      nodeId: 'table',
      states: ['same', 'added'],
      limit: 1,
      offset: 1,
    })
    expect(paged).toMatchObject({ matching: 2, offset: 1, rows: [{ state: 'added' }] })
    const count = await client.comparison.values({ a, b, nodeId: 'count' })
    expect(count).toEqual({ kind: 'value', fields: [{ field: '', before: 3, after: 4 }], more: false })
  })

  it('tells a difference that only another output of a node has', async () => {
    const { client, dataDir } = window
    const limited = (factor: number): Chain => ({
      name: 'Outliers',
      parameters: [],
      nodes: [
        { ...constant('rows', null), config: { value: [1, 2, 3, 4, 99].map((x) => ({ x })) } },
        { id: 'odd', type: 'CALCULATE', operation: 'outliers', config: { column: 'x', factor } },
      ],
      edges: [edge('rows', 'odd')],
    })
    const [a, b] = [await run(limited(2)), await run(limited(3))]
    const { compared } = await client.comparison.runs({ a, b })
    expect(compared.nodes[1]).toMatchObject({
      verdict: 'changed',
      port: 'limits',
      what: 'Output limits: its value differs.',
    })
    expect(await client.comparison.values({ a, b, nodeId: 'odd' })).toMatchObject({ counts: { changed: 0 } })
    const limits = await client.comparison.values({ a, b, nodeId: 'odd', port: 'limits' })
    if (limits.kind !== 'value') throw new Error('no record')
    expect(limits.fields.map(({ field }) => field)).toEqual(['low', 'high'])
    const told = await ergo(['compare', a, b, '--node', 'odd'], { dataDir })
    expect(told.code).toBe(1)
    expect(told.stdout).toContain('Output limits:\nlow: ')
    const [out, kept] = [join(dataDir, 'limits.json'), join(dataDir, 'kept.csv')]
    await ergo(['export', a, out, '--node', 'odd', '--port', 'limits'], { dataDir })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ low: -2, high: 8 })
    await ergo(['export', a, kept, '--node', 'odd', '--port', 'kept'], { dataDir })
    expect(readFileSync(kept, 'utf8')).toBe('x\n1\n2\n3\n4\n')
  })

  it('matches rows by several columns, and by place where none names them', async () => {
    const { client } = window
    const [a, b] = [
      await run(
        chain([
          { x: 1, y: 1, z: 'a' },
          { x: 1, y: 2, z: 'b' },
          { x: 1, y: 2, z: 'b' },
        ]),
      ),
      await run(
        chain([
          { x: 1, y: 2, z: 'c' },
          { x: 1, y: 2, z: 'b' },
          { x: 1, y: 1, z: 'a', w: 0 },
        ]),
      ),
    ]
    const by = await client.comparison.values({ a, b, nodeId: 'rows', keys: ['x', 'y'] })
    expect(by).toMatchObject({ keys: ['x', 'y'], counts: { same: 2, changed: 1, added: 0, removed: 0 } })
    expect(by).toMatchObject({ columns: [{}, {}, {}, { name: 'w', in: 'b' }] })
    const place = await client.comparison.values({ a, b, nodeId: 'rows' })
    expect(place).toMatchObject({ keys: [], counts: { same: 1, changed: 2 } })
    await expect(client.comparison.values({ a, b, nodeId: 'rows', keys: ['w'] })).rejects.toMatchObject({
      data: { code: 'column_missing' },
    })
    await expect(client.comparison.values({ a, b, nodeId: 'none' })).rejects.toMatchObject({
      data: { code: 'value_missing' },
    })
  })

  it('says that the rows of one are damaged', async () => {
    const [a, b] = [await run(chain([{ x: 1 }])), await run(chain([{ x: 2 }]))]
    expect(damageTables(window.dataDir)).toBe(2)
    await expect(window.client.comparison.values({ a, b, nodeId: 'table' })).rejects.toMatchObject({
      data: { code: 'blob_damaged' },
    })
  })
})
