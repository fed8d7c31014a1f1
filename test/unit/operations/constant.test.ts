import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runConstant } from '#electron/operations/data-input/constant.ts'
import { constant } from '#shared/operation/data-input/constant.ts'
import { portsOf } from '#shared/operation/define.ts'
import { failureOf, outputOf } from '../../operations/harness.ts'

const read = (value: unknown, dataType?: string, lenient = false) =>
  outputOf(constant, runConstant, constant.config.parse({ value, dataType, lenient }))
const refused = (value: unknown, dataType: string, lenient = false) =>
  failureOf(constant, runConstant, constant.config.parse({ value, dataType, lenient }))

describe('a constant', () => {
  it.each([
    ['12', 'auto', '12'],
    [[1, null], 'auto', [1, null]],
    ['a', 'text', 'a'],
    [2.5, 'text', '2.5'],
    [true, 'text', 'true'],
    [{ a: [1] }, 'text', '{"a":[1]}'],
    [3, 'integer', 3],
    [' -12 ', 'integer', -12],
    ['+7', 'integer', 7],
    [2.5, 'number', 2.5],
    [' 1.5e-3 ', 'number', 0.0015],
    ['.5', 'number', 0.5],
    ['5.', 'number', 5],
    [true, 'boolean', true],
    ['TRUE', 'boolean', true],
    [' yes', 'boolean', true],
    ['1', 'boolean', true],
    ['No', 'boolean', false],
    ['0', 'boolean', false],
    ['false', 'boolean', false],
    [0, 'boolean', false],
    [-0.5, 'boolean', true],
    [[1], 'list', [1]],
    ['[1, {"a": 2}]', 'list', [1, { a: 2 }]],
    [{ a: 1 }, 'record', { a: 1 }],
    ['{"a": [1]}', 'record', { a: [1] }],
  ])('%j as %s is %j', async (value, type, expected) => {
    expect(await read(value, type)).toEqual(expected)
  })

  it.each([
    ['2.5', 'integer'],
    [2.5, 'integer'],
    ['9007199254740993', 'integer'],
    [true, 'integer'],
    ['', 'integer'],
    ['1,5', 'number'],
    ['', 'number'],
    ['NaN', 'number'],
    ['0x10', 'number'],
    [null, 'number'],
    [false, 'number'],
    ['maybe', 'boolean'],
    ['', 'boolean'],
    [null, 'boolean'],
    [[], 'boolean'],
    ['1, 2', 'list'],
    ['{"a": 1}', 'list'],
    [5, 'list'],
    ['[1]', 'record'],
    ['[1', 'record'],
    [[1], 'record'],
  ])('%j as %s is refused', async (value, type) => {
    expect(await refused(value, type)).toMatch(/^not_parsable: The value is .+, not .+/)
  })

  it('says what it cannot read, cut short', async () => {
    expect(await refused('x'.repeat(100), 'number')).toContain(`"${'x'.repeat(60)}…"`)
    expect(await refused({}, 'number')).toContain('is a record, not a number')
  })

  it('names the number that is not whole', async () => {
    expect(await refused(2.5, 'integer')).toContain('The value is the number 2.5, not a whole number')
  })

  it('refuses numbers too large to hold', async () => {
    expect(await refused('1e999', 'number')).toMatch(/^not_finite/)
    expect(await refused('[1e999]', 'list')).toMatch(/^not_parsable/)
  })

  it.each([
    [2.7, 'integer', 2],
    [-2.7, 'integer', -2],
    [true, 'integer', 1],
    [true, 'number', 1],
    ['maybe', 'boolean', false],
    [null, 'boolean', false],
    [[], 'boolean', false],
    [{ a: 0 }, 'boolean', true],
    [true, 'text', 'True'],
    [[1, 'a', null], 'text', "[1, 'a', None]"],
  ])('%j as %s, leniently, is %j', async (value, type, expected) => {
    expect(await read(value, type, true)).toEqual(expected)
  })

  it('reads every number and every list from its own text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ noNaN: true, noDefaultInfinity: true }), async (x) => {
        // Adding 0 turns -0, whose text is "0", into 0.
        expect(await read(String(x), 'number')).toBe(x + 0)
        expect(await read(JSON.stringify([x]), 'list')).toEqual([x + 0])
      }),
    )
  })

  it('has a port of its data type', () => {
    const port = (dataType: string) => portsOf(constant, constant.config.parse({ dataType })).outputs[0]?.type
    expect(['integer', 'list', 'auto'].map(port)).toEqual(['number', 'list', 'json'])
  })
})
