import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Json } from '#shared/base/json.ts'
import { defineOperation, NO_INPUTS, oneOutput } from '#shared/operation/define.ts'
import { field } from '#shared/operation/field.ts'
import { formOf } from '#shared/operation/form.ts'
import { isShown, type Shape, startOf } from '#shared/operation/form-fields.ts'
import { orExpression } from '#shared/operation/or-expression.ts'

const specWith = (config: z.ZodType) =>
  defineOperation({
    id: 'test.it',
    type: 'TRANSFORM',
    version: 1,
    title: 'It',
    summary: 'Does it.',
    keywords: [],
    icon: 'pin',
    config,
    inputs: NO_INPUTS,
    outputs: oneOutput('json'),
    traits: {},
    examples: [],
    errors: {},
  })
const formFor = (shape: z.core.$ZodLooseShape) => formOf(specWith(z.object(shape)))
const shapeFor = (schema: z.ZodType): Shape | undefined =>
  formFor({ it: field(schema, { label: 'It' }) })[0]?.shape

describe('the shape of a schema', () => {
  it.each<[string, z.ZodType, Shape]>([
    ['text', z.string(), { kind: 'text' }],
    ['text with bounds', z.string().min(1).max(9), { kind: 'text', minLength: 1, maxLength: 9 }],
    ['an address', z.url(), { kind: 'text' }],
    ['a number', z.number().min(-1.5).max(2), { kind: 'number', min: -1.5, max: 2 }],
    ['an integer', z.number().int().positive(), { kind: 'integer', min: 0 }],
    ['z.int', z.int(), { kind: 'integer' }],
    ['yes/no', z.boolean(), { kind: 'boolean' }],
    ['nothing', z.null(), { kind: 'nothing' }],
    ['any JSON', Json, { kind: 'json' }],
    ['unknown', z.unknown(), { kind: 'json' }],
    ['anything', z.any(), { kind: 'json' }],
    ['a literal', z.literal(2), { kind: 'enum', options: [{ value: 2, label: '2' }] }],
    ['a list', z.array(z.string()).readonly(), { kind: 'list', item: { kind: 'text' } }],
    [
      'a list with bounds',
      z.array(z.number()).min(2).max(3),
      { kind: 'list', item: { kind: 'number' }, minLength: 2, maxLength: 3 },
    ],
    [
      'nullable items',
      z.array(z.boolean().nullable()),
      { kind: 'list', item: { kind: 'union', options: [{ kind: 'boolean' }, { kind: 'nothing' }] } },
    ],
    ['a record', z.record(z.string(), z.number()), { kind: 'record', value: { kind: 'number' } }],
    [
      'a union',
      z.union([z.string(), z.array(z.string())]),
      { kind: 'union', options: [{ kind: 'text' }, { kind: 'list', item: { kind: 'text' } }] },
    ],
    ['a transformed text', z.string().transform((text) => text.length), { kind: 'text' }],
    ['a preprocessed number', z.preprocess(Number, z.number()), { kind: 'number' }],
    ['a refined object', z.object({}).refine(() => true), { kind: 'object', fields: [] }],
  ])('%s', (_name, schema, expected) => {
    expect(shapeFor(schema)).toEqual(expected)
  })

  it('labels the options of an enum', () => {
    const meta = { label: 'It', options: { a: 'First' } }
    expect(formFor({ it: field(z.enum(['a', 'b']).default('a'), meta) })[0]?.shape).toEqual({
      kind: 'enum',
      options: [
        { value: 'a', label: 'First' },
        { value: 'b', label: 'b' },
      ],
    })
  })

  it('goes into lists of objects and variants', () => {
    const name = { name: field(z.string(), { label: 'Name' }) }
    expect(shapeFor(z.array(z.object(name)))).toMatchObject({
      kind: 'list',
      item: { kind: 'object', fields: [{ key: 'name', required: true, shape: { kind: 'text' } }] },
    })
    const variants = z.discriminatedUnion('by', [
      z.object({ by: z.literal('name'), ...name }),
      z.object({ by: z.enum(['first', 'last']) }),
    ])
    expect(shapeFor(variants)).toMatchObject({
      kind: 'variants',
      discriminator: 'by',
      variants: [
        { value: 'name', fields: [{ key: 'name' }] },
        { value: 'first', fields: [] },
        { value: 'last', fields: [] },
      ],
    })
  })

  it.each<[string, z.ZodType]>([
    ['a date', z.date()],
    ['an option that is a date', z.union([z.string(), z.date()])],
  ])('refuses %s', (_name, schema) => {
    expect(() => shapeFor(schema)).toThrow('test.it, it')
  })
})

