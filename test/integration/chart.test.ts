import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openPages, type TableSource } from '#electron/data/pages.ts'
import { openTables } from '#electron/data/tables.ts'
import { runChart } from '#electron/operations/output/chart.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import { chartOf } from '#shared/operation/chart/chart-of.ts'
import { ChartSpec } from '#shared/operation/chart/spec.ts'
import { ChartConfig, chart } from '#shared/operation/output/chart.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
const pages = openPages({ blobs: world.folder, scratch: join(tmpdir(), 'ergo') })
afterAll(() => pages.close())

let lists = 0
async function drawn(
  config: JsonRecord,
  data: readonly JsonRecord[] | TableSource,
  query: Partial<DrawQuery> = {},
): Promise<Drawing> {
  lists += 1
  const source: TableSource =
    'kind' in data
      ? (data as TableSource)
      : { kind: 'records', key: String(lists), records: data as JsonRecord[] }
  const spec = chartOf(ChartConfig.parse(config), await pages.columns(source))
  return pages.draw(spec, new Map([['data', source]]), { points: 6000, window: undefined, ...query })
}

const run = (config: JsonRecord, samples: Json) =>
  operate(world, chart, runChart, config, { inputs: { samples } })
const refused = (config: JsonRecord, samples: Json) => failureIn(run(config, samples))

describe('the operation', () => {
  const samples = [
    { batch: 'a', mass: 1, u: 0.1, note: 'x' },
    { batch: 'b', mass: 3, u: 0.2, note: 'y' },
  ]

  it('keeps what to draw, and of the data the columns it needs', async () => {
    const { value, warnings } = await run({ kind: 'bar', errors: ['u'] }, samples)
    expect(warnings).toEqual([])
    if (value.kind !== 'chart') throw new Error(value.kind)
    expect(value.data?.columns.map(({ name }) => name)).toEqual(['batch', 'mass', 'u'])
    expect(ChartSpec.parse(value.spec)).toMatchObject({
      title: 'Node',
      x: { title: 'batch' },
      y: { title: 'mass' },
      layers: [{ mark: 'bars', x: 'batch', y: 'mass', error: 'u' }],
    })
  })

  it('draws a list of numbers over its indices', async () => {
    const { value } = await run({}, [4, null, 6])
    expect(value).toMatchObject({ spec: { layers: [{ x: 'index', y: 'value' }] }, data: { rowCount: 3 } })
  })

  it('counts what it can not draw', async () => {
    const rows = [
      { x: 1, y: 0 },
      { x: 2, y: -1 },
      { x: 3, y: 5 },
      { x: null, y: 5 },
    ]
    const { warnings } = await run({ kind: 'scatter', x: 'x', y: ['y'], logY: true }, rows)
    expect(warnings.map(({ code, data }) => [code, data?.column, data?.count])).toEqual([
      ['not_drawn', 'x', 1],
      ['not_on_log_axis', 'y', 2],
    ])
  })

  it('says of one value and of several what has no place on its axes', async () => {
    const rows = [
      { x: 1, y: -1 },
      { x: null, y: 5 },
      { x: null, y: 6 },
      { x: 4, y: 7 },
    ]
    const { warnings } = await run({ kind: 'scatter', x: 'x', y: ['y'], logY: true }, rows)
    expect(warnings.map(({ message }) => message)).toEqual([
      '2 of 4 rows have no usable value of "x" and are not drawn.',
      '1 of 4 value of "y" is not above 0, so it has no place on a logarithmic axis and is not drawn.',
    ])
  })

  it('refuses a table without rows', async () => {
    const data = { kind: 'table' as const, columns: [], rowCount: 0, ref: 'none' }
    expect(await failureIn(operate(world, chart, runChart, {}, { values: { data } }))).toBe(
      'empty_input: The input has no rows, so there is nothing to draw.',
    )
  })

  it.each([
    [{}, [], 'empty_input: The list is empty, so there is nothing to draw.'],
    [{}, 'text', 'not_a_table: '],
    [{ y: ['masse'] }, samples, 'column_missing: There is no column "masse": did you mean "mass"?'],
    [{ y: ['note'] }, samples, 'column_missing: The column "note" holds text, not numbers'],
    [{ kind: 'bar', errors: ['u', 'u'] }, samples, 'bad_errors: There are 1 columns y but 2 of error bars'],
    [{ kind: 'line', y: ['mass'], logY: true }, [{ mass: -1 }, { mass: 0 }], 'column_missing: '],
    [{ kind: 'histogram' }, [{ a: 'x' }], 'column_missing: The table has too few columns of numbers'],
    [
      { kind: 'line', logY: true },
      [0, -1],
      'nothing_to_draw: No row has all that the chart needs of "index", "value"',
    ],
    [
      { kind: 'bar', x: 'i', y: ['i'] },
      Array.from({ length: 1001 }, (_, i) => ({ i })),
      'too_many_categories: "i" has 1001 different values',
    ],
    [
      { x: 'i', y: ['i'], group: 'i' },
      Array.from({ length: 25 }, (_, i) => ({ i })),
      'too_many_series: "i" has 25 different values',
    ],
  ] as const)('refuses %j', async (config, input, message) => {
    expect(await refused(config as JsonRecord, input as unknown as Json)).toContain(message)
  })
})

