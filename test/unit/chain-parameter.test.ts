import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/base/json.ts'
import { checkInput, parseInputText, resolveInputs } from '#shared/chain/parameter.ts'
import type { Parameter } from '#shared/chain/schema.ts'

const parameter = (type: Parameter['type'], more: Partial<Parameter> = {}): Parameter => ({
  name: 'limit',
  type,
  ...more,
})

describe('an input', () => {
  it.each<[Parameter['type'], Json[], Json[]]>([
    ['text', ['', '3'], [3, null, true, []]],
    ['number', [3, -0.5], ['3', null, true, [3]]],
    ['integer', [3, -2], [3.5, '3', null]],
    ['boolean', [true, false], [1, 'true', null]],
    ['list', [[], [1]], [{}, '[]', null]],
    ['record', [{}, { a: 1 }], [[], '{}', null]],
    ['file', ['a.csv'], ['', 3, null]],
    ['any', [null, 3, 'x', [], {}], []],
  ])('of type %s takes %j and refuses %j', (type, good, bad) => {
    for (const value of good) expect(checkInput(parameter(type), value)).toBeNull()
    for (const value of bad) {
      expect(checkInput(parameter(type), value)).toMatchObject({
        code: 'input_invalid',
        data: { parameter: 'limit' },
      })
    }
  })

  it('may be left out where it is optional, but not be of another type', () => {
    const optional = parameter('number', { optional: true })
    expect(resolveInputs([optional], {})).toEqual({ ok: true, value: {} })
    expect(resolveInputs([optional], { limit: 'x' })).toMatchObject({
      ok: false,
      error: [{ code: 'input_invalid' }],
    })
  })

  it('is shown in the error, unless it is long', () => {
    expect(checkInput(parameter('number'), 'ten')?.message).toBe(
      'The parameter "limit" takes a number, but got "ten".',
    )
    expect(checkInput(parameter('number'), 'x'.repeat(100))?.message).toBe(
      'The parameter "limit" takes a number, but got a text.',
    )
  })
})

describe('the inputs of a run', () => {
  const parameters = [parameter('number', { default: 3.5 }), { ...parameter('text'), name: 'sample' }]

  it('are what is given over the defaults, undeclared ones included', () => {
    expect(resolveInputs(parameters, { sample: 'A', extra: [1] })).toEqual({
      ok: true,
      value: { limit: 3.5, sample: 'A', extra: [1] },
    })
    const given = resolveInputs(parameters, { sample: 'A', limit: 4 })
    expect(given).toMatchObject({ ok: true, value: { limit: 4 } })
  })

  it('lack what has no default and is not given; null is given', () => {
    const missing = resolveInputs(parameters, { limit: null })
    expect(missing.ok ? [] : missing.error.map((error) => error.code)).toEqual([
      'input_invalid',
      'input_missing',
    ])
    expect(resolveInputs([parameter('any')], { limit: null })).toEqual({ ok: true, value: { limit: null } })
  })
})

describe('typed text', () => {
  it('has the type of its parameter', () => {
    expect(parseInputText(parameter('text'), '3.5')).toEqual({ ok: true, value: '3.5' })
    expect(parseInputText(parameter('file'), '3.csv')).toEqual({ ok: true, value: '3.csv' })
    expect(parseInputText(parameter('number'), '3.5')).toEqual({ ok: true, value: 3.5 })
    expect(parseInputText(parameter('boolean'), 'true')).toEqual({ ok: true, value: true })
    expect(parseInputText(parameter('list'), '[1, 2]')).toEqual({ ok: true, value: [1, 2] })
    expect(parseInputText(parameter('any'), '{"a": 1}')).toEqual({ ok: true, value: { a: 1 } })
    expect(parseInputText(parameter('any'), 'plain')).toEqual({ ok: true, value: 'plain' })
  })

  it('that does not fit is refused, infinities too', () => {
    for (const text of ['ten', '1e999', '', 'NaN']) {
      expect(parseInputText(parameter('number'), text)).toMatchObject({ ok: false })
    }
  })

  it('keeps every key, whatever it is called', () => {
    const parsed = parseInputText(parameter('any'), '{"a": {"__proto__": 1}}')
    expect(JSON.stringify(parsed)).toBe('{"ok":true,"value":{"a":{"__proto__":1}}}')
  })

  it('of any JSON value comes back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseInputText(parameter('any'), JSON.stringify(value))
        expect(parsed).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) })
      }),
    )
  })
})
