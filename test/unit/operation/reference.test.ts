import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { constant } from '#shared/operation/data-input/constant.ts'
import { defineOperation, oneOutput } from '#shared/operation/define.ts'
import { field } from '#shared/operation/field.ts'
import type { Shape } from '#shared/operation/form-fields.ts'
import { returnValue } from '#shared/operation/output/return.ts'
import { referenceOf, shapeInWords } from '#shared/operation/reference.ts'
import { ALL_SPECS, registry } from '#shared/operation/registry.ts'
import { extract } from '#shared/operation/transform/extract.ts'
import { map } from '#shared/operation/transform/map.ts'

const name = field(z.string(), { label: 'Name', help: 'A name.' })
const nested = defineOperation({
  id: 'output.nested',
  type: 'OUTPUT',
  version: 1,
  title: 'Nested',
  summary: 'Has everything.',
  keywords: [],
  icon: 'pin',
  config: z.object({
    list: field(z.array(z.object({ name })), { label: 'List' }),
    byKey: field(z.record(z.string(), z.object({ name })).optional(), { label: 'By key' }),
    either: field(z.union([z.string(), z.object({ name })]).nullable(), { label: 'Either', unit: 'ms' }),
    how: field(
      z.discriminatedUnion('by', [
        z.object({
          by: z.literal('hand'),
          name: field(z.string(), { label: 'Name', when: { key: 'own', is: [true] } }),
        }),
        z.object({ by: z.literal('machine') }),
      ]),
      { label: 'How' },
    ),
  }),
  inputs: () => [
    { name: 'a', type: 'any' },
    { name: 'b', type: 'any', optional: true },
    { name: 'c', type: 'any', many: true, optional: true },
    { name: 'd', type: 'any', many: true },
  ],
  outputs: oneOutput('any'),
  traits: { effect: true, branches: true },
  examples: [{ title: 'One', config: { list: [], either: null, how: { by: 'machine' } } }],
  errors: {},
})

describe('the reference of an operation', () => {
  it('has a row for each key, and for the keys within it', () => {
    expect(referenceOf(nested).config).toEqual([
      { path: 'list', label: 'List', allowed: 'list of record', required: true },
      { path: 'list[].name', label: 'Name', allowed: 'text', required: true, help: 'A name.' },
      { path: 'byKey', label: 'By key', allowed: 'record of record', required: false },
      { path: 'byKey.KEY.name', label: 'Name', allowed: 'text', required: true, help: 'A name.' },
      { path: 'either', label: 'Either', allowed: 'text or record, or null', required: true, unit: 'ms' },
      { path: 'either.name', label: 'Name', allowed: 'text', required: true, help: 'A name.' },
      { path: 'how', label: 'How', allowed: 'record whose by is hand or machine', required: true },
      {
        path: 'how.name',
        label: 'Name',
        allowed: 'text',
        required: true,
        when: 'how.by is hand, and how.own is true',
      },
    ])
  })

  it('tells how many edges a port takes, and what the traits mean', () => {
    const reference = referenceOf(nested)
    expect(reference.inputs.map((port) => port.takes)).toEqual([
      'one',
      'none or one',
      'any number',
      'one or more',
    ])
    expect(reference.outputs).toEqual([{ name: 'out', type: 'any' }])
    expect(reference.notes).toEqual([
      'It changes something outside the run: its result is never reused.',
      'It decides which of its outputs goes on; what hangs on the others is skipped.',
      'Its inputs depend on the config.',
    ])
    expect(referenceOf(constant).notes).toEqual(['Its outputs depend on the config.'])
    expect(referenceOf(returnValue).notes).toEqual(["Its value is part of the run's outputs."])
    const parameter = registry('data_input.parameter')
    expect(parameter && referenceOf(parameter).notes).toEqual([
      'Its result may change from run to run: it is never reused.',
    ])
  })

  it('has defaults, conditions, errors and examples', () => {
    const reference = referenceOf(map)
    expect(reference.config.find((row) => row.path === 'factor')).toMatchObject({
      allowed: 'number',
      required: false,
      default: 1,
      when: 'operation is multiply',
    })
    expect(reference.errors[0]).toEqual({ code: 'not_a_list', when: 'The input is not a list.' })
    expect(reference.examples).toBe(map.examples)
  })

  it('takes ports from an example where a key must be given', () => {
    expect(referenceOf(extract).inputs).toEqual([{ name: 'in', type: 'json', takes: 'one' }])
  })

  it.each(ALL_SPECS.map((spec) => [spec.id, spec] as const))('is there for %s', (_id, spec) => {
    const reference = referenceOf(spec)
    for (const row of reference.config) expect(row.allowed).not.toContain('undefined')
    expect(new Set(reference.config.map((row) => `${row.path} ${row.when}`)).size).toBe(
      reference.config.length,
    )
  })
})

describe('a shape in words', () => {
  const text: Shape = { kind: 'text' }
  it.each<[Shape, string]>([
    [{ kind: 'text', minLength: 1 }, 'text, not empty'],
    [{ kind: 'text', maxLength: 9 }, 'text, at most 9 characters'],
    [{ kind: 'integer', min: 0, max: 20 }, 'integer, 0 to 20'],
    [{ kind: 'number', min: 1 }, 'number, at least 1'],
    [{ kind: 'boolean' }, 'true or false'],
    [{ kind: 'enum', options: [{ value: 2, label: 'Two' }] }, '2'],
    [
      {
        kind: 'enum',
        options: [
          { value: 'a', label: 'A' },
          { value: null, label: 'B' },
        ],
      },
      'one of: a, null',
    ],
    [{ kind: 'list', item: text, minLength: 2, maxLength: 2 }, 'list of text, 2 items'],
    [{ kind: 'union', options: [text, { kind: 'json' }, { kind: 'nothing' }] }, 'text, any value or null'],
    [{ kind: 'enum', options: [] }, 'one of: '],
  ])('%j', (shape, words) => {
    expect(shapeInWords(shape)).toBe(words)
  })
})
