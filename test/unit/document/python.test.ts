import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Meaning, translatePython } from '#shared/document/python/translate.ts'
import { PYTHON_FUNCTIONS } from '#shared/operation/python/index.ts'
import { within } from '../../support/within.ts'

const Scope = z.record(z.string(), z.unknown())
const Outcome = z.union([z.boolean(), z.enum(['error', 'syntax'])])
const { scope, conditions, random } = z
  .object({
    scope: Scope,
    conditions: z.array(z.tuple([z.string(), Outcome])),
    random: z.array(z.tuple([z.string(), Scope, Outcome])),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/python/conditions.json'), 'utf8')))

const library = Object.entries(PYTHON_FUNCTIONS)
const translate = (source: string, names: readonly string[]) =>
  translatePython(source, (name): Meaning | undefined => (names.includes(name) ? { js: name } : undefined))

/** What the translation gives, `error` where it throws and `refused` where there is none. */
function outcome(source: string, values: Record<string, unknown>): boolean | 'error' | 'refused' {
  const translated = translate(source, Object.keys(values))
  if (!translated.ok) return 'refused'
  const names = [...library.map(([name]) => name), ...Object.keys(values)]
  const compiled = new Function(...names, `"use strict"; return (${translated.value.js})`)
  try {
    const result: unknown = compiled(...library.map(([, { call }]) => call), ...Object.values(values))
    if (typeof result !== 'boolean') expect.fail(`${source} gave ${JSON.stringify(result)}`)
    return result
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown instanceof Error && thrown.message.includes('gave')))
      throw thrown
    return 'error'
  }
}

/** Python that says something, but is not carried over. */
const REFUSED = new Set(
  `x.real
  x, y
  (x, y)
  ()
  lambda: 1
  [i for i in l]
  {i for i in l}
  {i: 1 for i in l}
  (i for i in l)
  any(i for i in l)
  f'{x}'
  '\\N{DIGIT ONE}' == '1'
  (x := 3)
  9007199254740993 > 1
  1e400 > 1
  1j
  b'a'
  x.__class__
  ().__class__
  x[1, 2]
  x[1:2, 3]
  x(1)
  d.keys()
  t.split()
  d.get()
  d.get('a', 1, 2)
  t.strip('A')
  x @ y
  ~x
  x << 1
  x & 1
  (x > 3) & undefined_name > 1
  '%d' % x
  '%d' % x == '5'
  {1: 2}
  {x}
  {**d}
  d is l`
    .split('\n')
    .map((line) => line.trim()),
)