describe('a drawing', () => {
  it('has a series for each column or group, with gaps and error bars', async () => {
    const rows = [
      { t: 1, a: 1, b: 9, e: 0.5, who: 'p' },
      { t: 2, a: null, b: 8, e: 1, who: 'q' },
      { t: 3, a: 3, b: 7, e: null, who: 'p' },
    ]
    const two = await drawn({ x: 't', y: ['a', 'b'], errors: ['e', 'e'] }, rows)
    expect(two.series.map(({ name, x, y, error }) => ({ name, x, y, error }))).toEqual([
      { name: 'a', x: [1, 2, 3], y: [1, null, 3], error: [0.5, 1, null] },
      { name: 'b', x: [1, 2, 3], y: [9, 8, 7], error: [0.5, 1, null] },
    ])
    expect([two.x.extent, two.y.extent]).toEqual([
      [1, 3],
      [0.5, 9.5],
    ])
    const groups = await drawn({ kind: 'scatter', x: 't', y: ['b'], group: 'who' }, rows)
    expect(groups.series.map(({ name, x }) => [name, x])).toEqual([
      ['p', [1, 3]],
      ['q', [2]],
    ])
  })

  it('has times in milliseconds and names by first appearance', async () => {
    const tables = openTables({ files: [], scratch: world.path('scratch') })
    const table = await tables.query(
      `SELECT * FROM (VALUES (TIMESTAMP '2024-01-01 00:00:01', 'b', 1), (TIMESTAMP '2024-01-01 00:00:00', 'a', 2)) t("at", name, v)`,
      {},
      NEVER,
    )
    const path = world.path('times.parquet')
    await tables.exportParquet(table, path)
    await tables.close()
    const source = { ...table, kind: 'file' as const, path }
    const times = await drawn({ y: ['v'] }, source)
    expect(times.x.scale).toBe('time')
    expect(times.series[0]?.x).toEqual([1_704_067_201_000, 1_704_067_200_000])
    expect((await drawn({ y: ['v'], x: 'at', order: 'x' }, source)).series[0]?.y).toEqual([2, 1])
    const names = await drawn({ x: 'name', y: ['v'] }, source)
    expect(names.x).toMatchObject({ scale: 'category', names: ['b', 'a'] })
    expect(names.series[0]).toMatchObject({ x: [0, 1], y: [1, 2] })
    const bars = await drawn({ kind: 'bar', x: 'at', y: ['v'] }, source)
    expect(bars.x).toMatchObject({ names: [1_704_067_200_000, 1_704_067_201_000], namesAre: 'time' })
    expect(bars.series[0]).toMatchObject({ x: [1, 0], y: [1, 2] })
  })

  it('combines rows that share a bar', async () => {
    const rows = [
      { k: 'a', v: 1, e: 1 },
      { k: 'a', v: 4, e: 1 },
      { k: 'b', v: 5, e: 2 },
    ]
    const values = async (combine: string) =>
      (await drawn({ kind: 'bar', x: 'k', y: ['v'], combine, errors: ['e'] }, rows)).series[0]
    expect(await values('mean')).toMatchObject({ y: [2.5, 5], error: [null, 2], total: 3 })
    expect((await values('sum'))?.y).toEqual([5, 5])
    expect((await values('count'))?.y).toEqual([2, 1])
    expect((await values('min'))?.y).toEqual([1, 5])
    expect((await values('median'))?.y).toEqual([2.5, 5])
    expect((await values('max'))?.y).toEqual([4, 5])
  })

  it('counts numbers in bins that hold all of them', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => ({ v: i, who: i < 50 ? 'p' : 'q' }))
    const { series, x } = await drawn({ kind: 'histogram', bins: 4, y: ['v'] }, rows)
    expect(series[0]).toMatchObject({
      x: [0, 24.75, 49.5, 74.25],
      until: [24.75, 49.5, 74.25, 99],
      y: [25, 25, 25, 25],
    })
    expect(x.extent).toEqual([0, 99])
    const two = await drawn({ kind: 'histogram', y: ['v'], group: 'who' }, rows)
    expect(two.series.map(({ y }) => y.reduce<number>((sum, n) => sum + (n ?? 0), 0))).toEqual([50, 50])
    const logs = await drawn({ kind: 'histogram', bins: 2, y: ['v'], logX: true }, [
      { v: 1 },
      { v: 10 },
      { v: 100 },
      { v: 0 },
    ])
    expect(logs.series[0]?.until?.map((edge) => Math.round(edge))).toEqual([10, 100])
    expect(logs.series[0]?.total).toBe(3)
    expect((await drawn({ kind: 'histogram' }, [{ v: 2 }, { v: 2 }])).x.extent).toEqual([1, 3])
  })

  it('has the five numbers of a box and what lies beyond', async () => {
    const rows = [1, 2, 3, 4, 100].map((v) => ({ v, w: v * 2 }))
    const { series, x } = await drawn({ kind: 'box', y: ['v', 'w'] }, rows)
    expect(x.names).toEqual(['v', 'w'])
    expect(series[0]).toMatchObject({ x: [0], boxes: [[1, 2, 3, 4, 4]], outliers: [[0, 100]], total: 5 })
    expect(series[1]).toMatchObject({ x: [1], boxes: [[2, 4, 6, 8, 8]], outliers: [[1, 200]] })
    const named = await drawn({ kind: 'box', x: 'k', y: ['v'] }, [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ])
    expect(named.series[0]?.boxes).toEqual([
      [1, 1, 1, 1, 1],
      [2, 2, 2, 2, 2],
    ])
  })

  it('has a cell for each pair that has rows', async () => {
    const rows = [
      { row: 'r', column: 'c', v: 1 },
      { row: 'r', column: 'c', v: 3 },
      { row: 's', column: 'd', v: 5 },
    ]
    const { series, x, y } = await drawn({ kind: 'heatmap', x: 'row', y: ['column'], value: 'v' }, rows)
    expect(series[0]).toMatchObject({ x: [0, 1], y: [0, 1], value: [2, 5] })
    expect([x.names, y.names]).toEqual([
      ['r', 's'],
      ['c', 'd'],
    ])
    const counts = await drawn({ kind: 'heatmap', x: 'row', y: ['column'] }, rows)
    expect(counts.series[0]?.value).toEqual([2, 1])
    const many = Array.from({ length: 1000 }, (_, i) => ({ a: i, b: i % 3 }))
    const shared = await drawn({ kind: 'heatmap', x: 'a', y: ['b'] }, many)
    expect(shared.x.names).toHaveLength(200)
    expect(shared.x.names?.[0]).toBeCloseTo(2.4975)
    expect(shared.series[0]?.total).toBe(1000)
  })

  it('turns an imaginary part over for a Nyquist chart, whose axes have one scale', async () => {
    const { spec, series } = await drawn({ kind: 'nyquist' }, [{ f: 1, re: 2, im: -3 }])
    expect(spec).toMatchObject({ equal: true, x: { title: 're' }, y: { title: '−im' } })
    expect(series[0]).toMatchObject({ x: [2], y: [3] })
  })
})

