import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runMathematical } from '#electron/operations/calculate/mathematical.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { mathematical } from '#shared/operation/calculate/mathematical.ts'
import { roundTo, roundToEven } from '#shared/operation/numeric.ts'
import { failureOf, outputOf } from '../../operations/harness.ts'

const of = (config: JsonRecord, x: Json) => outputOf(mathematical, runMathematical, config, { inputs: { x } })

describe('mathematical functions', () => {
  it.each<[JsonRecord, number, number]>([
    [{}, 9, 3],
    [{ operation: 'sqrt' }, 0, 0],
    [{ operation: 'log' }, 1000, 3],
    [{ operation: 'log', base: 2 }, 8, 3],
    [{ operation: 'log', base: 3 }, 81, 4],
    [{ operation: 'log', base: 0.5 }, 8, -3],
    [{ operation: 'exp' }, 1, Math.E],
    [{ operation: 'sin' }, Math.PI / 2, 1],
    [{ operation: 'cos' }, Math.PI, -1],
    [{ operation: 'tan' }, Math.PI / 4, 1],
    [{ operation: 'abs' }, -2, 2],
    [{ operation: 'ceil' }, -1.5, -1],
    [{ operation: 'floor' }, -1.5, -2],
    [{ operation: 'round' }, 2.5, 3],
    [{ operation: 'round' }, -2.5, -3],
    [{ operation: 'round', digits: 2 }, 1.005, 1.01],
    [{ operation: 'round', halves: 'toEven' }, 2.5, 2],
    [{ operation: 'round', halves: 'toEven' }, 3.5, 4],
    [{ operation: 'round', halves: 'toEven' }, -2.5, -2],
    [{ operation: 'round', halves: 'toEven' }, 2.6, 3],
  ])('%j of %j is %j', async (config, x, result) => {
    expect(await of(config, x)).toBeCloseTo(result, 14)
  })

  it('takes a number as it is, or a field', async () => {
    expect(await of({ value: 16 }, 9)).toBe(4)
    expect(await of({ value: 'x.area' }, { area: 25 })).toBe(5)
  })

  it.each<[JsonRecord, Json, string]>([
    [{ operation: 'sqrt' }, -1, 'outside_domain: There is no square root of -1: the number must be from 0'],
    [{ operation: 'log' }, 0, 'outside_domain: There is no logarithm of 0'],
    [{ operation: 'log', base: 1 }, 5, 'outside_domain: There is no logarithm to base 1'],
    [{ operation: 'exp' }, 1000, 'not_finite: The result for 1000'],
    [{}, '9', 'not_a_number: The input is a text'],
    [{ value: 'y' }, 9, 'operand_missing: There is no input "y"'],
  ])('%j of %j fails', async (config, x, message) => {
    expect(await failureOf(mathematical, runMathematical, config, { inputs: { x } })).toContain(message)
  })

  it.each<[JsonRecord, string]>([
    [{}, 'sqrt value'],
    [{ operation: 'log', value: 'c' }, 'log10 c'],
  ])('%j in words: %s', (config, words) => {
    expect(mathematical.describe?.(mathematical.config.parse(config))).toBe(words)
  })
})

describe('rounding', () => {
  it.each<[number, number, number]>([
    [2.675, 2, 2.68],
    [-1.005, 2, -1.01],
    [1e21, 2, 1e21],
    [1.5e-7, 7, 2e-7],
    [123_456, -3, 123_000],
    [1e300, 15, 1e300],
    [0, 5, 0],
  ])('of %d to %d digits is %d', (x, digits, result) => {
    expect(roundTo(x, digits)).toBe(result)
  })

  it('changes a number by half a unit of its last digit at most, and nothing twice', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), (x, digits) => {
        for (const round of [roundTo, roundToEven]) {
          const rounded = round(x, digits)
          expect(Math.abs(rounded - x)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9))
          expect(round(rounded, digits)).toBe(rounded)
        }
      }),
    )
  })
})
