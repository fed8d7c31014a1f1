import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { edgesBetween } from '#electron/analysis/edges.ts'
import { binned } from '#electron/analysis/spread.ts'
import { openPages, type TableSource } from '#electron/data/pages.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { Drawing, DrawQuery } from '#shared/contract/drawing.ts'
import { chartOf } from '#shared/operation/chart/chart-of.ts'
import { ChartConfig } from '#shared/operation/output/chart.ts'
import { makeWorld } from '../data/world.ts'

const world = makeWorld()
const pages = openPages({ blobs: world.folder, scratch: join(tmpdir(), 'ergo') })
afterAll(() => pages.close())

let lists = 0
const listOf = (records: readonly JsonRecord[]): TableSource => {
  lists += 1
  return { kind: 'records', key: String(lists), records: [...records] }
}

async function drawn(
  config: JsonRecord,
  source: TableSource,
  query: Partial<DrawQuery> = {},
): Promise<Drawing> {
  const spec = chartOf(ChartConfig.parse(config), await pages.columns(source))
  return pages.draw(spec, new Map([['data', source]]), { points: 6000, window: undefined, ...query })
}

const tens = listOf([1, 10, 100, 1000].map((y, i) => ({ n: 'abcd'[i] ?? '', i: i + 1, y, e: y * 1.5 })))

describe('a logarithmic y axis', () => {
  it('spans the bars that stand on it, not the 0 that it has no place for', async () => {
    expect((await drawn({ kind: 'bar', x: 'n', y: ['y'], logY: true }, tens)).y.extent).toEqual([1, 1000])
    expect((await drawn({ kind: 'bar', x: 'n', y: ['y'] }, tens)).y.extent).toEqual([0, 1000])
  })

  it('spans the counts of a histogram that are not 0', async () => {
    const values = listOf([...Array.from({ length: 40 }, () => ({ v: 1 })), { v: 9 }])
    const { y, series } = await drawn({ kind: 'histogram', y: ['v'], bins: 4, logY: true }, values)
    expect(series[0]?.y).toEqual([40, 0, 0, 1])
    expect(y.extent).toEqual([1, 40])
  })

  it.each(['scatter', 'line'])('spans the ends of error bars above 0 (%s)', async (kind) => {
    const config = { kind, x: 'i', y: ['y'], errors: ['e'] }
    expect((await drawn({ ...config, logY: true }, tens)).y.extent).toEqual([1, 2500])
    expect((await drawn(config, tens)).y.extent).toEqual([-500, 2500])
  })
})

describe('a heat map of many numbers', () => {
  const at = Date.UTC(2024, 4, 1, 10)
  const rows = listOf(
    Array.from({ length: 300 }, (_, i) => ({
      x: 1_000_000 + i * 0.01,
      s: 'ab'[i % 2] ?? '',
      whole: at + i * 1000,
    })),
  )

  it.each(['x', 'whole'])('has names that tell its lines of cells apart (%s)', async (x) => {
    const { names = [] } = (await drawn({ kind: 'heatmap', x, y: ['s'] }, rows)).x
    expect(new Set(names).size).toBe(200)
    const numbers = names.map(Number)
    const steps = numbers.slice(1).map((one, i) => one - (numbers[i] ?? 0))
    const width = (x === 'x' ? 2.99 : 299_000) / 200
    for (const step of steps) expect(Math.abs(step / width - 1)).toBeLessThan(0.02)
  })

  it('has whole milliseconds where it runs over times', async () => {
    const source = await fileOf(
      "SELECT TIMESTAMP '2024-05-01 10:00:00' + INTERVAL (i * 10) SECOND AS t, i % 2 AS k FROM range(300) r(i)",
    )
    const { names = [], namesAre } = (await drawn({ kind: 'heatmap', x: 't', y: ['k'] }, source)).x
    expect(namesAre).toBe('time')
    expect(names.every(Number.isInteger)).toBe(true)
    expect([new Set(names).size, names[0]]).toEqual([200, at + 7475])
  })
})

/** A table in a file, from a query. */
async function fileOf(sql: string): Promise<TableSource> {
  lists += 1
  const tables = world.open()
  const made = await tables.query(sql, {}, new AbortController().signal)
  const path = world.path(`file-${lists}.parquet`)
  await tables.exportParquet(made, path)
  return { ...made, kind: 'file', path }
}

