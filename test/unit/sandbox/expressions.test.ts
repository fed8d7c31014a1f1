import { describe, expect, it } from 'vitest'
import { makeCompiler } from '#electron/sandbox/cache.ts'
import { compileText } from '#electron/sandbox/compile.ts'
import { LIBRARY } from '#electron/sandbox/library/index.ts'
import { makeConfines } from '#electron/sandbox/scope.ts'
import { checkText } from '#electron/sandbox/text.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { attempt, expressions } from '../../sandbox/attempt.ts'

describe('expressions', () => {
  it.each([
    ['mass / volume', { mass: 10, volume: 4 }, 2.5],
    ['value.filter((x) => x > 1).map((x) => x * 2)', { value: [1, 2, 3] }, [4, 6]],
    ['{ a: [1, "x", null, true] }', {}, { a: [1, 'x', null, true] }],
    ['Math.max(...value) // the largest', { value: [1, 5, 2] }, 5],
    ['inputs["sample-1"] + 1', { inputs: { 'sample-1': 2 } }, 3],
    [
      '"import(" + `import(` + /import/.test("import") /* import(x) */ + "<!-- -->"',
      {},
      'import(import(true<!-- -->',
    ],
    ['(() => { let i = 4; return i-->3 })()', {}, true],
    ['values + scope', { values: 1, scope: 2 }, 3],
    ['-0', {}, 0],
    ['null', {}, null],
  ])('%s', (source, values, result) => {
    expect(attempt(source, values)).toStrictEqual({ gave: result })
  })

  it.each([
    ['masss + 1', { mass: 1 }, 'There is no "masss" here; did you mean "mass"?'],
    ['sample + 1', { 'sample-1': 1 }, 'inputs["sample-1"]'],
    ['Date.now()', {}, 'the clock'],
    ['1); (2', {}, 'more than one expression'],
    ['1 +', {}, 'ends too early'],
    [' ', {}, 'The expression is empty'],
    ['1;', {}, 'An expression has no semicolon'],
    ['1 + * 2', {}, "can't be read at line 1, column 5: unexpected token."],
    ['"a', {}, 'unterminated string constant'],
    ['a.b.c', { a: {} }, 'there is nothing to read "c" of. Check the names before it'],
    ['mean([1])', { mean: 5 }, '"mean" is not a function. If a node is called so, it hides the function'],
    ['Math.random()', {}, 'there is no chance here'],
    ['log(100)', {}, 'ln, log10, log2 and logBase'],
    ['other', { a: 1, b: 2 }, 'There is no "other" here. Inputs here: a, b.'],
    ['other', {}, 'There is no "other" here. Inputs here: none.'],
    ['return 3', {}, '"return" begins a statement'],
    ['a = 5', { a: 1 }, '== with two signs'],
    ['import("node:fs")', {}, 'Nothing can be imported'],
    ['(async () => 1)()', {}, '"async" and "await" are not possible'],
    ['value.x', { value: {} }, 'nothing (undefined)'],
    ['value.push(1)', { value: [1] }, "can't be changed"],
    ['new Map()', {}, 'a Map'],
    ['(() => { const a = []; a.push(a); return a })()', {}, 'contains itself'],
  ])('%s is an error', (source, values, message) => {
    expect(attempt(source, values)).toMatchObject({
      code: 'expression_failed',
      message: expect.stringContaining(message),
    })
  })

  it('refuse what is nested beyond all reason', () => {
    for (const depth of [600, 2000, 5000, 10_000, 20_000, 50_000]) {
      const source = `${'['.repeat(depth)}import(1)${']'.repeat(depth)}`.replace(
        'import(1)',
        depth % 3 ? '1' : '"import("',
      )
      expect(attempt(source)).toMatchObject({ code: 'expression_failed' })
    }
    expect(attempt('('.repeat(50_000))).toMatchObject({
      message: expect.stringContaining('nested too deeply'),
    })
  })

  it('gives frozen results and tells which names it reads', () => {
    const compiled = expressions.compile('({ a: { b: value } })', ['inputs', 'value'])
    const result = compiled([{}, [1]])
    expect(Object.isFrozen(result)).toBe(true)
    expect(result).toStrictEqual({ a: { b: [1] } })
    expect([...(compiled.reads ?? [])]).toEqual(['value'])
  })

  it.each([
    ['1 / 0', 'The result is infinite'],
    ['({ a: -1 / 0 })', 'The result at a is minus infinite'],
    ['({ items: [1, { mass: 0 / 0 }] })', 'The result at items[1].mass is not a number (NaN)'],
  ])('%s is not finite', (source, message) => {
    expect(attempt(source)).toEqual({ code: 'not_finite', message: expect.stringContaining(message) })
  })

  it('take what the host has frozen already', () => {
    const value = Object.freeze({ list: Object.freeze([1]) })
    expect(attempt('value.list[0]', { value })).toEqual({ gave: 1 })
    const again = attempt('value', { value })
    expect(again).toEqual({ gave: value })
  })

  it('say where they failed', () => {
    const place = (source: string): unknown => {
      try {
        return expressions.compile(source, ['a'])([null])
      } catch (error) {
        return error instanceof AppFailure ? error.data : error
      }
    }
    expect(place('a +\n  a.b')).toEqual({ line: 2, column: 5 })
    expect(place('a +\n  b')).toEqual({ name: 'b', line: 2, column: 3 })
    expect(place('a\n+')).toEqual({ line: 2, column: 2 })
    expect(place('a = 1')).toEqual({ line: 1, column: 1 })
    expect(place('(() => { throw null })()')).toBeUndefined()
  })

  it('refuse what the parser takes and the engine does not', () => {
    const confines = {
      scope: {},
      evaluate: () => {
        throw new SyntaxError('Invalid regular expression')
      },
    }
    expect(() => compileText(checkText('1', 'expression'), 'expression', [], confines)).toThrow(
      "The text can't be read: Invalid regular expression.",
    )
  })
})

describe('compiled texts', () => {
  const confines = makeConfines(LIBRARY)
  const counting = (half: number) => {
    let made = 0
    const compile = makeCompiler(
      'expression',
      confines,
      ({ call }) => {
        made += 1
        return call
      },
      half,
    )
    return { compile, made: () => made }
  }

  it('are shared by nodes whose inputs stand in the same places', () => {
    const { compile, made } = counting(100)
    const first = compile('value + 1', ['inputs', 'value', 'a'])
    expect(compile('value + 1', ['inputs', 'value', 'b'])).toBe(first)
    expect(compile('value + 1', ['value'])([4])).toBe(5)
    expect(compile('value + 1', ['value', 'x', 'value'])([4, 0, 6])).toBe(7)
    expect(made()).toBe(3)
  })

  it('stay while they are used, and go when others come', () => {
    const { compile, made } = counting(10)
    const hot = compile('hot', ['hot'])
    for (let i = 0; i < 100; i += 1) {
      compile(String(i), [])
      expect(compile('hot', ['hot'])).toBe(hot)
    }
    expect(made()).toBe(101)
    compile('0', [])
    expect(made()).toBe(102)
  })

  it('go also where one text has very many', () => {
    const { compile } = counting(10)
    for (let i = 0; i < 50; i += 1) {
      const names = [...Array.from({ length: i }, (_, at) => `n${at}`), 'a']
      expect(compile('a', names)([...names.keys()])).toBe(i)
      compile(`${i}`, [])
    }
  })
})
