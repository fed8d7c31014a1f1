import { describe, expect, it } from 'vitest'
import { attempt, attemptScript, expressions } from '../sandbox/attempt.ts'

/** Attempts to change what another node sees, or to leave something for the next evaluation. */
const REFUSED = expect.objectContaining({ code: 'expression_failed' })

describe("another node's input stays as it is:", () => {
  const ways = [
    ['assigning a field', 'input.a = 2'],
    ['adding a field', 'input.c = 2'],
    ['deleting a field', 'delete input.a'],
    ['pushing to a list', 'input.list.push(4)'],
    ['sorting a list', 'input.list.sort()'],
    ['setting a length', 'input.list.length = 0'],
    ['filling a list', 'Array.prototype.fill.call(input.list, 0)'],
    ['defining a property', 'Object.defineProperty(input, "a", { value: 2 })'],
    ['defining a getter', 'Object.defineProperty(input, "a", { get: () => 2 })'],
    ['assigning through Object.assign', 'Object.assign(input, { a: 2 })'],
    ['setting a prototype', 'Object.setPrototypeOf(input, { a: 2 })'],
    ['setting __proto__', 'input.__proto__ = { z: 1 }'],
    ['changing a deep part', 'input.deep.er[0].x = 2'],
    ['an old-style getter', 'input.__defineGetter__("a", () => 2)'],
    ['assigning a name', '(() => { input = 1 })()'],
    ['destructuring into it', '[input.a] = [2]'],
  ] as const

  it.each(ways)('%s', (_name, source) => {
    const input = { a: 1, list: [3, 1, 2], deep: { er: [{ x: 1 }] } }
    const before = JSON.stringify(input)
    const outcomes = [attempt(`(${source}, 1)`, { input }), attemptScript(`${source}\nreturn 1`, { input })]
    expect(outcomes).toEqual([REFUSED, REFUSED])
    expect(JSON.stringify(input)).toBe(before)
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype)
  })

  it('and what one evaluation gave, the next can not change', () => {
    const first = expressions.compile('({ list: [1], of: { x: 1 } })', [])([])
    for (const source of ['value.list.push(2)', 'value.of.x = 2', 'value.y = 1']) {
      expect(attempt(source, { value: first })).toEqual(REFUSED)
    }
    expect(first).toEqual({ list: [1], of: { x: 1 } })
  })
})

