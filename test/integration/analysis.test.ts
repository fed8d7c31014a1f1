import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runCorrelation } from '#electron/operations/calculate/correlation.ts'
import { runCycles } from '#electron/operations/calculate/cycles.ts'
import { runHistogram } from '#electron/operations/calculate/histogram.ts'
import { runImpedanceFit } from '#electron/operations/calculate/impedance-fit.ts'
import { runOutliers } from '#electron/operations/calculate/outliers.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { correlation } from '#shared/operation/calculate/correlation.ts'
import { cycles } from '#shared/operation/calculate/cycles.ts'
import { histogram } from '#shared/operation/calculate/histogram.ts'
import { impedanceFit } from '#shared/operation/calculate/impedance-fit.ts'
import { outliers } from '#shared/operation/calculate/outliers.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map((warning) => warning.code)

describe('correlation', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, correlation, runCorrelation, config, { inputs: { data } })
  const ROWS = [1, 2, 3, 4, 5].map((a) => ({ name: `n${a}`, a, b: a ** 3, c: a % 2 }))

  it('gives a matrix, and pairs with intervals', async () => {
    const { output, outputs } = await run({}, ROWS)
    expect(output).toMatchObject([
      { column: 'a', a: 1 },
      { column: 'b', a: expect.closeTo(0.943, 3) },
      { column: 'c', a: 0 },
    ])
    expect(outputs.pairs?.rows[0]).toMatchObject({
      first: 'a',
      second: 'b',
      points: 5,
      low: expect.closeTo(0.359, 2),
      high: expect.any(Number),
    })
    expect((await run({ method: 'spearman', columns: ['b', 'a'] }, ROWS)).output).toMatchObject([
      { column: 'b', a: 1 },
      { column: 'a', b: 1 },
    ])
  })

  it('leaves a constant column’s empty, with a warning', async () => {
    const ran = await run(
      {},
      ROWS.map(({ a }) => ({ a, b: 2 })),
    )
    expect(ran.output).toEqual([
      { column: 'a', a: 1, b: null },
      { column: 'b', a: null, b: null },
    ])
    expect(codes(ran)).toEqual(['constant_column'])
  })

  it('needs two columns', async () => {
    expect(await failureIn(run({}, [{ a: 1 }]))).toBe(
      'column_missing: A correlation needs at least two columns of numbers: choose them.',
    )
  })
})

describe('histogram', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, histogram, runHistogram, config, { inputs: { data } })
  const of = (...numbers: (number | null)[]) => numbers.map((x) => ({ x }))

  it('counts all numbers in fitting bins', async () => {
    const { output } = await run(
      {},
      Array.from({ length: 200 }, (_, x) => ({ x })),
    )
    expect(output).toHaveLength(6)
    expect(output).toMatchObject([{ bin: 1, from: 0, count: 34 }, {}, {}, {}, {}, { to: 199 }])
  })

  it('counts decimals in the bin whose lower edge they are', async () => {
    const { output } = await run({ from: 0, to: 1, bins: 10 }, of(0.3, 0.6, 0.7, 0.7))
    expect(output).toMatchObject(
      Array.from({ length: 10 }, (_, i) => ({
        from: i / 10,
        to: (i + 1) / 10,
        count: [0, 0, 0, 1, 0, 0, 1, 2, 0, 0][i],
      })),
    )
  })

  it('warns of what lies outside or is missing, and takes equal numbers', async () => {
    const ran = await run({ from: 2, bins: 1 }, of(1, 2, 3, null))
    expect(ran.output).toMatchObject([{ count: 2, share: 1, density: 1 }])
    expect(codes(ran)).toEqual(['rows_dropped', 'outside_range'])
    expect((await run({}, of(4, 4))).output).toMatchObject([{ from: 2, to: 6, count: 2 }])
    expect((await run({}, of(0))).output).toMatchObject([{ from: -0.5, to: 0.5, count: 1 }])
    expect((await run({ from: 8, to: 9 }, of(0, 1))).output).toMatchObject([{ count: 0, share: 0 }])
  })

  it('refuses an empty range and no numbers', async () => {
    expect(await failureIn(run({ from: 2, to: 2 }, of(1, 2)))).toBe(
      "bad_range: The bins can't reach from 2 to 2: the first must be the lower.",
    )
    expect(await failureIn(run({}, [{ x: 'a' }]))).toBe(
      'column_missing: The table has no column of numbers: cast one, or connect another table.',
    )
  })
})

