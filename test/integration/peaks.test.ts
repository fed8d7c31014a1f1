import { describe, expect, it } from 'vitest'
import { gaussianShape, lorentzianShape, SHAPE_AREA } from '#electron/analysis/curves.ts'
import { runIntegrate } from '#electron/operations/calculate/integrate.ts'
import { runPeakFit } from '#electron/operations/calculate/peak-fit.ts'
import { runPeaks } from '#electron/operations/calculate/peaks.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { integrate } from '#shared/operation/calculate/integrate.ts'
import { peakFit } from '#shared/operation/calculate/peak-fit.ts'
import { peaks } from '#shared/operation/calculate/peaks.ts'
import { type Operated, operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const X = Array.from({ length: 100 }, (_, i) => i / 10)
const SCAN = X.map((x) => ({ x, y: 1 + 5 * gaussianShape(x - 3) + 2 * gaussianShape((x - 6) / 1.5) }))

describe('find peaks', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, peaks, runPeaks, config, { inputs: { data } })

  it('gives them in order of x, whatever the order of rows', async () => {
    const { output, columns } = await run({}, SCAN.toReversed())
    expect(output).toMatchObject([
      { peak: 1, position: expect.closeTo(3, 2), height: expect.closeTo(6, 2), width: expect.closeTo(1, 1) },
      { peak: 2, position: expect.closeTo(6, 2), height: expect.closeTo(3, 2) },
    ])
    expect(columns).toContain('prominence number')
  })

  it('finds dips, by smoothing too, and none in a flat curve', async () => {
    const dips = SCAN.map(({ x, y }) => ({ x, y: -y }))
    const { output } = await run({ direction: 'down', height: -4, smoothing: 5 }, dips)
    expect(output).toMatchObject([{ peak: 1, height: expect.closeTo(-6, 1), area: expect.any(Number) }])
    const none = await run(
      {},
      X.map((x) => ({ x, y: 2 })),
    )
    expect(none.output).toEqual([])
    expect(none.columns.map((column) => column.split(' ')[0])).toEqual([
      'peak',
      'position',
      'height',
      'prominence',
      'width',
      'from',
      'to',
      'area',
    ])
  })

  it.each<[JsonRecord, Json, string]>([
    [
      { smoothing: 4 },
      SCAN,
      'bad_window: A smoothing window of 4 points is not possible: take an odd number from 5 to the 100 points there are, or 0 for none.',
    ],
    [
      {},
      SCAN.slice(0, 2),
      'too_few_points: There are 2 rows with numbers in "x" or "y", but at least 3 are needed.',
    ],
    [
      {},
      [...SCAN, { x: 3, y: 0 }],
      'duplicate_x: "x" is 3 in several rows, so "y" is no function of it: average or drop rows first.',
    ],
  ])('%j refuses what it can’t use: %#', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })

  it('smooths evenly spaced x only, and needs no even x where it does not', async () => {
    const uneven = SCAN.filter(({ x }) => x < 4 || x > 4.5)
    expect((await run({}, uneven)).output).toHaveLength(2)
    expect(await failureIn(run({ smoothing: 5 }, uneven))).toBe(
      'uneven_spacing: Smoothing needs evenly spaced "x", and this is not: resample first, or set it to 0.',
    )
  })
})