describe('a condition in Python', () => {
  it.each(conditions)('%j is %s here too', (source, expected) => {
    const found = outcome(source, scope)
    if (REFUSED.has(source)) expect(found).toBe('refused')
    else expect(found).toBe(expected === 'syntax' ? 'refused' : expected)
  })

  it('gives what Python gives, for conditions at random', () => {
    let refused = 0
    for (const [source, values, expected] of random) {
      const found = outcome(source, values)
      if (found === 'refused') refused += 1
      // Text formatted by %, and powers that are complex numbers, are errors here: never another value.
      else if (found !== expected) expect([source, found]).toEqual([expect.stringMatching(/%|\*\*/), 'error'])
    }
    expect(refused).toBeLessThan(5)
  })

  it.each([
    ['x >', 3, "the condition ends where it can't be"],
    ['', 0, "the condition ends where it can't be"],
    ['x > 3 and\n', 9, 'the condition ends'],
    ['x y', 2, 'there is "y" where it can\'t be'],
    ['(x', 2, '")" is expected, but the condition ends'],
    ['x == f"{y}"', 5, 'f-strings'],
    ['x > 3\ny', 5, 'second line'],
    ['x ? y', 2, 'there is "?"'],
    ['x \u00a7 y', 2, 'the sign "\u00a7" is not known'],
    ["x == 'abc", 5, 'not closed'],
    ["x == '\\x4'", 6, 'escape'],
    ["'\\ud800'", 1, 'no such character'],
    ["zz'a'", 0, 'prefix "zz"'],
    ['x == 12a', 5, 'not a number'],
    ['x == 3j', 5, 'imaginary'],
    ['x)', 1, 'closes nothing'],
    ['x.split()', 1, '".split()"'],
    ['x.get(key=1)', 9, 'by name'],
    ['x.get(y for y in x)', 8, 'comprehensions'],
    ['{"a": y for y in x}', 8, 'comprehensions'],
    ['{y: 1}', 1, 'texts for keys'],
    ['x is y', 2, 'None, True and False'],
    [`${'('.repeat(61)}x${')'.repeat(61)}`, 60, 'too deeply'],
    [`x${' + x'.repeat(1000)}`, 4000, 'too long'],
    ['[*x]', 1, 'unpacking'],
    ['(yield)', 1, 'yield'],
  ])('%.30j is refused at %i', (source, offset, reason) => {
    const translated = translate(source, ['x', 'y'])
    if (translated.ok) expect.fail(translated.value.js)
    expect(translated.error).toEqual({ reason: expect.stringContaining(reason), offset })
  })

  it.each([
    ['x > 3', 'pyGreater(x, 3)'],
    ["x == 'a' and y != 3", '(x === "a") && (y !== 3)'],
    ['x is None or not y', '(x === null) || !pyTruthy(y)'],
    ['0 < x + y < 9', '(($1) => pyLess(0, $1) && pyLess($1, 9))(pyAdd(x, y))'],
    ['x - 1 > y / 2', 'pySubtract(x, 1) > pyDivide(y, 2)'],
    ['(x or y) == 1', 'pyEquals(pyOr(x, () => y), 1)'],
    ['x * 2.0 > 1', 'pyMultiply(pyPlus(x), 2) > 1'],
    ['x - y * 2.0 > 1', 'pySubtract(x, pyMultiply(pyPlus(y), 2)) > 1'],
    ['(1 if x else 2) > y - 1', '(pyTruthy(x) ? 1 : 2) > pySubtract(y, 1)'],
    ['x == {"__proto__": 1}', 'pyEquals(x, ({ ["__proto__"]: 1 }))'],
  ])('%s becomes %s', (source, js) => {
    expect(translate(source, ['x', 'y'])).toEqual({ ok: true, value: { js, unknown: [] } })
  })

  it('is read in one pass, whatever comments and empty lines stand in it', () => {
    const read = (source: string) => within(3000, () => translate(source, ['a']))
    const banner = `# ${'#'.repeat(10_000)} limits ${'#'.repeat(10_000)}`
    const refused = { ok: false, error: { reason: 'the condition has a second line', offset: 5 } }
    expect(read('a > 1\n######## limits ########\nand a < 9')).toMatchObject(refused)
    expect(read(`a > 1\n${banner}\n${' \t'.repeat(10_000)}\r\nand a < 9`)).toMatchObject(refused)
    expect(read(`a > 1\n${'#\n'.repeat(50_000)}\v`)).toMatchObject(refused)
    const { ok, ...rest } = read('a > 1')
    expect(ok).toBe(true)
    for (const after of ['\n', '\n# b', `\r${banner}`, `\n${banner}\n`, '\n \f\r\n#\n'.repeat(50_000)])
      expect(read(`a > 1${after}`)).toEqual({ ok, ...rest })
    expect(read(`${'# b\n'.repeat(50_000)}(a # b\n${banner}\n > 1)`).ok).toBe(true)
    expect(read(`a${' '.repeat(30_000_000)}> 1`)).toEqual({ ok, ...rest })
  })

  it('names what it does not know, once for each place', () => {
    const translated = translate('x > a and len(b) > 1', ['x'])
    expect(translated.ok && translated.value.unknown).toEqual([
      { name: 'a', offset: 4 },
      { name: 'len', offset: 10 },
    ])
  })

  it('is refused where a name has another meaning here', () => {
    const translated = translatePython('1 < gate', () => ({ refused: 'it is a condition' }))
    expect(translated).toEqual({ ok: false, error: { reason: 'it is a condition', offset: 4 } })
  })

  it('of any text is translated to JavaScript that compiles, or refused', () => {
    const words =
      'x y not and or in is if else None True ( ) [ ] { } , : . + - * ** // % < <= == != 1 2.5 "a" get lower \n \\ \' #'
    const pieces = fc
      .array(fc.constantFrom(...words.split(' ')), { maxLength: 14 })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string()), (source) => {
        const found = outcome(source, { x: 1, y: [2] })
        expect([true, false, 'error', 'refused']).toContain(found)
      }),
      { numRuns: 3000 },
    )
  })
})