describe('nothing is left for the next evaluation:', () => {
  it.each([
    ["Object's prototype", 'Object.prototype.polluted = 1'],
    ["a record's __proto__", '({}).__proto__.polluted = 1'],
    ["a list's prototype", 'Array.prototype.polluted = 1'],
    ["a function's prototype", '(() => 0).__proto__.polluted = 1'],
    ["a class's prototype chain", '(class extends Array {}).__proto__.polluted = 1'],
    ["a generator's prototype", '(function* () {})().__proto__.__proto__.polluted = 1'],
    ["an iterator's prototype", '[].values().__proto__.polluted = 1'],
    ["an error's prototype", '(() => { try { null.x } catch (e) { e.__proto__.polluted = 1 } })()'],
    ["a library error's class", '(() => { try { mean("x") } catch (e) { e.constructor.polluted = 1 } })()'],
    ["a getter's function", 'Object.getOwnPropertyDescriptor(Object.prototype, "valueOf").get.polluted = 1'],
    ['a language function', 'JSON.parse.polluted = 1'],
    ['a language object', 'Math.polluted = 1'],
    ['a replaced function', 'Math.max = () => 0'],
    ['a replaced method', 'Array.prototype.map = () => 0'],
    ['a library function', 'mean.polluted = 1'],
    ["a library function's prototype", 'pyAdd.prototype.polluted = 1'],
    ['Object.assign to a prototype', 'Object.assign(Object.prototype, { polluted: 1 })'],
    ['defineProperty on a prototype', 'Object.defineProperty(Array.prototype, "polluted", { value: 1 })'],
    ['a prototype for all records', 'Object.setPrototypeOf(Object.prototype, { polluted: 1 })'],
    ["a regular expression's class", 'RegExp.prototype.polluted = 1'],
    [
      'a well-known symbol',
      'Object.getOwnPropertySymbols(Array.prototype).forEach(s => { Array.prototype[s] = 0 })',
    ],
    ["a template's parts", '((parts) => { parts.polluted = 1 })`x`'],
  ])('%s', (_name, source) => {
    expect(attempt(`(${source}, 1)`)).toEqual(REFUSED)
    expect(attemptScript(`${source}\nreturn 1`)).toEqual(REFUSED)
    expect(attempt('[({}).polluted, [].polluted, mean.polluted, Math.max(1, 2)].join()')).toEqual({
      gave: ',,,2',
    })
  })

  it('parsed JSON with a field __proto__ is data', () => {
    const source = 'JSON.parse(text)'
    const text = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'
    const outcome = attempt(source, { text })
    expect(JSON.stringify(outcome)).toBe(`{"gave":${text.replaceAll(' ', '')}}`)
    expect(attempt('({}).polluted ?? null')).toEqual({ gave: null })
    const merged = attempt('merge({ a: 1 }, value)', { value: JSON.parse(text) })
    expect(JSON.stringify(merged)).toContain('"a":1,"__proto__":{"polluted":1}')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('no counter survives in a closure, a literal or a static', () => {
    const counters = [
      '(() => { const f = () => 0; f.n = (f.n ?? 0) + 1; return f.n })()',
      '(() => { const r = /a/g; r.test("aa"); return r.lastIndex })()',
      '(() => { class C { static n = 0 }; return ++C.n })()',
      '(() => { /(x)/.test("x"); return RegExp.$1 === undefined ? 1 : 2 })()',
      '[..."a"].length',
    ]
    for (const source of counters)
      expect([attempt(source), attempt(source)]).toEqual([{ gave: 1 }, { gave: 1 }])
  })
})

describe('results are plain data:', () => {
  it.each([
    ['a getter, read once', '({ get x() { return 1 } })', { x: 1 }],
    [
      'a getter that changes its mind',
      '(() => { let n = 0; return Object.defineProperty({}, "x", { enumerable: true, get: () => n++ ? () => 0 : 1 }) })()',
      { x: 1 },
    ],
    ['a hidden property, left out', 'Object.defineProperty({ a: 1 }, "b", { value: () => 2 })', { a: 1 }],
    [
      'a key that is a symbol, left out',
      '({ a: 1, [Object.getOwnPropertySymbols(Array.prototype)[0]]: 1 })',
      { a: 1 },
    ],
    ['a frozen object of its own', 'Object.freeze({ a: [1] })', { a: [1] }],
    ['a record without prototype', 'Object.groupBy([1, 2], x => x > 1 ? "b" : "a")', { a: [1], b: [2] }],
    ['a list with a name', 'Object.assign([1], { name: "x" })', [1]],
  ])('%s', (_name, source, gives) => {
    const outcome = attempt(source)
    expect(outcome).toEqual({ gave: gives })
    const gave = 'gave' in outcome ? outcome.gave : null
    expect(Object.isFrozen(gave)).toBe(true)
    for (const property of Object.values(Object.getOwnPropertyDescriptors(gave)))
      expect('value' in property).toBe(true)
  })

  it.each([
    ['a function', '({ f: () => 1 })', 'at f is a function'],
    ['a method that JSON would call', '({ toJSON() { return 1 } })', 'at toJSON is a function'],
    ['an object of a class', 'new (class A { x = 1 })()', 'an object of a class'],
    ['a list of a class', 'new (class L extends Array {})(3)', 'an object of a class'],
    ['an inherited record', 'Object.create({ a: 1 })', 'an object of a class'],
    ['an input as prototype', 'Object.create(input)', 'an object of a class'],
    ['a wrapped number', 'new Number(1)', 'an object of a class'],
    ['an error', 'new Error("x")', 'an object of a class'],
    ['a regular expression', '/x/', 'an object of a class'],
    ['a Map', 'new Map([[1, 2]])', 'a Map'],
    ['a Set', 'new Set([1])', 'a Set'],
    ['a BigInt', '[10n]', 'at [0] is a BigInt'],
    ['a symbol', 'Object.getOwnPropertySymbols(Array.prototype)[0]', 'a symbol'],
    ['a hole', '[1, , 2]', 'at [1] is nothing (undefined)'],
    ['a huge empty list', 'new Array(4e9)', 'more than 5000000 values'],
    ['a missing field', '({ a: { b: input.none } })', 'at a.b is nothing (undefined)'],
    ['a circle', '(() => { const a = {}; a.b = [a]; return a })()', 'contains itself'],
    [
      'endless depth',
      '(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a })()',
      'nested more than',
    ],
    ['a getter that throws', '({ get x() { throw new Error("no") } })', 'no'],
  ])('%s is refused', (_name, source, message) => {
    const refused = { code: 'expression_failed', message: expect.stringContaining(message) }
    expect(attempt(source, { input: { x: 1 } })).toEqual(refused)
    expect(attemptScript(`return ${source}`, { input: { x: 1 } })).toEqual(refused)
  })

  it('a list that doubles at every level is refused before it fills the memory', () => {
    const source = '(() => { let a = [1]; for (let i = 0; i < 60; i++) a = [a, a]; return a })()'
    expect(attempt(source)).toEqual({
      code: 'expression_failed',
      message: expect.stringContaining('more than'),
    })
  })
})