describe('fit peaks', () => {
  const run = (config: JsonRecord, data: Json, more: JsonRecord = {}): Promise<Operated> =>
    operate(world, peakFit, runPeakFit, config, { inputs: { data, ...more }, ports: { peaks: 'peaks' } })

  it('finds, fits and describes the peaks', async () => {
    const { output, outputs, ports } = await run({}, SCAN)
    expect(output).toMatchObject([
      {
        peak: 1,
        center: expect.closeTo(3, 9),
        fwhm: expect.closeTo(1, 9),
        area: expect.closeTo(5 * SHAPE_AREA.gaussian, 8),
      },
      {
        peak: 2,
        center: expect.closeTo(6, 9),
        height: expect.closeTo(2, 9),
        centerError: expect.any(Number),
      },
    ])
    expect(outputs.fitted?.columns.map((column) => column.replace(/ (number|integer)$/, ''))).toEqual([
      'x',
      'y',
      'fitted',
      'residual',
      'baseline',
      'peak 1',
      'peak 2',
    ])
    expect(outputs.fitted?.rows[30]).toMatchObject({
      baseline: expect.closeTo(1, 9),
      'peak 1': expect.closeTo(5, 9),
    })
    expect(ports.summary).toMatchObject({
      json: { rSquared: expect.closeTo(1, 12), points: 100, degreesOfFreedom: 93 },
    })
  })

  it('takes start values, or a table of peaks', async () => {
    const given = await run({ starts: [{ center: 5.8 }, { center: 3.1, height: 4, fwhm: 1 }] }, SCAN)
    expect(given.output).toMatchObject([{ center: expect.closeTo(3, 9) }, { center: expect.closeTo(6, 9) }])
    expect(given.outputs.fitted?.rows[30]).toMatchObject({ 'peak 1': expect.closeTo(5, 8) })
    const rows = [
      { position: 3.2, height: 4, width: 1 },
      { position: 6.1, height: 2, width: 0 },
    ]
    expect((await run({}, SCAN, { peaks: rows })).output).toMatchObject([
      { center: expect.closeTo(3, 9) },
      { center: expect.closeTo(6, 9) },
    ])
  })

  it('fits mixed shapes on a sloping baseline', async () => {
    const data = X.map((x) => ({
      x,
      y: 1 + x / 10 + 5 * (0.4 * lorentzianShape(x - 3) + 0.6 * gaussianShape(x - 3)),
    }))
    const { output } = await run({ shape: 'pseudoVoigt', baseline: 'linear' }, data)
    expect(output).toMatchObject([{ lorentzianShare: expect.closeTo(0.4, 7), fwhm: expect.closeTo(1, 8) }])
    const bare = await run(
      { shape: 'lorentzian', baseline: 'none' },
      X.map((x) => ({ x, y: 5 * lorentzianShape(x - 3) })),
    )
    expect(bare.output).toMatchObject([{ height: expect.closeTo(5, 9) }])
  })

  it('knows no errors where there are as many parameters as points', async () => {
    const data = [2.2, 2.8, 3.3, 4.2].map((x) => ({ x, y: 1 + 5 * gaussianShape(x - 3) }))
    const { output, ports } = await run({ starts: [{ center: 3, height: 5, fwhm: 1 }] }, data)
    expect(output).toMatchObject([{ center: expect.closeTo(3, 6), centerError: null, areaError: null }])
    expect(ports.summary).toMatchObject({ json: { degreesOfFreedom: 0, residualSd: null } })
  })

  it.each<[JsonRecord, Json, string]>([
    [
      {},
      X.map((x) => ({ x, y: x })),
      'no_peaks: No peak is prominent enough: lower the prominence, or give start values.',
    ],
    [
      { prominence: 0 },
      X.map((x, i) => ({ x, y: i % 2 })),
      'too_many_peaks: There are 49 peaks; at most 30 can be fitted together. Raise the prominence, or crop.',
    ],
    [
      { starts: [{ center: 20 }] },
      SCAN,
      "bad_parameters: A peak can't be at 20: the data reach from 0 to 9.9.",
    ],
    [
      { starts: [{ center: 1 }, { center: 2 }] },
      SCAN.slice(0, 5),
      "bad_parameters: A peak can't be at 1: the data reach from 0 to 0.4.",
    ],
    [
      { starts: [{ center: 0.1 }, { center: 0.2 }] },
      SCAN.slice(0, 5),
      'too_few_points: There are 5 points, but the model has 7 parameters.',
    ],
  ])('%j refuses what it can’t fit: %#', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })
})

describe('integrate', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, integrate, runIntegrate, config, { inputs: { data } })
  const SQUARE = [3, 0, 1, 2].map((x) => ({ x, y: x * x }))

  it.each<[JsonRecord, number]>([
    [{}, 9.5],
    [{ method: 'simpson' }, 9],
    [{ method: 'simpson', from: 1, to: 2.5 }, (2.5 ** 3 - 1) / 3],
    [{ from: 2, to: 0 }, -3],
    [{ from: 1, to: 1 }, 0],
  ])('%j gives %d', async (config, area) => {
    expect((await run(config, SQUARE)).output).toBeCloseTo(area, 12)
  })

  it.each<[JsonRecord, Json, string]>([
    [{ to: 4 }, SQUARE, 'outside_data: The limit 4 lies outside the data, which reach from 0 to 3.'],
    [
      { method: 'simpson' },
      SQUARE.slice(2),
      'too_few_points: There are 2 rows with numbers in "x" or "y", but at least 3 are needed.',
    ],
    [
      {},
      [
        { x: 0, y: 1e308 },
        { x: 100, y: 1e308 },
      ],
      'not_finite: The area is too large to hold as a number.',
    ],
  ])('%j refuses %j', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })
})
