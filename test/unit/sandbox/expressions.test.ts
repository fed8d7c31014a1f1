import { describe, expect, it } from 'vitest'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { toAppError } from '#shared/base/errors.ts'

const expressions = makeExpressions()

function evaluate(source: string, values: Record<string, unknown> = {}): unknown {
  return expressions.compile(source, Object.keys(values))(Object.values(values))
}

function errorOf(source: string, values: Record<string, unknown> = {}) {
  try {
    return { gave: evaluate(source, values) }
  } catch (error) {
    return toAppError(error)
  }
}

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
    expect(evaluate(source, values)).toStrictEqual(result)
  })

  it.each([
    ['masss + 1', { mass: 1 }, 'There is no "masss" here; did you mean "mass"?'],
    ['sample + 1', { 'sample-1': 1 }, 'inputs["sample-1"]'],
    ['Date.now()', {}, 'the clock'],
    ['1); (2', {}, 'more than one expression'],
    ['1 +', {}, 'ends too early'],
    ['return 3', {}, '"return" begins a statement'],
    ['a = 5', { a: 1 }, '== with two signs'],
    ['import("node:fs")', {}, 'Nothing can be imported'],
    ['(async () => 1)()', {}, '"async" and "await" are not possible'],
    ['value.x', { value: {} }, 'nothing (undefined)'],
    ['value.push(1)', { value: [1] }, "can't be changed"],
    ['new Map()', {}, 'a Map'],
    ['(() => { const a = []; a.push(a); return a })()', {}, 'contains itself'],
  ])('%s is an error', (source, values, message) => {
    expect(errorOf(source, values)).toMatchObject({
      code: 'expression_failed',
      message: expect.stringContaining(message),
    })
  })

  it('says where a value is not finite', () => {
    expect(errorOf('({ items: [1, { mass: 0 / 0 }] })')).toMatchObject({
      code: 'not_finite',
      data: { path: 'items[1].mass' },
    })
  })

  it('gives frozen results and tells which names it reads', () => {
    const compiled = expressions.compile('({ a: { b: value } })', ['inputs', 'value'])
    const result = compiled([{}, [1]])
    expect(Object.isFrozen(result)).toBe(true)
    expect(result).toStrictEqual({ a: { b: [1] } })
    expect([...(compiled.reads ?? [])]).toEqual(['value'])
  })
})