describe('outliers', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, outliers, runOutliers, config, { inputs: { data } })
  const ROWS = [10, 11, null, 12, 13, 99].map((mass, i) => ({ Outlier: i, mass }))

  it('are marked, and apart from the rest', async () => {
    const { output, outputs, ports, columns, warnings } = await run({ column: 'mass', method: 'mad' }, ROWS)
    expect(columns).toEqual(['Outlier integer', 'mass integer', 'outlier 2 boolean'])
    expect(output).toMatchObject([{}, {}, { mass: null, 'outlier 2': false }, {}, {}, { 'outlier 2': true }])
    expect(outputs.kept?.rows).toHaveLength(5)
    expect(outputs.outliers?.rows).toEqual([{ Outlier: 5, mass: 99 }])
    expect(ports.limits).toMatchObject({ json: { center: 12, outliers: 1, numbers: 5 } })
    expect(warnings).toEqual([])
  })

  it('are judged by the factor given', async () => {
    expect((await run({ column: 'mass', method: 'sd' }, ROWS)).outputs.outliers?.rows).toEqual([])
    expect(
      (await run({ column: 'mass', method: 'sd', factor: 1.5 }, ROWS)).outputs.outliers?.rows,
    ).toHaveLength(1)
  })

  it('need three numbers', async () => {
    expect(await failureIn(run({ column: 'mass' }, ROWS.slice(0, 2)))).toBe(
      'too_few_points: There are 2 rows with numbers in "mass", but at least 3 are needed.',
    )
  })
})

describe('impedance fit', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, impedanceFit, runImpedanceFit, config, { inputs: { data } })
  // R0 = 5, R1 = 100, C1 = 10 µF.
  const CELL = Array.from({ length: 30 }, (_, i) => {
    const f = 10 ** (4 - i / 6)
    const u = 2 * Math.PI * f * 1e-3
    return { f, re: 5 + 100 / (1 + u * u), im: (-100 * u) / (1 + u * u) }
  })

  it('finds the circuit’s parameters', async () => {
    const { output, outputs, warnings } = await run({}, CELL)
    expect(output).toMatchObject({
      parameters: { R0: expect.closeTo(5, 9), R1: expect.closeTo(100, 8), C1: expect.closeTo(1e-5, 14) },
      standardErrors: { C1: expect.any(Number) },
      points: 30,
      degreesOfFreedom: 57,
    })
    expect(outputs.fitted?.columns.map((column) => column.split(' ')[0])).toEqual([
      'f',
      're',
      'im',
      'fittedReal',
      'fittedImaginary',
      'residualReal',
      'residualImaginary',
    ])
    expect(warnings).toEqual([])
  })

  it('keeps the exponent of a constant-phase element between 0 and 1', async () => {
    const { output } = await run({ circuit: 'R0-p(R1,CPE1)' }, CELL)
    const { parameters } = z.object({ parameters: z.record(z.string(), z.number()) }).parse(output)
    expect(parameters).toMatchObject({ R0: expect.closeTo(5, 6), R1: expect.closeTo(100, 6) })
    expect(Object.values(parameters).at(-1)).toBeCloseTo(1, 6)
    expect(Object.values(parameters).at(-1)).toBeLessThanOrEqual(1)
  })

  it('takes −Z″, start values and bounds, and doubts the sign', async () => {
    const flipped = CELL.map(({ f, re, im }) => ({ f, re, im: -im }))
    const good = await run(
      { sign: 'minusImaginary', weighting: 'unit', parameters: [{ name: 'C1', start: 1e-4 }] },
      flipped,
    )
    expect(good.output).toMatchObject({ parameters: { C1: expect.closeTo(1e-5, 12) } })
    const doubtful = await run({ circuit: 'R0' }, flipped)
    expect(codes(doubtful)).toEqual(['sign_doubtful'])
    const held = await run({ parameters: [{ name: 'R0', min: 1, max: 4, start: 2 }] }, CELL)
    expect(held.output).toMatchObject({
      parameters: { R0: expect.closeTo(4, 12) },
      standardErrors: { R0: null },
    })
  })

  it.each<[JsonRecord, Json, string]>([
    [
      { circuit: 'R0-p(R1' },
      CELL,
      "bad_circuit: The circuit can't be read at character 8: a bracket is not closed.",
    ],
    [
      {},
      CELL.map((row, i) => ({ ...row, f: i })),
      'bad_frequency: "f" holds the frequency 0, but frequencies are positive: check the column.',
    ],
    [
      {},
      CELL.map(({ f, re }) => ({ f, re })),
      'column_missing: The table has too few columns of numbers for frequency, real and imaginary part: cast a column, or connect another table.',
    ],
    [
      { parameters: [{ name: 'R2' }] },
      CELL,
      'bad_parameters: The model has no parameter "R2": did you mean "R0"?',
    ],
    [
      { circuit: 'R0-R1' },
      CELL,
      'not_determined: The data do not determine all parameters: some can be changed together without changing the curve. Use a simpler model, or bounds.',
    ],
  ])('%j refuses what it can’t use: %#', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })
})

