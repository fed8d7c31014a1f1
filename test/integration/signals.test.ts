import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { implementations } from '#electron/operations/index.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { registry } from '#shared/operation/registry.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()

function partsOf(id: string) {
  const spec = registry(id)
  const code = implementations(id)
  if (!spec || !code) throw new Error(`There is no ${id}.`)
  return { spec, code }
}
function run(id: string, config: JsonRecord, data: Json, more: JsonRecord = {}) {
  const { spec, code } = partsOf(id)
  return operate(world, spec, code, config, { inputs: { data, ...more }, ports: { grid: 'grid' } })
}
const records = (output: Json): JsonRecord[] => (Array.isArray(output) ? output : []) as JsonRecord[]
const columnIn = (output: Json, name: string): number[] => records(output).map((row) => Number(row[name]))
const curve = (x: readonly number[], of: (x: number) => number) => x.map((at) => ({ x: at, y: of(at) }))
const EVEN = Array.from({ length: 21 }, (_, i) => i / 2)
const UNEVEN = EVEN.map((at) => at ** 1.5)

describe('operations on a curve', () => {
  it.each([
    ['transform.smooth', 'y smoothed'],
    ['transform.baseline', 'corrected'],
    ['transform.normalize', 'y normalized'],
    ['transform.derivative', 'dy/dx'],
    ['transform.cumulate', 'y cumulated'],
  ])('%s keeps rows with all they hold, in order of x, and counts those left out', async (id, added) => {
    const data = curve(EVEN, (x) => 3 + x).map((row, i) => ({ ...row, note: `n${i}` }))
    const shuffled = [...data.slice(9), { x: null, y: 5, note: 'no x' }, ...data.slice(0, 9)]
    const { output, columns, warnings } = await run(id, {}, shuffled)
    expect(columns.slice(0, 3)).toEqual(['x number', 'y number', 'note text'])
    expect(columns.map((column) => column.replace(/ \w+$/, ''))).toContain(added)
    expect(records(output).map((row) => row.note)).toEqual(data.map((row) => row.note))
    expect(warnings).toMatchObject([{ code: 'rows_dropped', data: { dropped: 1 } }])
  })

  it.each<[string, JsonRecord, Json, string]>([
    [
      'transform.smooth',
      {},
      curve(UNEVEN, (x) => x),
      'uneven_spacing: Savitzky–Golay needs evenly spaced "x", and this is not: resample first, or choose another method.',
    ],
    [
      'transform.smooth',
      { window: 4, method: 'mean' },
      curve(EVEN, (x) => x),
      'bad_window: A window of 4 points is not possible: take an odd number from 3 to 21, the points there are.',
    ],
    [
      'transform.smooth',
      { window: 23 },
      curve(EVEN, (x) => x),
      'bad_window: A window of 23 points is not possible: take an odd number from 5 to 21, the points there are.',
    ],
    [
      'transform.smooth',
      { window: 5 },
      curve(EVEN.slice(0, 4), (x) => x),
      'bad_window: A window of 5 points is not possible: there are only 4 points.',
    ],
    [
      'transform.derivative',
      { order: 1, derivative: 2 },
      curve(EVEN, (x) => x),
      'bad_window: A polynomial of degree 1 has no derivative number 2: take degree 2 or more.',
    ],
    [
      'transform.baseline',
      { method: 'airpls' },
      curve(UNEVEN, (x) => x),
      'uneven_spacing: airPLS needs evenly spaced "x", and this is not: resample first, or choose another method.',
    ],
    [
      'transform.normalize',
      { method: 'reference', at: 11 },
      curve(EVEN, (x) => x),
      'outside_data: The reference 11 lies outside the data, where "x" reaches from 0 to 10.',
    ],
    [
      'transform.normalize',
      {},
      curve(EVEN, () => 2),
      'nothing_to_scale: The range of "y" is zero, so it can\'t be scaled by it: choose another way.',
    ],
    [
      'transform.normalize',
      { method: 'zScore' },
      curve(EVEN.slice(0, 10), () => 0.1),
      'nothing_to_scale: The spread of "y" is zero, so it can\'t be scaled by it: choose another way.',
    ],
    [
      'transform.normalize',
      { method: 'area' },
      curve(EVEN, () => 1e308),
      'nothing_to_scale: The area of "y" is too large to hold, so it can\'t be scaled by it: choose another way.',
    ],
    [
      'transform.cumulate',
      { method: 'sum' },
      curve(EVEN, () => 1e308),
      'not_finite: The sum is too large to hold as a number.',
    ],
    [
      'transform.cumulate',
      {},
      [...curve([0, 1], (x) => x), { x: 0, y: 4 }],
      'duplicate_x: "x" is 0 in several rows, so "y" is no function of it: average or drop rows first.',
    ],
  ])('%s %j is refused: %#', async (id, config, data, message) => {
    expect(await failureIn(run(id, config, data))).toBe(message)
  })
})

