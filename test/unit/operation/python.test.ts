import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/base/json.ts'
import { PYTHON_FUNCTIONS as py } from '#shared/operation/python/index.ts'

const {
  pyTruthy: { call: truthy },
  pyEquals: { call: equals },
  pyIn: { call: isIn },
  pyIndex: { call: index },
  pySlice: { call: slice },
} = py
const json = (): fc.Arbitrary<Json> =>
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json)

describe('truth and equality', () => {
  it.each([null, false, 0, -0, '', [], {}])('%j is false', (value) => expect(truthy(value)).toBe(false))
  it.each([true, 1, -0.5, 'no', [0], { a: 0 }])('%j is true', (value) => expect(truthy(value)).toBe(true))

  it.each<[Json, Json, boolean]>([
    [1, true, true],
    [0, false, true],
    [2, true, false],
    ['1', 1, false],
    [null, false, false],
    [[1, [2]], [1, [2]], true],
    [[1], [1, 2], false],
    [{ a: 1, b: [true] }, { b: [1], a: 1 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[], {}, false],
  ])('%j == %j is %s', (a, b, expected) => {
    expect(equals(a, b)).toBe(expected)
    expect(equals(b, a)).toBe(expected)
  })

  it('every value equals its copy, and deep ones cost no stack', () => {
    fc.assert(fc.property(json(), (value) => equals(value, structuredClone(value))))
    const deep = (): Json => {
      let value: Json = 0
      for (let i = 0; i < 50_000; i++) value = [value]
      return value
    }
    expect(equals(deep(), deep())).toBe(true)
  })
})

describe('order', () => {
  it.each<[Json, Json, number]>([
    [1, 2, -1],
    [true, 2, -1],
    ['a', 'b', -1],
    ['a', 'ab', -1],
    ['ab', 'a', 1],
    ['\uffff', '\u{10000}', -1],
    ['a', 'a', 0],
    [[1, 2], [1, 3], -1],
    [[1], [1, 0], -1],
    [[1, 0], [1], 1],
    [['a', [1]], ['a', [1]], 0],
    [[[2]], [[1, 5]], 1],
  ])('of %j and %j is %i', (a, b, sign) => {
    expect(py.pyLess.call(a, b)).toBe(sign < 0)
    expect(py.pyLessEqual.call(a, b)).toBe(sign <= 0)
    expect(py.pyGreater.call(a, b)).toBe(sign > 0)
    expect(py.pyGreaterEqual.call(a, b)).toBe(sign >= 0)
  })

  it.each<[Json, Json]>([
    [null, 1],
    ['1', 1],
    [{}, {}],
    [[1], [null]],
    [[1], 1],
  ])('of %j and %j is an error', (a, b) => {
    expect(() => py.pyLess.call(a, b)).toThrow("can't be compared with <")
  })
})

describe('membership', () => {
  it.each<[Json, Json, boolean]>([
    [1, [true], true],
    [[1], [[1]], true],
    ['b', 'abc', true],
    ['', 'abc', true],
    ['a', { a: 1 }, true],
    [1, { 1: 1 }, false],
    [3, [1, 2], false],
  ])('%j in %j is %s', (item, container, expected) => expect(isIn(item, container)).toBe(expected))

  it('is an error where Python raises', () => {
    expect(() => isIn(1, 'abc')).toThrow('only a text can be in a text')
    expect(() => isIn(1, 5)).toThrow('nothing can be in a number')
    expect(() => isIn([], { a: 1 })).toThrow("a list can't be a member")
    expect(() => py.pyInSet.call({}, [1])).toThrow("a record can't be a member")
    expect(py.pyInSet.call(1, [2, 1])).toBe(true)
  })
})

describe('arithmetic', () => {
  it('adds, joins and repeats', () => {
    expect(py.pyAdd.call(1, true)).toBe(2)
    expect(py.pyAdd.call('a', 'b')).toBe('ab')
    expect(py.pyAdd.call([1], [2])).toEqual([1, 2])
    expect(py.pyMultiply.call(3, 4)).toBe(12)
    expect(py.pyMultiply.call('ab', 2)).toBe('abab')
    expect(py.pyMultiply.call(2, [1, 2])).toEqual([1, 2, 1, 2])
    expect(py.pyMultiply.call([[1]], 2)).toEqual([[1], [1]])
    expect(py.pyMultiply.call('ab', -1)).toBe('')
    expect(py.pySubtract.call(1, 3)).toBe(-2)
    expect(py.pyDivide.call(7, 2)).toBe(3.5)
    expect(py.pyNegate.call(true)).toBe(-1)
    expect(py.pyNegate.call(0)).toBe(0)
    expect(py.pyPlus.call(true)).toBe(1)
  })

  it.each([
    [7, 3, 2, 1],
    [-7, 3, -3, 2],
    [7, -3, -3, -2],
    [-7, -3, 2, -1],
    [6, -3, -2, 0],
    [5.5, 2, 2, 1.5],
    [-5.5, 2, -3, 0.5],
    [1, 0.1, 9, 0.09999999999999995],
    [0.3, 0.1, 2, 0.09999999999999998],
  ])('%d // and %% %d', (a, b, quotient, remainder) => {
    expect(py.pyFloorDivide.call(a, b)).toBe(quotient)
    expect(py.pyModulo.call(a, b) + 0).toBe(remainder)
  })

  it('remainders have the sign of the divisor and rebuild the dividend', () => {
    const whole = fc.integer({ min: -1e9, max: 1e9 })
    fc.assert(
      fc.property(
        whole,
        whole.filter((b) => b !== 0),
        (a, b) => {
          const rest = py.pyModulo.call(a, b)
          expect(rest === 0 || rest < 0 === b < 0).toBe(true)
          expect(Math.abs(rest)).toBeLessThan(Math.abs(b))
          expect(py.pyFloorDivide.call(a, b) * b + rest).toBe(a)
        },
      ),
    )
  })

  it('raises to powers', () => {
    expect(py.pyPower.call(3, 33)).toBe(5559060566555523)
    expect(py.pyPower.call(-2, 3)).toBe(-8)
    expect(py.pyPower.call(2, -1)).toBe(0.5)
    expect(py.pyPower.call(2.25, 0.5)).toBe(1.5)
    expect(py.pyPower.call(1e20, 2)).toBe(1e40)
    expect(py.pyPower.call(0, 0)).toBe(1)
  })

  it.each<[() => unknown, string]>([
    [() => py.pyAdd.call(1, 'a'), 'a number + a text is not possible'],
    [() => py.pyAdd.call([1], 'a'), 'a list + a text'],
    [() => py.pyMultiply.call('a', 1.5), 'a text * a number'],
    [() => py.pyMultiply.call('a', 'b'), 'a text * a text'],
    [() => py.pyMultiply.call('abc', 1e6), 'too long'],
    [() => py.pySubtract.call(null, 1), 'None - a number'],
    [() => py.pyDivide.call(1, 0), 'division by zero'],
    [() => py.pyModulo.call(1, false), 'division by zero'],
    [() => py.pyFloorDivide.call(1, 0), 'division by zero'],
    [() => py.pyPower.call(0, -1), '0 to a negative power'],
    [() => py.pyPower.call(-8, 1 / 3), 'fractional power'],
    [() => py.pyPower.call(10.5, 400), 'too large'],
    [() => py.pyPower.call(3, 40), 'exactly'],
    [() => py.pyMultiply.call(9007199254740991, 2), 'exactly'],
    [() => py.pyNegate.call('a'), '-a text'],
    [() => py.pyPlus.call([]), '+a list'],
    [() => py.pyUnknown.call('len'), 'the name "len" is not known'],
  ])('%s says %s', (compute, message) => expect(compute).toThrow(message))
})

describe('items', () => {
  it('are found by index and key', () => {
    expect(index([1, 2, 3], -1)).toBe(3)
    expect(index([1, 2], true)).toBe(2)
    expect(index('a\u{1f600}b', 2)).toBe('b')
    expect(index({ a: { b: 1 } }, 'a')).toEqual({ b: 1 })
    expect(index([null], 0)).toBe(null)
  })

  it.each<[Json, Json, string]>([
    [[1], 1, 'index 1 is outside a list of 1'],
    [[1], -2, 'index -2'],
    [[1], 'a', 'indexed by integers, not by a text'],
    [[1], 0.5, 'indexed by integers'],
    [{ a: 1 }, 'b', 'no key "b"'],
    [{}, 'toString', 'no key'],
    [{ 1: 1 }, 1, 'no key 1'],
    [5, 0, 'a number has no items'],
  ])('%j[%j] is an error', (container, key, message) => {
    expect(() => index(container, key)).toThrow(message)
  })

  it.each<[Json, Json, Json, Json, Json]>([
    [[0, 1, 2, 3], 1, 3, null, [1, 2]],
    [[0, 1, 2, 3], null, -1, null, [0, 1, 2]],
    [[0, 1, 2, 3], null, null, 2, [0, 2]],
    [[0, 1, 2, 3], null, null, -1, [3, 2, 1, 0]],
    [[0, 1, 2, 3], 2, 0, -1, [2, 1]],
    [[0, 1, 2, 3], -100, 100, null, [0, 1, 2, 3]],
    [[0, 1, 2, 3], 100, -100, -2, [3, 1]],
    [[0, 1], 5, 9, null, []],
    ['a\u{1f600}b', 1, null, null, '\u{1f600}b'],
  ])('%j[%j:%j:%j] is %j', (list, from, to, step, expected) => {
    expect(slice(list, from, to, step)).toEqual(expected)
  })

  it('a slice has integers for bounds and a step', () => {
    expect(() => slice([1], 'a', null, null)).toThrow('bounded by integers')
    expect(() => slice([1], null, null, 0)).toThrow('not 0')
    expect(() => slice(null, null, null, null)).toThrow('None has no items')
  })
})

describe('methods and logic', () => {
  it.each<[string, Json, Json[], Json]>([
    ['get', { a: 1 }, ['a'], 1],
    ['get', { a: 1 }, ['b'], null],
    ['get', { a: 1 }, ['b', 2], 2],
    ['get', { a: 1 }, ['toString', 2], 2],
    ['get', { a: 1 }, [1], null],
    ['lower', 'ÄB', [], 'äb'],
    ['upper', 'straße', [], 'STRASSE'],
    ['strip', '\u0085 a b\u001c\n', [], 'a b'],
    ['strip', '\ufeffa', [], '\ufeffa'],
    ['startswith', 'abc', ['ab'], true],
    ['endswith', 'abc', ['ab'], false],
  ])('%s of %j with %j is %j', (name, value, [first, second], expected) => {
    expect(py.pyMethod.call(name, value, first, second)).toEqual(expected)
  })

  it.each<[string, Json, Json]>([
    ['get', [], 0],
    ['get', { a: 1 }, []],
    ['lower', 1, null],
    ['startswith', 'a', 1],
    ['pop', 'a', null],
  ])('%s of %j with %j is an error', (name, value, first) => {
    expect(() => py.pyMethod.call(name, value, first)).toThrow('As in Python')
  })

  it('and, or give an operand and stop early', () => {
    const never = (): never => expect.fail('evaluated')
    expect(py.pyAnd.call([], never)).toEqual([])
    expect(py.pyAnd.call(1, () => 'b')).toBe('b')
    expect(py.pyOr.call('a', never)).toBe('a')
    expect(py.pyOr.call(0, () => '')).toBe('')
  })
})