describe('a large series', () => {
  it('is drawn sampled with its extremes and gaps, exact in a window', async () => {
    const tables = openTables({ files: [], scratch: world.path('scratch') })
    const table = await tables.query(
      `SELECT i AS t, CASE WHEN i = 500123 THEN 99 WHEN i BETWEEN 700000 AND 710000 THEN NULL ELSE sin(i / 5000.0) END AS y,
         cos(i / 5000.0) AS z FROM range(1000000) r(i)`,
      {},
      NEVER,
    )
    const path = world.path('large.parquet')
    await tables.exportParquet(table, path)
    await tables.close()
    const source = { ...table, kind: 'file' as const, path }
    for (const order of ['rows', 'x']) {
      const { series, y } = await drawn({ x: 't', y: ['y'], order }, source, { points: 4000 })
      const [line] = series
      expect(line).toMatchObject({ sampled: true, total: 1_000_000 })
      expect(line?.x.length).toBeLessThan(5000)
      expect(y.extent?.[1]).toBe(99)
      expect(line?.x[line.y.indexOf(99)]).toBe(500_123)
      expect(line?.x).toEqual(line?.x.toSorted((a, b) => a - b))
      expect(line?.y).toContain(null)
    }
    const window = { x: [500_000, 500_200] as [number, number] }
    const [zoomed] = (await drawn({ x: 't', y: ['y'] }, source, { window })).series
    expect(zoomed).toMatchObject({ sampled: false })
    expect(zoomed?.x).toHaveLength(221)
    const cloud = await drawn({ kind: 'scatter', x: 'z', y: ['y'] }, source, { points: 2000 })
    expect(cloud.series[0]?.sampled).toBe(true)
    expect(cloud.series[0]?.x.length).toBeLessThan(2100)
    const part = { x: [0.99, 1] as [number, number], y: [0, 0.01] as [number, number] }
    const near = await drawn({ kind: 'scatter', x: 'z', y: ['y'] }, source, { window: part })
    expect(near.series[0]?.y.every((value) => value !== null && value >= 0 && value <= 0.01)).toBe(true)
  })
})