describe('smooth', () => {
  it.each<[JsonRecord, (x: number) => number]>([
    [{ order: 2, window: 7 }, (x) => 1 - x + x ** 2],
    [{ method: 'mean', window: 5 }, (x) => 1 - x],
    [{ method: 'median', window: 5 }, (x) => 1 - x],
  ])('%j leaves what it is made for as it is', async (config, of) => {
    const { output } = await run('transform.smooth', config, curve(EVEN, of))
    for (const row of records(output)) expect(row['y smoothed']).toBeCloseTo(Number(row.y), 9)
  })
})

describe('baseline', () => {
  const peak = (x: number): number => 2 + x / 5 + 8 * Math.exp(-((x - 4) ** 2))

  it.each<[JsonRecord, number]>([
    [{ asymmetry: 0.001 }, 0.5],
    [{ method: 'airpls' }, 0.5],
    [{ method: 'polynomial', degree: 1, asymmetry: 0.001 }, 0.2],
    [{ method: 'rubberBand' }, 0.01],
  ])('%j and the corrected signal add up, under peaks and over dips', async (config, within) => {
    const up = await run('transform.baseline', config, curve(EVEN, peak))
    for (const row of records(up.output)) {
      expect(Number(row.baseline) + Number(row.corrected)).toBeCloseTo(Number(row.y), 12)
      expect(Math.abs(Number(row.baseline) - 2 - Number(row.x) / 5)).toBeLessThan(within)
    }
    const down = await run(
      'transform.baseline',
      { ...config, peaks: 'down' },
      curve(EVEN, (x) => -peak(x)),
    )
    expect(columnIn(down.output, 'baseline')).toEqual(columnIn(up.output, 'baseline').map((value) => -value))
  })

  it('says when it did not settle', async () => {
    const wild = curve(
      Array.from({ length: 3000 }, (_, i) => i),
      (x) => Math.sin(x * x),
    )
    const { warnings } = await run('transform.baseline', { stiffness: 1e10, asymmetry: 1e-6 }, wild)
    expect(warnings.map(({ code }) => code)).toEqual(['not_converged'])
    const straight = await run(
      'transform.baseline',
      {},
      curve(EVEN, (x) => x),
    )
    expect(straight.warnings).toEqual([])
  })
})

describe('normalize', () => {
  it('gives area 1, range 0 to 1, mean 0 and spread 1, for any curve', async () => {
    const tables = world.open()
    const { spec, code } = partsOf('transform.normalize')
    const integrate = partsOf('calculate.integrate')
    const heights = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(heights, async (ys) => {
        fc.pre(new Set(ys).size > 1)
        const rows = ys.map((y, i) => ({ x: i ** 1.3, y: y / 7 }))
        const by = async (method: string, more: JsonRecord = {}) => {
          const values = { t: await tables.fromRecords(rows) }
          return (await operateOn(tables, spec, code, { method, ...more }, { values })).value
        }
        const numbersOf = async (method: string) => {
          const value = await by(method)
          return value.kind === 'table' ? columnIn(await tables.rows(value), 'y normalized') : []
        }
        const area = await operateOn(
          tables,
          integrate.spec,
          integrate.code,
          { x: 'x', y: 'y normalized' },
          { values: { t: await by('area', { to: 2 }) } },
        )
        expect(area.value).toMatchObject({ json: expect.closeTo(2, 12) })
        const range = await numbersOf('minMax')
        expect([Math.min(...range), Math.max(...range)]).toEqual([0, 1])
        const scores = await numbersOf('zScore')
        const squares = scores.reduce((sum, z) => sum + z * z, 0)
        expect(scores.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 9)
        expect(squares / (scores.length - 1)).toBeCloseTo(1, 9)
        expect(Math.max(...(await numbersOf('maximum')))).toBe(1)
      }),
      { numRuns: 15 },
    )
  })

  it('scales by the value at a reference', async () => {
    const config = { method: 'reference', at: 2.25, to: 100 }
    const { output } = await run(
      'transform.normalize',
      config,
      curve(EVEN, (x) => 4 * x),
    )
    expect(columnIn(output, 'y normalized')[9]).toBeCloseTo(200, 10)
  })
})

