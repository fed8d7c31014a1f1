import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExecutionId } from '#shared/base/ids.ts'
import type { Json } from '#shared/base/json.ts'
import { follow, openTestWindow, type TestWindow } from '../support/window.ts'

const RECORDS = Array.from({ length: 40 }, (_, i) => ({ x: i, y: 2 * i + 1, who: i % 2 ? 'odd' : 'even' }))

let window: TestWindow
let executionId: ExecutionId

const node = (id: string, type: string, operation: string, config: Json) => ({ id, type, operation, config })
const edge = (source: string, target: string) => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'in',
})

beforeAll(async () => {
  window = await openTestWindow()
  const { summary } = await window.client.chains.importText({
    text: JSON.stringify({
      format: 'ergo.chain',
      version: 1,
      name: 'Values',
      nodes: [
        node('list', 'DATA_INPUT', 'constant', { value: RECORDS }),
        node('table', 'TRANSFORM', 'sort', { by: [{ column: 'x', descending: true }] }),
        node('chart', 'OUTPUT', 'chart', { kind: 'line', x: 'x', y: ['y'], group: 'who' }),
        node('fit', 'CALCULATE', 'regression', { x: 'x', y: 'y' }),
        node('peaks', 'CALCULATE', 'peaks', { x: 'x', y: 'y' }),
      ],
      edges: [edge('list', 'table'), edge('table', 'chart'), edge('table', 'fit'), edge('list', 'peaks')],
    }),
  })
  const run = await window.client.runs.start({ chainId: summary.id })
  executionId = run.id
  const { state } = await follow(window.client, executionId)
  expect([...state.nodes].filter(([, { status }]) => status !== 'completed')).toEqual([])
})
afterAll(() => window.close())

const at = (nodeId: string) => ({ executionId, nodeId })

describe('a chart', () => {
  it('that a node made is drawn from the data kept with it, and its data are a table', async () => {
    const { series, spec } = await window.client.values.draw({ ...at('chart'), chart: { by: 'value' } })
    expect(spec.title).toBe('chart')
    expect(series.map(({ name, total, x }) => [name, x.length, total])).toEqual([
      ['odd', 20, 20],
      ['even', 20, 20],
    ])
    const page = await window.client.values.table({ ...at('chart'), limit: 1 })
    expect([page.columns.map(({ name }) => name), page.rows]).toEqual([['x', 'y', 'who'], [[39, 79, 'odd']]])
  })

  it('of a table or a list is drawn on the spot', async () => {
    for (const nodeId of ['table', 'list']) {
      const chart = { by: 'config' as const, config: { kind: 'scatter' as const, x: 'x', y: ['y'] } }
      const { series } = await window.client.values.draw({ ...at(nodeId), chart })
      expect(series[0]?.x).toHaveLength(40)
    }
    const wrong = { by: 'config' as const, config: { y: ['nope'] } }
    await expect(window.client.values.draw({ ...at('table'), chart: wrong })).rejects.toMatchObject({
      data: { code: 'column_missing' },
    })
  })

  it('that an operation is best seen as is drawn from its ports and what came in', async () => {
    const fit = await window.client.values.draw({ ...at('fit'), chart: { by: 'result' } })
    expect(fit.series.map(({ name, mark, panel }) => [name, mark, panel])).toEqual([
      ['y', 'points', 'main'],
      ['fit', 'line', 'main'],
      ['residual', 'points', 'below'],
    ])
    expect(fit.below?.extent).toBeDefined()
    // No peak in a straight line: the curve is there all the same.
    const peaks = await window.client.values.draw({ ...at('peaks'), chart: { by: 'result' } })
    expect(peaks.series.map(({ name }) => name)).toEqual(['y'])
    await expect(
      window.client.values.draw({ ...at('table'), chart: { by: 'result' } }),
    ).rejects.toMatchObject({
      data: { code: 'no_chart' },
    })
    await expect(window.client.values.draw({ ...at('fit'), chart: { by: 'value' } })).rejects.toMatchObject({
      data: { code: 'value_kind' },
    })
  })
})

describe('a table', () => {
  it('is profiled by column', async () => {
    expect(await window.client.values.profile({ ...at('table'), column: 'who' })).toMatchObject({
      rows: 40,
      distinct: 2,
      frequent: [
        { value: 'even', count: 20 },
        { value: 'odd', count: 20 },
      ],
    })
  })

  it('is written where one wants it, or for a browser to fetch', async () => {
    const path = join(window.dataDir, 'out.csv')
    const events = []
    const filter = [{ column: 'who', operator: 'eq' as const, value: 'odd' }]
    for await (const event of await window.client.values.save({
      ...at('table'),
      filter,
      format: 'csv',
      path,
    }))
      events.push(event)
    expect(events.at(-1)).toEqual({ type: 'saved', path, download: null })
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(21)

    const offered = []
    const saving = await window.client.values.save({
      ...at('list'),
      format: 'json',
      path: null,
      name: 'mine',
    })
    for await (const event of saving) offered.push(event)
    const last = offered.at(-1)
    if (last?.type !== 'saved' || last.download === null) throw new Error('It was not offered.')
    const file = window.app.downloads.take(last.download.replace('/download/', ''))
    expect(file?.name).toBe('mine.json')
    expect(JSON.parse(await readFile(file?.path ?? '', 'utf8'))).toHaveLength(40)
    expect(window.app.downloads.take(last.download)).toBeUndefined()

    const nowhere = join(window.dataDir, 'out.csv', 'below-a-file.csv')
    const failing = async () => {
      for await (const event of await window.client.values.save({
        ...at('table'),
        format: 'csv',
        path: nowhere,
      }))
        events.push(event)
    }
    await expect(failing()).rejects.toMatchObject({ data: { code: 'file_unwritable' } })
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('a value', () => {
  it('is searched, its places found and copied', async () => {
    const { client } = window
    expect(await client.values.search({ ...at('list'), text: 'ODD' })).toMatchObject({
      paths: expect.arrayContaining([[1, 'who']]),
    })
    expect(await client.values.place({ ...at('list'), path: [3], key: 'who' })).toEqual({ index: 2, size: 0 })
    expect(await client.values.text({ ...at('list'), path: [3, 'who'] })).toMatchObject({ text: 'odd' })
    const { offset } = await client.values.find({ ...at('list'), text: '"who": "ODD"', from: 0 })
    expect(offset).toBeGreaterThan(0)
    expect(await client.values.find({ ...at('list'), text: 'nowhere', from: 0 })).toEqual({ offset: null })
  })
})
