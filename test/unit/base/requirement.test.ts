import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { faultsOf, pathText } from '#shared/base/requirement.ts'

const Color = z.string().refine((text) => text === 'red', 'Only red will do.')

describe('faultsOf', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.number(), 'x', 'It must be a number, not a text.'],
    [z.number(), undefined, 'It is missing: it must be a number.'],
    [z.number(), Number.POSITIVE_INFINITY, 'It must be a number, not a number that is not finite.'],
    [z.int(), 1.5, 'It must be a whole number, not 1.5.'],
    [z.string(), null, 'It must be a text, not nothing.'],
    [z.boolean(), 3, 'It must be true or false, not a number.'],
    [z.array(z.string()), {}, 'It must be a list, not a record.'],
    [z.record(z.string(), z.string()), true, 'It must be a record, not true.'],
    [z.null(), [], 'It must be nothing, not a list.'],
    [z.date(), 1n, 'It must be date, not something else.'],
    [z.enum(['a', 'b']), 'c', 'It must be "a" or "b".'],
    [z.literal(5), 4, 'It must be 5.'],
    [z.number().min(3), 2, 'It must be at least 3.'],
    [z.number().gt(3), 3, 'It must be more than 3.'],
    [z.number().max(3), 4, 'It must be at most 3.'],
    [z.number().lt(3), 3, 'It must be less than 3.'],
    [z.number().multipleOf(2), 3, 'It must be a multiple of 2.'],
    [z.string().min(1), '', 'It must not be empty.'],
    [z.string().min(2), 'a', 'It must have at least 2 characters.'],
    [z.string().max(1), 'ab', 'It must have at most 1 character.'],
    [z.array(z.string()).min(1), [], 'It needs at least one item.'],
    [z.array(z.string()).min(2), [], 'It must have at least 2 items.'],
    [z.array(z.string()).max(1), ['a', 'b'], 'It must have at most 1 item.'],
    [z.url(), 'a', 'It must be a web address.'],
    [z.string().regex(/^a/), 'b', 'It is not written as it must be.'],
    [z.strictObject({}), { a: 1, b: 2 }, 'It has unknown keys: a, b.'],
    [z.record(z.string().max(1), z.number()), { ab: 1 }, 'It is not a key that is allowed here.'],
    [z.union([z.string(), z.number()]), null, 'It must be a text or a number, not nothing.'],
    [z.json(), undefined, 'It is not one of the forms that are allowed here.'],
    [Color, 'blue', 'Only red will do.'],
  ])('words what %# wants', (schema, input, message) => {
    const { error } = schema.safeParse(input)
    expect(error && faultsOf(error, input, () => 'It')[0]?.message).toBe(message)
  })

  it('names the place and looks at the value there', () => {
    const schema = z.object({ list: z.array(z.object({ size: z.number() })) })
    const input = { list: [{ size: 1 }, { size: 'big' }, 'none'] }
    const { error } = schema.safeParse(input)
    expect(error && faultsOf(error, input, pathText)).toEqual([
      { path: ['list', 1, 'size'], message: 'list[1].size must be a number, not a text.' },
      { path: ['list', 2], message: 'list[2] must be a record, not a text.' },
    ])
  })
})