describe('resample', () => {
  const parabola = curve(UNEVEN, (x) => x)

  it.each<[JsonRecord, number]>([
    [{}, 21],
    [{ step: 0.1, from: 1, to: 2 }, 11],
    [{ method: 'cubic', step: 2 }, 16],
  ])('%j gives even places', async (config, length) => {
    const { output } = await run('transform.resample', config, parabola.toReversed())
    expect(records(output)).toHaveLength(length)
    for (const row of records(output)) expect(row.y).toBeCloseTo(Number(row.x), 9)
  })

  it('takes the places of another table, and every column of numbers', async () => {
    const two = parabola.map((row) => ({ ...row, z: 2 * row.y, note: 'n' }))
    const grid = [
      { note: 'a', at: 0 },
      { note: 'b', at: 1.5 },
      { note: 'c', at: 7 },
    ]
    const { output } = await run('transform.resample', {}, two, { grid })
    expect(output).toEqual(
      [0, 1.5, 7].map((x) => ({ x, y: expect.closeTo(x, 9), z: expect.closeTo(2 * x, 9) })),
    )
  })

  it('takes means, and says where there is nothing near', async () => {
    const data = [0, 0.2, 1.1, 4].map((x) => ({ x, y: 10 * x }))
    const { output, warnings } = await run('transform.resample', { method: 'mean', step: 1 }, data)
    expect(columnIn(output, 'y')).toEqual([1, 11, 0, 0, 40])
    expect(records(output)[2]).toEqual({ x: 2, y: null })
    expect(warnings).toMatchObject([{ code: 'empty_places', data: { empty: 2 } }])
    const halves = Array.from({ length: 21 }, (_, i) => ({ x: i / 20, y: i }))
    const even = await run('transform.resample', { method: 'mean', step: 0.1, from: 0, to: 1 }, halves)
    expect(columnIn(even.output, 'y')).toEqual([0, 1.5, 3.5, 5.5, 7.5, 9.5, 11.5, 13.5, 15.5, 17.5, 19.5])
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [
      { from: -1 },
      {},
      'outside_data: "x" reaches from 0 to 31.622776601683793, so nothing is known at -1: choose limits within.',
    ],
    [{ from: 3, to: 2 }, {}, "bad_grid: New places can't reach from 3 to 2: the first must be the lower."],
    [
      { step: 1e-6 },
      {},
      'too_many_rows: There would be 31622777 rows; at most 5000000 can be. Take a larger step.',
    ],
    [
      {},
      { grid: [{ at: 2 }, { at: 1 }] },
      'bad_grid: "at" of the grid does not ascend from row to row: sort it, and drop duplicates.',
    ],
    [
      {},
      { grid: [{ at: 'x' }] },
      'bad_grid: The grid has no column of numbers: cast one, or connect another table.',
    ],
    [
      { method: 'mean' },
      { grid: [{ at: 1 }, { at: 2 }, { at: 9 }] },
      'bad_grid: Means need an evenly spaced grid: connect another, or take lines.',
    ],
    [
      { method: 'mean' },
      { grid: [{ at: 1 }] },
      'bad_grid: Means need an evenly spaced grid: connect another, or take lines.',
    ],
  ])('%j is refused: %#', async (config, more, message) => {
    expect(await failureIn(run('transform.resample', config, parabola, more))).toBe(message)
  })

  it('has no curve in a table with x alone', async () => {
    expect(await failureIn(run('transform.resample', {}, [{ x: 1 }]))).toContain('column_missing')
  })
})

