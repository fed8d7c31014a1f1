import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillTemplate } from '#electron/operations/template.ts'
import { AppFailure } from '#shared/base/errors.ts'
import { LIBRARY_FUNCTIONS } from '#shared/operation/functions.ts'
import { noServices } from '../engine/services.ts'
import { attempt, attemptScript, expressions, type Outcome } from '../sandbox/attempt.ts'

const VALUES = { a: 1, b: 'text', list: [1, 2, 3], record: { x: { y: [null, true] } } }
const CODES = ['expression_failed', 'not_finite']

/** The host as it is now: what no text may change. */
function picture(): string {
  const shapes = [Object.prototype, Array.prototype, Function.prototype, Math, JSON, Error.prototype].map(
    (object) => Reflect.ownKeys(object).map(String).join(),
  )
  return JSON.stringify([shapes, Object.keys(globalThis).sort(), VALUES])
}
const before = picture()

function isHarmless(outcome: Outcome): void {
  if ('code' in outcome) {
    expect(CODES).toContain(outcome.code)
    expect(outcome.message).toMatch(/^[A-Z"].*[.!?…]$/s)
  } else {
    expect(
      typeof outcome.gave === 'object' ? Object.isFrozen(outcome.gave) || outcome.gave === null : true,
    ).toBe(true)
    // Data: it comes back from text as it was.
    expect(JSON.parse(JSON.stringify(outcome.gave))).toEqual(outcome.gave)
  }
  expect(picture()).toBe(before)
}

const NAMES = [
  ...Object.keys(VALUES),
  'constructor',
  'prototype',
  '__proto__',
  'globalThis',
  'this',
  'undefined',
  'x',
]
const FUNCTIONS = LIBRARY_FUNCTIONS.map((one) => one.name)
const LANGUAGE = [
  'Object',
  'Array',
  'JSON',
  'Math',
  'String',
  'Map',
  'RegExp',
  'Error',
  'Object.defineProperty',
  'JSON.parse',
]

/** Expressions that parse, mostly, over everything that is in scope. No loops: they would be the supervisor's. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression')
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom(...NAMES, '0', '-1', '1e308', '""', '"b"', 'null', 'true', '[]', '{}', '/x/', '10n'),
      fc.tuple(inner, fc.constantFrom(...NAMES)).map(([of, name]) => `(${of}).${name}`),
      fc.tuple(inner, inner).map(([of, key]) => `(${of})[${key}]`),
      fc
        .tuple(inner, fc.constantFrom('+', '-', '*', '/', '%', '**', '<', '==', '&&', '??', 'in', '='), inner)
        .map((all) => `(${all.join(' ')})`),
      fc
        .tuple(fc.constantFrom(...FUNCTIONS, ...LANGUAGE), fc.array(inner, { maxLength: 3 }))
        .map(([name, args]) => `${name}(${args})`),
      fc
        .tuple(inner, fc.constantFrom('map', 'call', 'bind', 'toString', 'concat', 'at'), inner)
        .map(([of, name, arg]) => `(${of}).${name}(${arg})`),
      fc
        .tuple(fc.constantFrom('x', '{ x }', '[x]', '...x'), inner)
        .map(([parameter, body]) => `((${parameter}) => (${body}))`),
      fc.tuple(inner, inner).map(([key, value]) => `({ [${key}]: ${value}, get x() { return ${value} } })`),
      fc.array(inner, { maxLength: 3 }).map((items) => `[${items}]`),
      inner.map((part) => `((() => { try { return ${part} } catch (e) { return e } })())`),
      inner.map((part) => `\`a\${${part}}\``),
      inner.map((part) => `new (${part})()`),
      inner.map((part) => `(function () { return ${part} }).call(${part})`),
    ),
  }
})

const TOKENS = [
  ...NAMES,
  ...FUNCTIONS.slice(0, 10),
  ...'(){}[];:,.`\'"\\/*+-=<>!?&|~^%$#@\n\u2028',
  '=>',
  '...',
  '${',
  '/*',
  '//',
  '<!--',
  '-->',
  'import',
  'import(',
  'async ',
  'await ',
  'return ',
  'function ',
  'class ',
  'new ',
  'try{',
  'catch',
  'const ',
  'yield',
  'get ',
  '1',
  '"x"',
  '?.',
  'super',
  'eval(',
]
const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }).map((tokens) => tokens.join(''))
const bytes = fc.string({ unit: 'binary', maxLength: 60 })

describe('whatever the text, it gives data or a failure with a sentence, and changes nothing:', () => {
  it('expressions that parse', () => {
    fc.assert(
      fc.property(expression, (source) => isHarmless(attempt(source, VALUES))),
      { numRuns: 3000 },
    )
  })

  it('tokens in any order, as expression and as script', () => {
    fc.assert(
      fc.property(soup, (source) => {
        isHarmless(attempt(source, VALUES))
        isHarmless(attemptScript(`${source}\nreturn 1`, VALUES))
      }),
      { numRuns: 3000 },
    )
  })

  it('any characters', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        isHarmless(attempt(source, VALUES))
        isHarmless(attemptScript(source, VALUES))
      }),
      { numRuns: 2000 },
    )
  })

  it('any text within quotes comes back as it is', () => {
    const tricky = fc.oneof(
      soup,
      bytes,
      fc.string({ unit: fc.constantFrom('import', '(', '<!--', '-->', '\\', ' ') }),
    )
    fc.assert(
      fc.property(tricky, (text) => {
        expect(attempt(JSON.stringify(text))).toEqual({ gave: text })
        expect(attempt(`[value, ${JSON.stringify(text)}][1]`, { value: 1 })).toEqual({ gave: text })
      }),
      { numRuns: 2000 },
    )
  })

  it('any node id is an input by its id', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, soup, fc.constantFrom(...NAMES)), (id) => {
        fc.pre(id !== 'inputs' && id !== 'id')
        expect(attempt('inputs[id]', { [id]: 5, inputs: { [id]: 6 }, id })).toEqual({ gave: 6 })
      }),
    )
  })

  it('templates', () => {
    const context = {
      ...{ nodeId: 'n', nodeName: 'n', inputs: [], params: {}, signal: new AbortController().signal },
      ...{ warn: () => {}, log: () => {}, record: () => {} },
      services: { ...noServices().services, expressions },
    }
    const parts = fc.array(fc.constantFrom('{{', '}}', '{', '}', ' ', '1', '"', 'a', 'params'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(parts, (template) => {
        try {
          expect(fillTemplate(template.join(''), context)).toBeTypeOf('string')
        } catch (error) {
          expect(error).toBeInstanceOf(AppFailure)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
