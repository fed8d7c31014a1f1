import { describe, expect, it } from 'vitest'
import { runCurveFit } from '#electron/operations/calculate/curve-fit.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { curveFit } from '#shared/operation/calculate/curve-fit.ts'
import { MISRA } from '../bench/strd/nonlinear-set.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()
const run = (config: JsonRecord, data: Json) =>
  operate(world, curveFit, runCurveFit, config, { inputs: { data } })
const failure = (config: JsonRecord, data: Json) => failureIn(run(config, data))

const DECAY = Array.from({ length: 12 }, (_, i) => ({
  t: 11 - i,
  y: 4 * Math.exp(-0.3 * (11 - i)) + (i % 2 ? 0.01 : -0.01),
}))
const MISRA_ROWS = MISRA.x.map((x, i) => ({ x, y: MISRA.y[i] ?? 0 }))
const FORMULA = {
  model: 'formula',
  formula: 'b1 * (1 - exp(-b2 * x))',
  parameters: [
    { name: 'b1', start: 500 },
    { name: 'b2', start: 0.0001 },
  ],
}

describe('curve fit', () => {
  it('finds start values for a ready model, in any order of rows', async () => {
    const { output, outputs, warnings } = await run({}, DECAY)
    expect(output).toMatchObject({
      parameters: { a: expect.closeTo(4, 1), b: expect.closeTo(-0.3, 2) },
      rSquared: expect.closeTo(1, 3),
      points: 12,
      degreesOfFreedom: 10,
    })
    expect(outputs.fitted?.columns).toEqual(['t integer', 'y number', 'fitted number', 'residual number'])
    expect(warnings).toEqual([])
  })

  it('fits a formula to the certified digits', async () => {
    const { output } = await run(FORMULA, MISRA_ROWS)
    expect(output).toMatchObject({
      parameters: { b1: expect.closeTo(238.94212918, 7), b2: expect.closeTo(5.5015643181e-4, 13) },
      standardErrors: { b1: expect.closeTo(2.7070075241, 8), b2: expect.closeTo(7.2668688436e-6, 14) },
      residualSd: expect.closeTo(0.1018787633, 9),
      iterations: expect.any(Number),
    })
  })

  it('adds an offset and takes start values and bounds', async () => {
    const data = DECAY.map(({ t, y }) => ({ t, y: y + 2 }))
    const { output } = await run({ offset: true }, data)
    expect(output).toMatchObject({ parameters: { offset: expect.closeTo(2, 1) } })
    const held = await run({ parameters: [{ name: 'b', min: -0.25 }] }, DECAY)
    expect(held.output).toMatchObject({ parameters: { b: -0.25 }, standardErrors: { b: null } })
    expect(held.warnings).toEqual([
      {
        code: 'at_bound',
        message:
          '"b" ended at its bound -0.25, so it has no standard error and those of the others hold for it there.',
        data: { name: 'b' },
      },
    ])
  })

  it.each<[JsonRecord, Json, string]>([
    [
      { ...FORMULA, parameters: [] },
      MISRA_ROWS,
      'bad_parameters: List the parameters of the formula, each with a start value.',
    ],
    [
      { ...FORMULA, parameters: [{ name: 'x', start: 1 }] },
      MISRA_ROWS,
      'bad_parameters: A parameter can’t be called "x": that is the column.',
    ],
    [
      { ...FORMULA, parameters: [...FORMULA.parameters, { name: 'c', start: 1 }] },
      MISRA_ROWS,
      'bad_parameters: The formula does not use the parameter "c": leave it out.',
    ],
    [
      { ...FORMULA, parameters: [FORMULA.parameters[0] ?? {}, { name: 'b2' }] },
      MISRA_ROWS,
      'bad_parameters: Give a start value for the parameter "b2".',
    ],
    [
      { ...FORMULA, formula: '[b1, b2, x]' },
      MISRA_ROWS,
      'expression_failed: The formula must give a number, but at x = 77.6 it gives a list.',
    ],
    [
      { ...FORMULA, formula: 'b1 / (b2 - b2) * x' },
      MISRA_ROWS,
      'start_not_finite: The model has no finite value at the start values, for some x at least: give other start values.',
    ],
    [
      { ...FORMULA, formula: '(b1 + b2) * x' },
      MISRA_ROWS,
      'not_determined: The data do not determine all parameters: some can be changed together without changing the curve. Use a simpler model, or bounds.',
    ],
    [
      { ...FORMULA, maxIterations: 2 },
      MISRA_ROWS,
      'no_convergence: The fit did not converge: give start values nearer to the solution, bounds, or a simpler model.',
    ],
    [
      { parameters: [{ name: 'aa', start: 1 }] },
      DECAY,
      'bad_parameters: The model has no parameter "aa": did you mean "a"?',
    ],
    [
      { parameters: [{ name: 'phase', start: 1 }] },
      DECAY,
      'bad_parameters: The model has no parameter "phase": its parameters are a, b.',
    ],
    [
      { parameters: [{ name: 'a' }, { name: 'a' }] },
      DECAY,
      'bad_parameters: The parameter "a" is set twice: leave one out.',
    ],
    [
      { parameters: [{ name: 'a', min: 3, max: 2 }] },
      DECAY,
      'bad_parameters: The bounds of "a" leave nothing between 3 and 2.',
    ],
    [
      { parameters: [{ name: 'a', start: 1, min: 3 }] },
      DECAY,
      'bad_parameters: "a" can\'t start at 1: it must be from 3 to Infinity.',
    ],
    [
      { model: 'gaussian' },
      DECAY.slice(0, 2),
      'too_few_points: There are 2 points, but the model has 3 parameters.',
    ],
    [{}, [], 'empty_input: The list has no records with fields, so there are no columns to make a table of.'],
  ])('%j of bad input: %#', async (config, data, message) => {
    expect(await failure(config, data)).toBe(message)
  })

  it.each([
    ['a rate that changes nothing', {}, 0.1],
    ['a negative one', {}, -0.1],
    ['a peak that none of the points shows', { model: 'gaussian', offset: true }, 5],
  ])('says that constant data leave parameters open: %s', async (_what, config, y) => {
    const flat = Array.from({ length: 10 }, (_, i) => ({ x: i + 1, y }))
    expect(await failure(config, flat)).toBe(
      'not_determined: The data do not determine all parameters: some can be changed together without changing the curve. Use a simpler model, or bounds.',
    )
  })

  it('explains no share of a y that is constant, also where its mean is rounded', async () => {
    const flat = Array.from({ length: 10 }, (_, i) => ({ x: i + 1, y: 0.1 }))
    const config = { model: 'formula', formula: 'a + 0 * x', parameters: [{ name: 'a', start: 1 }] }
    expect((await run(config, flat)).output).toMatchObject({
      parameters: { a: expect.closeTo(0.1, 15) },
      rSquared: null,
    })
  })

  it('tells an error in the formula as it is', async () => {
    expect(await failure({ ...FORMULA, formula: 'b1 + b2 + x.y.z' }, MISRA_ROWS)).toMatch(
      /^expression_failed: /,
    )
    expect(await failure({ ...FORMULA, formula: 'b1 * b2 * expo(x)' }, MISRA_ROWS)).toMatch(
      /^expression_failed: .*expo/,
    )
  })
})