describe('the fields of a config', () => {
  it('say what may be left out, and with what in its place', () => {
    const fields = formFor({
      needed: field(z.string(), { label: 'Needed' }),
      optional: field(z.string(), { label: 'Optional' }).optional(),
      exact: field(z.string().exactOptional(), { label: 'Exact' }),
      initial: field(z.number().nullable().default(null), { label: 'Initial' }),
      pre: field(z.boolean().prefault(true), { label: 'Pre' }),
    })
    expect(fields.map((one) => [one.key, one.required, one.nullable, one.default])).toEqual([
      ['needed', true, false, undefined],
      ['optional', false, false, undefined],
      ['exact', false, false, undefined],
      ['initial', false, true, null],
      ['pre', false, false, true],
    ])
    expect(fields.map((one) => one.meta.label)).toEqual(['Needed', 'Optional', 'Exact', 'Initial', 'Pre'])
  })

  it('are found behind a preprocessing step, once', () => {
    const spec = specWith(
      orExpression('by', z.object({ by: field(z.enum(['a', 'expression']).default('a'), { label: 'By' }) })),
    )
    expect(formOf(spec)).toMatchObject([{ key: 'by', default: 'a' }])
    expect(formOf(spec)).toBe(formOf(spec))
  })

  it('need a label, and a config needs to be an object', () => {
    expect(() => formFor({ it: z.string() })).toThrow('test.it, it')
    expect(() => formFor({ it: z.string().meta({ label: '' }) })).toThrow('label')
    expect(() => formOf(specWith(z.string()))).toThrow('The config of test.it is no object.')
  })

  it('are shown when the key they hang on, or its default, has one of the values', () => {
    const fields = formFor({
      by: field(z.enum(['a', 'b']).default('b'), { label: 'By' }),
      it: field(z.string(), { label: 'It', when: { key: 'by', is: ['b'] } }),
    })
    const [by, it] = fields
    if (!by || !it) throw new Error('Two fields.')
    expect(isShown(by, fields, {})).toBe(true)
    expect([{}, { by: 'b' }, { by: 'a' }].map((config) => isShown(it, fields, config))).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('orExpression', () => {
  const schema = orExpression(
    'by',
    z.object({ by: z.enum(['a', 'expression']).default('a'), expression: z.string().default('item') }),
  )
  it.each([
    [{}, 'a'],
    [{ expression: 'x' }, 'expression'],
    [{ by: 'a', expression: 'x' }, 'a'],
    [{ by: 'expression' }, 'expression'],
  ])('%j is by %s', (config, by) => {
    expect(schema.parse(config).by).toBe(by)
  })

  it('leaves refusing to the schema', () => {
    expect(schema.safeParse(null).success).toBe(false)
    expect(schema.safeParse({ expression: 5 }).success).toBe(false)
    expect(schema.safeParse({ by: 'c', expression: 'x' }).success).toBe(false)
  })
})

describe('the start of a new value', () => {
  const name = { key: 'name', meta: { label: 'Name' }, required: true, nullable: false } as const
  const text: Shape = { kind: 'text' }
  it.each<[Shape, Json]>([
    [text, ''],
    [{ kind: 'number' }, 0],
    [{ kind: 'integer', min: 3 }, 3],
    [{ kind: 'number', max: -1 }, -1],
    [{ kind: 'boolean' }, false],
    [{ kind: 'enum', options: [{ value: 'a', label: 'A' }] }, 'a'],
    [{ kind: 'enum', options: [] }, null],
    [{ kind: 'list', item: text }, []],
    [{ kind: 'record', value: text }, {}],
    [{ kind: 'nothing' }, null],
    [{ kind: 'json' }, null],
    [{ kind: 'union', options: [text, { kind: 'nothing' }] }, ''],
    [{ kind: 'union', options: [] }, null],
    [
      {
        kind: 'object',
        fields: [
          { ...name, shape: text },
          { ...name, key: 'other', required: false, shape: text },
        ],
      },
      { name: '' },
    ],
    [
      {
        kind: 'variants',
        discriminator: 'by',
        variants: [{ value: 'x', label: 'X', fields: [{ ...name, shape: text }] }],
      },
      { by: 'x', name: '' },
    ],
    [{ kind: 'variants', discriminator: 'by', variants: [] }, {}],
  ])('of %j is %j', (shape, expected) => {
    expect(startOf(shape)).toEqual(expected)
  })
})
