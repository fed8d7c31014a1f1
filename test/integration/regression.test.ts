import { describe, expect, it } from 'vitest'
import { runRegression } from '#electron/operations/calculate/regression.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { regression } from '#shared/operation/calculate/regression.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const run = (config: JsonRecord, data: Json) =>
  operate(world, regression, runRegression, config, { inputs: { data } })
const failure = (config: JsonRecord, data: Json) => failureIn(run(config, data))

const LINE = [
  { t: 'a', dose: 1, signal: 2.1, depth: 3 },
  { t: 'b', dose: 2, signal: 3.9, depth: 1 },
  { t: 'c', dose: 3, signal: 6.2, depth: 4 },
  { t: 'd', dose: 4, signal: 7.8, depth: 1 },
]

describe('regression', () => {
  it('fits a line to the first two columns of numbers', async () => {
    const { output, outputs, warnings } = await run({}, LINE)
    expect(output).toMatchObject({
      parameters: { intercept: expect.closeTo(0.15, 12), slope: expect.closeTo(1.94, 12) },
      standardErrors: { slope: expect.closeTo(Math.sqrt(0.082 / 2 / 5), 12) },
      rSquared: expect.closeTo(1 - 0.082 / 18.9, 12),
      xMean: 2.5,
      xSumOfSquares: 5,
      points: 4,
      degreesOfFreedom: 2,
    })
    expect(outputs.fitted).toMatchObject({
      columns: ['dose integer', 'signal number', 'fitted number', 'residual number'],
    })
    expect(outputs.fitted?.rows[0]).toMatchObject({
      dose: 1,
      fitted: expect.closeTo(2.09, 12),
      residual: expect.closeTo(0.01, 12),
    })
    expect(warnings).toEqual([])
  })

  it('fits through the origin, polynomials and several columns', async () => {
    const square = [1, 2, 3, 4].map((x) => ({ x, y: 1 - x + 2 * x * x, z: x % 3 }))
    expect((await run({ model: 'polynomial' }, square)).output).toMatchObject({
      parameters: { c0: 1, c1: -1, c2: 2 },
    })
    const plane = square.map((row) => ({ ...row, y: 3 * row.x - 2 * row.z }))
    expect((await run({ model: 'proportional', also: ['z'] }, plane)).output).toMatchObject({
      parameters: { x: 3, z: -2 },
    })
    expect((await run({ also: ['Z'] }, plane)).output).toMatchObject({
      parameters: { intercept: expect.closeTo(0, 12), x: 3, z: -2 },
    })
    expect(
      (
        await run({ model: 'proportional' }, [
          { x: 2, y: 3 },
          { x: 4, y: 6 },
        ])
      ).output,
    ).toMatchObject({
      parameters: { slope: 1.5 },
    })
  })

  it('explains no share of a y that is constant', async () => {
    const flat = LINE.map(({ dose }) => ({ dose, signal: 0.1 }))
    expect((await run({}, flat)).output).toMatchObject({
      parameters: { intercept: expect.closeTo(0.1, 15), slope: expect.closeTo(0, 15) },
      rSquared: null,
    })
  })

  it('takes an x column that is called as the constant only where no other coefficient is', async () => {
    const data = [1, 2, 3, 4].map((x) => ({ x, intercept: x % 3, y: 2 * x + 3 * (x % 3) }))
    const config = { x: 'x', also: ['intercept'], y: 'y' }
    expect((await run({ ...config, model: 'proportional' }, data)).output).toMatchObject({
      parameters: { x: expect.closeTo(2, 12), intercept: expect.closeTo(3, 12) },
    })
    expect((await run({ x: 'intercept', y: 'x' }, data)).output).toMatchObject({
      parameters: { intercept: expect.any(Number), slope: expect.any(Number) },
    })
    const message =
      'bad_column_name: An x column is called "intercept", as the model\'s constant is among the coefficients: rename the column.'
    expect(await failure(config, data)).toBe(message)
    expect(await failure({ x: 'intercept', also: ['x'], y: 'y' }, data)).toBe(message)
  })

  it('says that nothing is known of the errors of an exact fit', async () => {
    const { output, warnings } = await run({}, LINE.slice(0, 2))
    expect(output).toMatchObject({ standardErrors: { intercept: null, slope: null }, residualSd: null })
    expect(warnings.map((warning) => warning.code)).toEqual(['no_uncertainty'])
  })

  it('leaves out rows without numbers with a warning, or refuses them', async () => {
    const data = [...LINE, { dose: null, signal: 3 }, { dose: 4, signal: null }]
    const { output, warnings } = await run({ x: 'dose', y: 'signal' }, data)
    expect(output).toMatchObject({ points: 4 })
    expect(warnings).toEqual([
      {
        code: 'rows_dropped',
        message: '2 of 6 rows have no finite number in "dose" or "signal" and were left out.',
        data: { dropped: 2, total: 6 },
      },
    ])
    expect(await failure({ missing: 'refuse' }, data)).toBe(
      'missing_values: 2 of 6 rows have no finite number in "dose" or "signal": fill them in, or leave them out.',
    )
  })

  it('refuses more rows than memory holds', async () => {
    const columns = ['x', 'y'].map((name) => ({ name, type: 'number' as const }))
    const data = { kind: 'table' as const, columns, rowCount: 5_000_001, ref: 'none' }
    expect(await failureIn(operate(world, regression, runRegression, {}, { values: { data } }))).toBe(
      'too_many_rows: The table has 5000001 rows; at most 5000000 can be taken. Filter or group it first.',
    )
  })

  it('does not name a fitted column as one of the data', async () => {
    const data = LINE.map(({ dose, signal }) => ({ Fitted: dose, residual: signal }))
    expect((await run({}, data)).outputs.fitted?.columns).toEqual([
      'Fitted integer',
      'residual number',
      'fitted 2 number',
      'residual 2 number',
    ])
  })

  it.each<[JsonRecord, Json, string]>([
    [{}, 3, 'not_a_table: A table or a list of records is needed here, but the input is a number.'],
    [
      {},
      [{ x: 1, t: 'a' }],
      'column_missing: The table has too few columns of numbers for x and y: cast a column, or connect another table.',
    ],
    [{ x: 'dosis' }, LINE, 'column_missing: There is no column "dosis": did you mean "dose"?'],
    [{ x: 't' }, LINE, 'column_missing: The column "t" holds text, not numbers: cast it, or choose another.'],
    [
      {},
      LINE.slice(0, 1),
      'too_few_points: There is 1 row with numbers in "dose" or "signal", but at least 2 are needed.',
    ],
    [
      { model: 'polynomial', degree: 4 },
      LINE,
      'too_few_points: There are 4 rows with numbers in "dose" or "signal", but at least 5 are needed.',
    ],
    [
      { x: 'depth', model: 'polynomial', degree: 3, y: 'signal' },
      LINE,
      'not_determined: x has too few different values for a polynomial of degree 3: lower the degree, or add points.',
    ],
    [
      { also: ['dose'] },
      LINE,
      'not_determined: An x column is constant or a combination of the others, so its coefficient can be anything: leave it out.',
    ],
  ])('%j of bad data: %#', async (config, data, message) => {
    expect(await failure(config, data)).toBe(message)
  })
})
