import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runArithmetic } from '#electron/operations/calculate/arithmetic.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { arithmetic } from '#shared/operation/calculate/arithmetic.ts'
import { failureOf, outputOf, tableOf } from '../../operations/harness.ts'

const of = (config: JsonRecord, inputs: JsonRecord = {}) =>
  outputOf(arithmetic, runArithmetic, config, { inputs })
const failure = (config: JsonRecord, inputs: JsonRecord = {}) =>
  failureOf(arithmetic, runArithmetic, config, { inputs })

describe('arithmetic', () => {
  it.each<[JsonRecord, JsonRecord, Json]>([
    [{}, { a: 1, b: 2, c: 3 }, 6],
    [{}, { a: 7 }, 7],
    [{ operands: ['b', 'a', 'b'] }, { a: 1, b: 2 }, 5],
    [{ operands: ['sample.mass', 0.5] }, { sample: { mass: 2 } }, 2.5],
    [{ operands: ['runs.1.mass', 1] }, { runs: [{ mass: 1 }, { mass: 2 }] }, 3],
    [{ operands: ['sample-1.a.b', 1] }, { 'sample-1.a': { b: 4 }, 'sample-1': {} }, 5],
    [{ operation: 'subtract', operands: [10, 'a', 2] }, { a: 3 }, 5],
    [{ operation: 'multiply', operands: [2, 3, 4] }, {}, 24],
    [{ operation: 'divide', operands: [24, 3, 4] }, {}, 2],
    [{ operation: 'modulo', operands: [-7, 3] }, {}, 2],
    [{ operation: 'modulo', operands: [7, -3] }, {}, -2],
    [{ operation: 'modulo', operands: [6, -3] }, {}, 0],
    [{ operation: 'power', operands: [2, 3, 2] }, {}, 64],
    [{ operation: 'power', operands: [-8, 2] }, {}, 64],
  ])('%j of %j is %j', async (config, inputs, result) => {
    expect(await of(config, inputs)).toBeCloseTo(Number(result), 12)
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [{ operation: 'divide', operands: [5, 0] }, {}, 'division_by_zero: 5 is divided by 0'],
    [{ operation: 'modulo', operands: [5, 'a'] }, { a: 0 }, 'division_by_zero: 5 is divided by 0'],
    [{ operation: 'power', operands: [0, -1] }, {}, 'division_by_zero'],
    [{ operation: 'power', operands: [-8, 0.5] }, {}, 'outside_domain: -8 to the power of 0.5'],
    [{ operation: 'power', operands: [10, 400] }, {}, 'not_finite'],
    [{ operands: [1e308, 1e308] }, {}, 'not_finite'],
    [{}, {}, 'operand_missing: Node has nothing to work on'],
    [
      { operands: ['masss', 1] },
      { mass: 1 },
      'operand_missing: There is no input "masss". Inputs here: mass.',
    ],
    [{ operands: ['3'] }, {}, 'operand_missing: There is no input "3". Inputs here: none.'],
    [{ operands: ['sample.mas'] }, { sample: { mass: 1 } }, 'field_missing: The input has no field "mas"'],
    [{}, { a: 1, b: '2' }, 'not_a_number: The operand b is a text'],
    [{ operands: ['a'] }, { a: true }, 'not_a_number: The operand a is a boolean'],
    [{}, { a: null }, 'not_a_number: The operand a is nothing'],
  ])('%j of %j fails', async (config, inputs, message) => {
    expect(await failure(config, inputs)).toContain(message)
  })

  it('waits for a table, which is no number', async () => {
    const given = { inputs: { a: 1 }, values: { t: tableOf([{ x: 1 }]) } }
    expect(await failureOf(arithmetic, runArithmetic, {}, given)).toContain('The operand t is a list')
    expect(await outputOf(arithmetic, runArithmetic, { operands: ['a', 't.0.x'] }, given)).toBe(2)
  })

  it('gives remainders with the sign of the divisor, smaller than it', async () => {
    const number = fc.integer({ min: -1000, max: 1000 })
    await fc.assert(
      fc.asyncProperty(number, number, async (a, b) => {
        fc.pre(b !== 0)
        const result = Number(await of({ operation: 'modulo', operands: [a, b] }))
        expect(Math.abs(result)).toBeLessThan(Math.abs(b))
        expect(result === 0 || Math.sign(result) === Math.sign(b)).toBe(true)
        expect((a - result) % b === 0).toBe(true)
      }),
    )
  })

  it.each<[JsonRecord, string]>([
    [{ operation: 'divide', operands: ['mass', 2] }, 'mass ÷ 2'],
    [{ operation: 'add' }, 'add'],
  ])('%j in words: %s', (config, words) => {
    expect(arithmetic.describe?.(arithmetic.config.parse(config))).toBe(words)
  })
})
