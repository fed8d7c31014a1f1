import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Chain } from '#shared/chain/schema.ts'
import { defineOperation, NO_INPUTS, oneOutput } from '#shared/operation/define.ts'
import { field } from '#shared/operation/field.ts'
import { validateChain } from '#shared/operation/validate.ts'

/** What is said of a config by its schema. */
function said(schema: z.ZodType, config: object) {
  const spec = defineOperation({
    ...{ title: 'Odd', summary: '', keywords: [], icon: 'pin', traits: {}, examples: [], errors: {} },
    id: 'data_input.odd',
    type: 'DATA_INPUT',
    version: 1,
    config: schema,
    inputs: NO_INPUTS,
    outputs: oneOutput('any'),
  })
  const nodes = [{ id: 'a', type: 'DATA_INPUT', operation: 'odd', config }]
  const issues = validateChain(Chain.parse({ name: 'C', nodes }), () => spec)
  return issues.map(({ code, message, field }) => [code, field, message])
}

describe('a config whose schema', () => {
  it('is about the whole names the whole', () => {
    const schema = z
      .object({ a: field(z.number(), { label: 'From' }) })
      .refine(({ a }) => a > 0, 'Nothing is left.')
    expect(said(schema, { a: 0 })).toEqual([['bad_config', '', 'Nothing is left.']])
    expect(said(z.union([z.object({ a: z.number() }), z.object({ b: z.number() })]), {})).toMatchObject([
      ['bad_config', '', expect.stringMatching(/^The config /)],
    ])
  })

  it('has labels names the fields by them, others by their keys', () => {
    const list = z.array(z.number())
    const schema = z.object({ a: field(list, { label: 'From' }), b: list })
    expect(said(schema, { a: [1, 'x'], b: ['y'] }).map(([, at, message]) => [at, message])).toEqual([
      ['a.1', '"From" (a[1]) must be a number, not a text.'],
      ['b.0', '"b[0]" must be a number, not a text.'],
    ])
  })
})
