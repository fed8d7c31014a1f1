import { describe, expect, it } from 'vitest'
import { attempt, attemptScript } from '../sandbox/attempt.ts'

/**
 * Attempts to get out of an expression or a script, each named. They run in this process, whose built-ins are the
 * app's own. What is reachable at all is walked in `reachable.test.ts`.
 */
const failed = (message: string | RegExp) => ({
  code: 'expression_failed',
  message: expect.stringMatching(message),
})

describe('no constructor makes a function of text:', () => {
  it.each([
    ["a record's", '({}).constructor.constructor'],
    ["a list's", '[].constructor.constructor'],
    ["a text's", '"".constructor.constructor'],
    ["a number's", '(0).constructor.constructor'],
    ["an arrow function's", '(() => 0).constructor'],
    ["a function's", '(function () {}).constructor'],
    ["a generator function's", '(function* () {}).constructor'],
    ["a class's", '(class {}).constructor'],
    ["a bound function's", '(function () {}).bind().constructor'],
    ["a regular expression's", '/x/.constructor.constructor'],
    ["an iterator's", '[].values().constructor.constructor'],
    ["an input's", 'input.constructor.constructor'],
    ["a list within an input's", 'input.list.constructor.constructor'],
    ["a library function's", 'mean.constructor'],
    ["a language function's", 'JSON.parse.constructor'],
    ["a getter's", 'Object.getOwnPropertyDescriptor(Object.prototype, "__proto__").get.constructor'],
    [
      "an overridable property's",
      'Object.getOwnPropertyDescriptor(Object.prototype, "valueOf").get.constructor',
    ],
    ["an error's", '(() => { try { null.x } catch (e) { return e.constructor.constructor } })()'],
    ["a library error's", '(() => { try { mean("x") } catch (e) { return e.constructor.constructor } })()'],
    [
      "a Python operator's error's",
      '(() => { try { pyAdd(1, "") } catch (e) { return e.constructor.constructor } })()',
    ],
    [
      "a stack overflow's",
      '(() => { const f = () => f(); try { f() } catch (e) { return e.constructor.constructor } })()',
    ],
  ])('%s', (_name, way) => {
    const [text, values] = [`(${way})("return process")()`, { input: { list: [1] } }]
    for (const outcome of [attempt(text, values), attemptScript(`return ${text}`, values)])
      expect(outcome).toEqual(failed(/is not a valid constructor|Function\.prototype\.constructor/))
  })
})

describe('no name of the outside is known:', () => {
  it.each([
    ...[
      'globalThis',
      'window',
      'self',
      'global',
      'process',
      'require',
      'module',
      'Buffer',
      'console',
      'fetch',
    ],
    ...[
      'Function',
      'eval',
      'Compartment',
      'harden',
      'lockdown',
      'getStackString',
      'Proxy',
      'Reflect',
      'Symbol',
    ],
    ...[
      'Date',
      'Intl',
      'Promise',
      'performance',
      'crypto',
      'setTimeout',
      'queueMicrotask',
      'structuredClone',
    ],
    ...[
      'WeakRef',
      'WeakMap',
      'FinalizationRegistry',
      'SharedArrayBuffer',
      'Atomics',
      'WebAssembly',
      'Worker',
    ],
    ...['arguments', '__dirname', 'name', 'location', 'escape', 'Iterator', 'Float64Array'],
  ])('%s', (name) => {
    expect(attempt(name)).toEqual(failed(`^There is no "${name}" here`))
    expect(attempt(`typeof ${name}`)).toEqual(failed(`^There is no "${name}" here`))
    expect(attemptScript(`return typeof ${name}`)).toEqual(failed(`There is no "${name}" here`))
  })

  it('nor through "this"', () => {
    for (const source of ['this', '(function () { return this })()', '(() => this)()']) {
      expect(attempt(`[${source}].length === 1 && ${source} === undefined`)).toEqual({ gave: true })
    }
    expect(attempt('({ f() { return this === undefined ? 0 : Object.keys(this) } }).f()')).toEqual({
      gave: ['f'],
    })
  })
})

describe('text stays within its place:', () => {
  it.each([
    ['closing the parentheses', '1) + (2'],
    ['closing the function', '1) } }); process.exit(); (function () { return (1'],
    ['a comment that swallows the end', '1 /*'],
    ['a line separator that ends a comment', '1 //\u2028); process.exit('],
    ['a closing HTML comment', '1\n--> 2'],
    ['an opening HTML comment', '1 <!-- 2 )'],
    ['a new source name', '1)\n//# sourceURL=other\n(2'],
    ['a directive', '"use strict"; 1'],
    ['a second statement', '1; process.exit()'],
    ['a return', 'return process'],
    ['with', '(() => { with (input) { return list } })()'],
    ['a label', 'a: 1'],
    ['a hash bang', '#!1'],
  ])('%s', (_name, source) => {
    expect(attempt(source, { input: { list: [1] } })).toEqual(failed(''))
  })

  it('an input named like the code around it is an input', () => {
    for (const name of [
      'values',
      'values_',
      'scope',
      'make',
      '$',
      'of',
      'get',
      'async',
      '__proto__',
      'toString',
      'constructor',
    ]) {
      expect(attempt(`${name} + values + scope`, { values: 1, scope: 2, [name]: 10 })).toEqual({
        gave: 10 + (name === 'values' ? 10 : 1) + (name === 'scope' ? 10 : 2),
      })
    }
  })

  it.each([
    'a, process',
    'a = process',
    '1); process.exit(',
    'await',
    'eval',
    'undefined',
    'null',
    'let',
    'a-b',
    '',
  ])('an input of the id %j is out of scope, or only a value', (name) => {
    expect(attempt('inputs[id]', { inputs: { [name]: 7 }, id: name, [name]: 8 })).toEqual({ gave: 7 })
    expect(attempt('undefined ?? 5', { [name]: 8 })).toEqual({ gave: 5 })
  })
})