describe('crop', () => {
  const rows = [...curve([3, 1, 2, 4], (x) => x), { x: null, y: 9 }]

  it.each<[JsonRecord, number[]]>([
    [{ from: 2, to: 3 }, [3, 2]],
    [{ from: 2 }, [3, 2, 4]],
    [{ from: 2, to: 3, keep: 'outside' }, [1, 4]],
    [{}, [3, 1, 2, 4]],
    [{ keep: 'outside' }, []],
  ])('%j', async (config, kept) => {
    const { output, warnings } = await run('transform.crop', config, rows)
    expect(columnIn(output, 'x')).toEqual(kept)
    expect(warnings.map(({ code }) => code)).toEqual(
      kept.length === 0 ? ['rows_dropped', 'nothing_left'] : ['rows_dropped'],
    )
  })

  it.each<[JsonRecord, string]>([
    [{ from: 3, to: 2 }, 'bad_range: The lower limit 3 is above the upper one, 2: exchange them.'],
    [{ x: 'note' }, 'column_missing: The column "note" holds text, not numbers: cast it, or choose another.'],
  ])('%j is refused', async (config, message) => {
    expect(await failureIn(run('transform.crop', config, [{ x: 1, note: 'a' }]))).toBe(message)
  })
})

describe('derivative and cumulate', () => {
  it('differentiate twice at any spacing, and name what they made', async () => {
    const config = { method: 'differences', derivative: 2 }
    const { output, columns } = await run(
      'transform.derivative',
      config,
      curve(UNEVEN, (x) => 1 - 3 * x),
    )
    expect(columns).toContain('d²y/dx² number')
    for (const value of columnIn(output, 'd²y/dx²')) expect(value).toBeCloseTo(0, 6)
    const sg = await run(
      'transform.derivative',
      { derivative: 2 },
      curve(EVEN, (x) => x ** 3),
    )
    for (const row of records(sg.output)) expect(row['d²y/dx²']).toBeCloseTo(6 * Number(row.x), 8)
  })

  it.each([
    ['integral', [0, 2, 3, 4]],
    ['sum', [1, 4, 3, 6]],
    ['max', [1, 3, 3, 3]],
    ['min', [1, 1, -1, -1]],
  ])('%s so far', async (method, expected) => {
    const data = [1, 3, -1, 3].map((y, x) => ({ x, y }))
    expect(columnIn((await run('transform.cumulate', { method }, data)).output, 'y cumulated')).toEqual(
      expected,
    )
  })
})

describe('convert units', () => {
  const log = [
    { 'T (°C)': 20, time: 2, note: 'a' },
    { 'T (°C)': null, time: 3, note: 'b' },
  ]
  const convert = (columns: Json) => run('transform.convertUnits', { columns }, log)

  it('converts columns in place, and renames the unit with them', async () => {
    const { output, columns } = await convert([
      { column: 'T (°C)', to: '°F' },
      { column: 'time', from: 'min', to: 's' },
    ])
    expect(columns).toEqual(['T (°F) number', 'time number', 'note text'])
    expect(output).toEqual([
      { 'T (°F)': 68, time: 120, note: 'a' },
      { 'T (°F)': null, time: 180, note: 'b' },
    ])
    expect((await convert([])).output).toEqual(log)
  })

  it.each<[JsonRecord, string]>([
    [{ column: 'time', to: 's' }, 'unit_missing: Say which unit "time" is in.'],
    [{ column: 'time', from: 's' }, 'unit_missing: Say which unit "time" is to become.'],
    [
      { column: 'time', from: 's', to: 'm' },
      "unit_incompatible: s can't become m: they measure different quantities.",
    ],
    [{ column: 'time', from: '', to: 'parsec2' }, 'unit_missing: Say which unit "time" is in.'],
    [
      { column: 'T (°C)', to: 'warm' },
      'unit_unknown: "warm" is no unit that is known: write it otherwise, as in mAh/g or kJ/(mol K).',
    ],
    [
      { column: 'note', from: 's', to: 'h' },
      'not_numeric: "note" holds text values, which have no unit: cast it, or choose another column.',
    ],
  ])('%j is refused', async (change, message) => {
    expect(await failureIn(convert([change]))).toBe(message)
  })
})