describe('a sample', () => {
  it('tells how many rows each of its series stands for', async () => {
    const source = await fileOf(
      "SELECT i AS x, sin(i / 1000) AS y, CASE i % 6 WHEN 0 THEN 'a' WHEN 1 THEN NULL ELSE 'b' END AS g FROM range(60000) r(i)",
    )
    const totals = ({ series }: Drawing) => series.map(({ name, total, sampled }) => [name, total, sampled])
    const expected = [
      ['a', 10_000, true],
      ['no value', 10_000, true],
      ['b', 40_000, true],
    ]
    for (const kind of ['line', 'scatter']) {
      const whole = await drawn({ kind, x: 'x', y: ['y'], group: 'g' }, source, { points: 3000 })
      expect(totals(whole)).toEqual(expected)
    }
    const window = { x: [0, 20_000] as [number, number] }
    const part = await drawn({ kind: 'scatter', x: 'x', y: ['y'], group: 'g' }, source, {
      points: 3000,
      window,
    })
    expect(part.series.reduce((sum, { total }) => sum + total, 0)).toBe(21_001)
  })

  it('of a scatter keeps what lies outermost, in every group', async () => {
    const source = await fileOf(
      `SELECT CASE i WHEN 700 THEN -50000 WHEN 41000 THEN 99999 ELSE i END AS x,
         CASE i WHEN 12345 THEN 100000 WHEN 23456 THEN -7000 WHEN 33333 THEN 1050 ELSE (i * 7919) % 1000 END AS y,
         i % 2 AS g FROM range(60000) r(i)`,
    )
    const { series, x, y } = await drawn({ kind: 'scatter', x: 'x', y: ['y'], group: 'g' }, source, {
      points: 2000,
    })
    expect([x.extent, y.extent]).toEqual([
      [-50_000, 99_999],
      [-7000, 100_000],
    ])
    const [even, odd] = series
    const ends = (list: readonly (number | null)[] = []) => {
      const numbers = list.filter((one) => one !== null)
      return [Math.min(...numbers), Math.max(...numbers)]
    }
    expect([ends(even?.x), ends(even?.y)]).toEqual([
      [-50_000, 99_999],
      [-7000, 998],
    ])
    expect([ends(odd?.x), ends(odd?.y)]).toEqual([
      [1, 59_999],
      [1, 100_000],
    ])
    // One that stands out only among its neighbours is kept as well.
    expect(odd?.y).toContain(1050)
    expect(series.reduce((sum, one) => sum + one.x.length, 0)).toBeLessThan(2600)
  })

  it('keeps the error bars that reach furthest', async () => {
    const source = await fileOf(
      'SELECT i AS x, i % 100 AS y, CASE i WHEN 777 THEN 5000 ELSE 1 END AS e FROM range(50000) r(i)',
    )
    for (const kind of ['line', 'scatter']) {
      const { y } = await drawn({ kind, x: 'x', y: ['y'], errors: ['e'] }, source, { points: 1000 })
      expect(y.extent).toEqual([77 - 5000, 77 + 5000])
    }
  })

  it('has what lies a little beside the window, on a logarithmic axis by ratio', async () => {
    const source = await fileOf('SELECT 10 ** (i / 1000.0) AS x, i AS y FROM range(6001) r(i)')
    const window = { x: [1000, 1_000_000] as [number, number] }
    const { series } = await drawn({ kind: 'line', x: 'x', y: ['y'], logX: true }, source, { window })
    expect([series[0]?.y[0], series[0]?.y.at(-1)]).toEqual([2850, 6000])
  })

  it('runs over names although its x is to be logarithmic', async () => {
    const source = await fileOf("SELECT 'n' || (i % 5) AS n, i AS y FROM range(5000) r(i)")
    const config = { kind: 'line', x: 'n', y: ['y'], logX: true, order: 'x' }
    expect((await drawn(config, source, { points: 200 })).series[0]?.sampled).toBe(true)
  })
})

describe('bins', () => {
  const decimals = Array.from({ length: 101 }, (_, i) => ({ v: Number((i / 100).toFixed(2)) }))

  it('hold what lies on their edges, as the operation has it', async () => {
    const source = listOf([...decimals, { v: 0.3 }, { v: 0.7 }])
    const values = Float64Array.from([...decimals.map(({ v }) => v), 0.3, 0.7])
    for (const bins of [10, 20, 100]) {
      const { series } = await drawn({ kind: 'histogram', y: ['v'], bins }, source)
      const expected = binned(values, 0, 1, bins)
      expect(series[0]?.y).toEqual(expected.map(({ count }) => count))
      expect([...(series[0]?.x ?? []), 1]).toEqual(edgesBetween(0, 1, bins))
    }
  })

  it('of a column hold them too', async () => {
    const { numbers } = await pages.profile(
      listOf(Array.from({ length: 25 }, (_, i) => ({ v: Number((i / 10).toFixed(1)) }))),
      'v',
    )
    expect(numbers?.bins).toEqual([...Array.from({ length: 23 }, () => 1), 2])
    expect((await pages.profile(listOf([{ v: 7 }, { v: 7 }]), 'v')).numbers?.bins[0]).toBe(2)
  })
})

describe('a profile of very large numbers', () => {
  it('has no deviation, yet all else', async () => {
    const { numbers } = await pages.profile(listOf([{ v: 1e200 }, { v: 2e200 }]), 'v')
    expect(numbers).toMatchObject({ stdev: null, mean: 1.5e200 })
    expect([numbers?.bins[0], numbers?.bins.at(-1)]).toEqual([1, 1])
    const ends = await pages.profile(listOf([{ v: -1.7e308 }, { v: 0 }, { v: 1.7e308 }]), 'v')
    expect(ends.numbers?.bins.map((n, i) => (n > 0 ? i : -1)).filter((i) => i >= 0)).toEqual([0, 12, 23])
    const high = await pages.profile(listOf([{ v: 1.5e308 }, { v: 1.7e308 }]), 'v')
    expect((high.numbers?.mean ?? 0) / 1.6e308).toBeCloseTo(1, 12)
  })
})
