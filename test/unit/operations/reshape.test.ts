import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runExtract } from '#electron/operations/transform/extract.ts'
import { runFlatten } from '#electron/operations/transform/flatten.ts'
import { runMerge } from '#electron/operations/transform/merge.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { extract } from '#shared/operation/transform/extract.ts'
import { flatten } from '#shared/operation/transform/flatten.ts'
import { merge } from '#shared/operation/transform/merge.ts'
import { failureOf, outputOf, runOperation, tableOf } from '../../operations/harness.ts'

describe('extract', () => {
  it.each<[string[], Json, Json]>([
    [['a', 'b'], { b: 2, a: 1, c: 3 }, { a: 1, b: 2 }],
    [['a.b', 'c.d'], { 'a.b': 1, a: { b: 2 }, c: { d: null } }, { 'a.b': 1, 'c.d': null }],
    [['a'], [{ a: 1 }, { b: 2 }], [{ a: 1 }, {}]],
    [['a'], [], []],
  ])('%j of %j is %j', async (fields, input, expected) => {
    const { outcome, warnings } = await runOperation(extract, runExtract, { fields }, { inputs: { input } })
    expect(outcome.value).toEqual({ kind: 'json', json: expected })
    expect(warnings).toEqual([])
  })

  it('takes columns of a table', async () => {
    const values = { t: tableOf([{ a: 1, b: 2 }]) }
    expect(await outputOf(extract, runExtract, { fields: ['b'] }, { values })).toEqual([{ b: 2 }])
  })

  it.each<[Json, string]>([
    [{ a: 1 }, 'The record has no "x", "y".'],
    [[{ a: 1 }, {}], 'No record has "x", "y".'],
  ])('warns of fields that nothing has in %j', async (input, message) => {
    const config = { fields: ['a', 'x', 'y'] }
    const { warnings } = await runOperation(extract, runExtract, config, { inputs: { input } })
    expect(warnings).toEqual([{ code: 'field_missing', message, data: { fields: ['x', 'y'] } }])
  })

  it.each<[Json, RegExp]>([
    [5, /^not_a_record: The input is a number/],
    [null, /^not_a_record: The input is nothing/],
    [[{ a: 1 }, 'x'], /^not_a_record: Item 1 of the list is a text/],
  ])('refuses %j', async (input, expected) => {
    expect(await failureOf(extract, runExtract, { fields: ['a'] }, { inputs: { input } })).toMatch(expected)
  })

  it('needs a field', () => {
    for (const config of [{}, { fields: [] }]) {
      expect(extract.config.safeParse(config).error?.issues[0]?.message).toBe(
        'Name at least one field to take.',
      )
    }
  })
})

describe('merge', () => {
  const inputs = { a: { x: 1, y: 1 }, b: { y: 2 }, n: 5, list: [1] }
  it.each<[JsonRecord, Json]>([
    [{}, { x: 1, y: 2, n: 5, list: [1] }],
    [{ keys: ['b', 'a'] }, { y: 1, x: 1 }],
    [{ keys: ['n'] }, { n: 5 }],
  ])('by %j gives %j', async (config, expected) => {
    expect(await outputOf(merge, runMerge, config, { inputs })).toEqual(expected)
  })

  it('puts a table under its node id, as a list of records', async () => {
    const values = { t: tableOf([{ a: 1 }]) }
    expect(await outputOf(merge, runMerge, {}, { values })).toEqual({ t: [{ a: 1 }] })
  })

  it('warns of inputs that are not there', async () => {
    const { outcome, warnings } = await runOperation(merge, runMerge, { keys: ['n', 'c', 'd'] }, { inputs })
    expect(outcome.value).toEqual({ kind: 'json', json: { n: 5 } })
    expect(warnings).toMatchObject([{ code: 'input_absent', data: { inputs: ['c', 'd'] } }])
    expect(warnings[0]?.message).toContain('"c", "d"')
  })
})

describe('flatten', () => {
  it.each<[JsonRecord, Json, Json]>([
    [{}, [1, [2, [3, []]], { a: 4, b: { c: [5] } }, null], [1, 2, 3, 4, 5, null]],
    [{}, { a: [1], b: 'x' }, [1, 'x']],
    [{}, [], []],
    [{ depth: 1 }, [1, [2, [3]], { a: [4] }], [1, 2, [3], [4]]],
    [{ depth: 2 }, [1, [2, [3, [4]]]], [1, 2, 3, [4]]],
  ])('%j of %j is %j', async (config, input, expected) => {
    expect(await outputOf(flatten, runFlatten, config, { inputs: { input } })).toEqual(expected)
  })

  it.each([5, 'text', null, true])('refuses %j', async (input) => {
    expect(await failureOf(flatten, runFlatten, {}, { inputs: { input } })).toMatch(/^not_a_list/)
  })

  it('agrees with Array.flat at every depth', async () => {
    const { nested } = fc.letrec<{ nested: Json[]; item: Json }>((tie) => ({
      nested: fc.array(tie('item'), { maxLength: 4 }),
      item: fc.oneof({ depthSize: 'small' }, fc.integer(), tie('nested')),
    }))
    await fc.assert(
      fc.asyncProperty(nested, fc.integer({ min: 1, max: 4 }), async (input, depth) => {
        const inputs = { input }
        const list: unknown[] = input
        expect(await outputOf(flatten, runFlatten, { depth }, { inputs })).toEqual(list.flat(depth))
        expect(await outputOf(flatten, runFlatten, {}, { inputs })).toEqual(
          list.flat(Number.POSITIVE_INFINITY),
        )
      }),
    )
  })

  it('opens nesting of any depth', async () => {
    let input: Json = 1
    for (let i = 0; i < 50_000; i++) input = [input]
    expect(await outputOf(flatten, runFlatten, {}, { inputs: { input } })).toEqual([1])
  })
})