describe('cycles', () => {
  const run = (config: JsonRecord, data: Json) =>
    operate(world, cycles, runCycles, config, { inputs: { data } })
  // Ten steps of 360 s each way, the second cycle at 90 % of the current.
  const CELL = [1, -1, 0.9, -0.9].flatMap((current, half) =>
    Array.from({ length: 11 }, (_, i) => ({
      t: half * 3960 + i * 360,
      I: current,
      V: current > 0 ? 4 : 3,
      n: half < 2 ? 7 : 8,
    })),
  )

  it('have capacity, efficiency and retention', async () => {
    const { output } = await run({ time: 't', current: 'I', voltage: 'V' }, CELL)
    expect(output).toMatchObject([
      {
        cycle: 1,
        chargeCapacity: expect.closeTo(1.05, 9),
        dischargeCapacity: expect.closeTo(1.1, 9),
        retention: 100,
        meanChargeVoltage: expect.closeTo(4, 12),
        meanDischargeVoltage: expect.closeTo(3, 12),
      },
      {
        cycle: 2,
        retention: expect.closeTo((100 * 0.9 * 1.05) / 1.1, 9),
        coulombicEfficiency: expect.closeTo((100 * 1.05) / 1.1, 9),
      },
    ])
  })

  it('take the instrument’s numbers, other signs and units, and no voltage', async () => {
    const data = CELL.map(({ t, I, n }) => ({ t: t / 60, I: -I, n }))
    const { output, columns } = await run(
      { cycle: 'n', timeUnit: 'min', chargeSign: 'negative', reference: 7 },
      data,
    )
    expect(output).toMatchObject([{ cycle: 7, chargeCapacity: expect.closeTo(1.05, 9) }, { cycle: 8 }])
    expect(columns.map((column) => column.split(' ')[0])).toEqual([
      'cycle',
      'chargeCapacity',
      'dischargeCapacity',
      'coulombicEfficiency',
      'retention',
    ])
    const discharged = await run(
      { current: 'I' },
      CELL.filter(({ I }) => I < 0).map(({ t, I }) => ({ t, I })),
    )
    expect(discharged.output).toMatchObject([{ coulombicEfficiency: null, retention: 100 }])
  })

  it.each<[JsonRecord, Json, string]>([
    [
      {},
      CELL.map((row) => ({ ...row, I: 0 })),
      'no_cycles: The current never rises above that of a pause: check the column and "Pause below".',
    ],
    [
      { reference: 3 },
      CELL,
      'reference_missing: Cycle 3 is not there or has no discharge, so nothing can be compared with it: there are cycles 1 to 2.',
    ],
    [
      {},
      CELL.toReversed(),
      'time_not_ascending: "t" goes back from 15480 to 15120 in row 2: sort the rows, or take one test at a time.',
    ],
  ])('%j refuse what they can’t use: %#', async (config, data, message) => {
    expect(await failureIn(run(config, data))).toBe(message)
  })
})