describe('nothing is imported:', () => {
  it.each([
    ['by import()', 'import("node:fs")'],
    ['by a spaced import', 'import ("node:fs")'],
    ['by a commented import', 'import/**/("node:fs")'],
    ['by an import after a line separator', 'import\u2028("node:fs")'],
    ['by an escaped import', 'i\\u006dport("node:fs")'],
    ['within a template', '`$' + '{import("node:fs")}`'],
    ['within a function', '(() => import("node:fs"))()'],
    ['by import.meta', 'import.meta.url'],
    ['by import.source', 'import.source("x")'],
  ])('%s', (_name, source) => {
    expect(attempt(source)).toEqual(failed(''))
    expect(attemptScript(`return ${source}`)).toEqual(failed(''))
  })

  it('by a statement of a script', () => {
    for (const code of ['import "node:fs"', 'import * as fs from "node:fs"', 'export * from "node:fs"']) {
      expect(attemptScript(code)).toEqual(failed(''))
    }
  })

  it('but may be written about', () => {
    expect(attempt('"import(" + `import(` + "a --> b <!-- c"')).toEqual({
      gave: 'import(import(a --> b <!-- c',
    })
    expect(attempt('/^import\\(/.test("import(x)") // import(x)')).toEqual({ gave: true })
    expect(attempt('/* import(x) */ ({ import: 1 }).import')).toEqual({ gave: 1 })
    expect(attempt('((s) => s.raw[0])`import(`')).toEqual(failed('tagged template'))
  })
})

describe('nothing runs after its evaluation:', () => {
  it.each([
    ['async functions', '(async () => 1)()'],
    ['async methods', '({ async f() {} }).f()'],
    ['async generators', '(async function* () {})()'],
    ['await', 'await 1'],
    ['Array.fromAsync', '[].constructor.fromAsync([1])'],
    ['promises of an import', 'import("x").then(() => 1)'],
  ])('%s', (_name, source) => {
    expect(attempt(source)).toEqual(failed(''))
    expect(attemptScript(`return ${source}`)).toEqual(failed(''))
  })

  it('for await and async classes, in a script', () => {
    expect(attemptScript('for await (const x of []) {}\nreturn 1')).toEqual(failed(''))
    expect(attemptScript('class A { static async f() {} }\nreturn 1')).toEqual(failed('"async" and "await"'))
  })

  it('and a generator that never ends is not data', () => {
    const endless = '(function* () { for (;;) yield 1 })()'
    expect(attempt(endless)).toEqual(failed('an object of a class'))
    expect(attemptScript(`return ${endless}`)).toEqual(failed('an object of a class'))
  })
})

describe('errors tell nothing of the machine:', () => {
  it.each([
    ['a caught error', '(() => { try { null.x } catch (e) { return e.stack } })()'],
    ['an own error', 'new Error("x").stack'],
    ["a library function's error", '(() => { try { mean("x") } catch (e) { return e.stack } })()'],
    [
      "an error of a callback's host frames",
      '(() => { try { sortBy([1], () => null.x) } catch (e) { return e.stack } })()',
    ],
    [
      'an error under more frames than are noted',
      '(() => { let f = () => null.x; for (let i = 0; i < 12; i++) { const g = f; f = [1].map.bind([1], g) } try { f() } catch (e) { return e.stack } })()',
    ],
    [
      "a library function's error under many frames",
      '(() => { let f = mean.bind(null, "x"); for (let i = 0; i < 12; i++) f = [1].map.bind([1], f); try { f() } catch (e) { return e.stack } })()',
    ],
    ['a captured stack', '(() => { const o = {}; Error.captureStackTrace(o); return o.stack })()'],
    ['a prepared stack', '(() => { Error.prepareStackTrace = (e, s) => s; return new Error("x").stack })()'],
  ])('%s', (_name, source) => {
    expect(attempt(source)).toEqual({ gave: '' })
    expect(attemptScript(`return ${source}`)).toEqual({ gave: '' })
  })

  it.each([
    ['null', 'null', /: null\.$/],
    ['nothing', 'undefined', /: undefined\.$/],
    ['an object', '{}', /: \[object Object\]\.$/],
    ['an error without a message', 'new Error()', /without a message/],
    ['a text that throws', '{ toString() { throw 1 } }', /without a message/],
    ['a text that is none', '{ toString() { return {} } }', /without a message/],
    [
      'a message that throws',
      'Object.defineProperty(new Error(), "message", { get() { throw 1 } })',
      /without a message/,
    ],
    ['a message that is none', 'Object.assign(new Error(), { message: { a: 1 } })', /without a message/],
    [
      'a stack that throws',
      'Object.defineProperty(new Error("x"), "stack", { get() { throw 1 } })',
      /: x\.$/,
    ],
    ['an endless text', '"x".repeat(1e6)', /^.{2000,2100}$/],
    ['a class of its own', 'new (class extends Error { get name() { throw 1 } })("mine")', /: mine\.$/],
  ])('throwing %s is a failure like any other', (_name, thrown, message) => {
    expect(attemptScript(`throw ${thrown}`)).toEqual(failed(message))
  })
})
