import { describe, expect, it } from 'vitest'
import { makeExpressions } from '#electron/sandbox/expressions.ts'
import { AppFailure, toAppError } from '#shared/base/errors.ts'

const expressions = makeExpressions()

function run(code: string, values: Record<string, unknown> = {}) {
  const messages: string[] = []
  const call = expressions.compileScript(code, Object.keys(values))
  return { result: call(Object.values(values), (message) => messages.push(message)), messages }
}

function errorOf(code: string, values: Record<string, unknown> = {}) {
  try {
    return run(code, values)
  } catch (error) {
    return toAppError(error)
  }
}

describe('scripts', () => {
  it.each([
    ['return 1', {}, 1],
    ['let sum = 0\nfor (const x of xs) sum += x\nreturn sum', { xs: [1, 2, 3] }, 6],
    ['function twice(x) { return 2 * x }\nreturn { a: twice(a) }', { a: 4 }, { a: 8 }],
    ['const a = 1; return a', { a: 5 }, 1],
    ['class P { constructor(x) { this.x = x } }\nreturn new P(3).x', {}, 3],
    ['return mean(xs)', { xs: [1, 3] }, 2],
    ['if (a) return "yes"\nreturn null', { a: false }, null],
  ])('%s', (code, values, result) => {
    expect(run(code, values).result).toStrictEqual(result)
  })

  it('log any value', () => {
    const code = `log("a", 1, [2], { b: null }, undefined, x => x, 10n, { toJSON: () => undefined })
      const round = {}; round.self = round; log(round); log({ toJSON() { throw 1 } }); return null`
    expect(run(code).messages).toEqual([
      'a 1 [2] {"b":null} undefined (a function) 10 (a value that can’t be shown)',
      '(a value that can’t be shown)',
      '(a value that can’t be shown)',
    ])
  })

  it('log no more than is reasonable', () => {
    const { messages } = run('for (let i = 0; i < 5000; i++) log(i); log("x".repeat(20000)); return 1')
    expect(messages).toHaveLength(1000)
    expect(messages.at(-1)).toBe('More was logged than is kept.')
    expect(run('log("x".repeat(20000)); return 1').messages[0]).toHaveLength(10_000)
  })

  it('are not told of a failure to log, which is reported when they have ended', () => {
    const call = expressions.compileScript(
      'try { log(1) } catch { return "caught" }\nlog(2)\nreturn "done"',
      [],
    )
    const broken = (): never => {
      throw new AppFailure('broken', 'The log is broken.')
    }
    expect(() => call([], broken)).toThrow('The log is broken.')
  })

  it.each([
    ['const a = 1', 'The script gave nothing: end it with `return`'],
    ['return undefinedName', 'There is no "undefinedName" here'],
    ['a = 2; return a', '"a" can\'t be changed here'],
    ['\nreturn null.x', 'The script failed (line 2): '],
    ['return 1 }; (function () {', "The script can't be read at line 1, column 10"],
    ['import fs from "fs"; return 1', 'Nothing can be imported'],
    ['export default 1', 'Nothing can be imported or exported'],
    ['return import("fs")', 'Nothing can be imported'],
    ['async function f() {}; return 1', '"async" and "await" are not possible'],
    ['if (', 'The script ends too early'],
  ])('%s is an error', (code, message) => {
    expect(errorOf(code, { a: 1 })).toMatchObject({
      code: 'expression_failed',
      message: expect.stringContaining(message),
    })
  })
})
