import { describe, expect, it } from 'vitest'
import { runComparison } from '#electron/operations/calculate/comparison.ts'
import { runLogical } from '#electron/operations/calculate/logical.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { comparison } from '#shared/operation/calculate/comparison.ts'
import { logical } from '#shared/operation/calculate/logical.ts'
import { failureOf, outputOf, tableOf } from '../../operations/harness.ts'

describe('comparison', () => {
  const of = (left: Json, operator: string, right: Json, inputs: JsonRecord = {}) =>
    outputOf(comparison, runComparison, { left, operator, right }, { inputs })

  it.each<[Json, string, Json, boolean]>([
    [2, 'greaterThan', 1, true],
    [1, 'greaterThan', 1, false],
    [1, 'lessThan', 2, true],
    [2, 'lessThan', 2, false],
    [2, 'greaterEqual', 2, true],
    [1, 'greaterEqual', 2, false],
    [2, 'lessEqual', 2, true],
    [3, 'lessEqual', 2, false],
    ['b', 'greaterThan', 'a', true],
    ['B', 'lessThan', 'a', true],
    [1, 'equal', 1, true],
    [1, 'equal', '1', false],
    [1, 'equal', true, false],
    [null, 'equal', null, true],
    [[1, { a: 2, b: [3] }], 'equal', [1, { b: [3], a: 2 }], true],
    [[1, 2], 'equal', [2, 1], false],
    [[1], 'equal', [1, 2], false],
    [{ a: 1 }, 'equal', { b: 1 }, false],
    [{}, 'equal', [], false],
    [{}, 'equal', null, false],
    ['x', 'notEqual', 'y', true],
    [[1], 'notEqual', [1], false],
  ])('%j %s %j is %j', async (left, operator, right, result) => {
    expect(await of(left, operator, right)).toBe(result)
  })

  it('takes inputs by id, fields of them, and without operands the inputs in order', async () => {
    expect(await of('strain', 'greaterThan', 'limits.high', { strain: 4, limits: { high: 3 } })).toBe(true)
    expect(await outputOf(comparison, runComparison, {}, { inputs: { a: 2, b: 1 } })).toBe(true)
    const values = { t: tableOf([{ x: 1 }]) }
    const config = { left: 't', operator: 'equal', right: [{ x: 1 }] }
    expect(await outputOf(comparison, runComparison, config, { values })).toBe(true)
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [
      { left: 1, operator: 'lessThan', right: 'a' },
      {},
      'not_comparable: a number (1) and a text ("a") have no order',
    ],
    [{ left: [1], right: [2] }, {}, 'not_comparable: a list and a list have no order'],
    [{ left: true, right: false }, {}, 'not_comparable'],
    [{}, { a: 1 }, 'operand_missing: Node has no second input'],
    [{ right: 1 }, {}, 'operand_missing: Node has no first input'],
  ])('%j of %j fails', async (config, inputs, message) => {
    expect(await failureOf(comparison, runComparison, config, { inputs })).toContain(message)
  })

  it.each<[JsonRecord, string]>([
    [{ left: 'strain', right: 3.5 }, 'strain > 3.5'],
    [{ operator: 'notEqual' }, 'value ≠ second input'],
    [{ left: '', operator: 'equal', right: [1] }, '"" = [1]'],
  ])('%j in words: %s', (config, words) => {
    expect(comparison.describe?.(comparison.config.parse(config))).toBe(words)
  })
})

describe('logic', () => {
  it.each<[JsonRecord, JsonRecord, boolean]>([
    [{}, { a: true, b: true }, true],
    [{}, { a: true, b: false }, false],
    [{ operation: 'or' }, { a: false, b: true }, true],
    [{ operation: 'or', operands: ['a', false] }, { a: false }, false],
    [{ operation: 'not' }, { a: false }, true],
    [{ operation: 'not', operands: [true] }, {}, false],
    [{ truth: 'loose' }, { a: 1, b: 'x', c: [0], d: { e: 1 } }, true],
    [{ truth: 'loose', operation: 'or' }, { a: 0, b: '', c: [], d: {}, e: null }, false],
  ])('%j of %j is %j', async (config, inputs, result) => {
    expect(await outputOf(logical, runLogical, config, { inputs })).toBe(result)
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [{}, { a: 1 }, 'not_boolean: The operand a is a number'],
    [{ operands: ['b'] }, { a: true }, 'not_boolean: The operand b is a text'],
    [{ operation: 'not' }, { a: true, b: true }, 'too_many_operands'],
    [{}, {}, 'operand_missing'],
  ])('%j of %j fails', async (config, inputs, message) => {
    expect(await failureOf(logical, runLogical, config, { inputs })).toContain(message)
  })

  it.each<[JsonRecord, string]>([
    [{}, 'and'],
    [{ operation: 'or', operands: ['dry', true] }, 'dry or true'],
    [{ operation: 'not', operands: ['dry'] }, 'not dry'],
  ])('%j in words: %s', (config, words) => {
    expect(logical.describe?.(logical.config.parse(config))).toBe(words)
  })
})
