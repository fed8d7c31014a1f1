import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runFilter } from '#electron/operations/transform/filter.ts'
import { runMap } from '#electron/operations/transform/map.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { filter } from '#shared/operation/transform/filter.ts'
import { map } from '#shared/operation/transform/map.ts'
import { failureOf, outputOf, runOperation, tableOf } from '../../operations/harness.ts'

const mapped = (config: JsonRecord, list: Json) => outputOf(map, runMap, config, { inputs: { list } })
const filtered = (config: JsonRecord, list: Json) => outputOf(filter, runFilter, config, { inputs: { list } })

describe('map', () => {
  it.each<[JsonRecord, Json, Json]>([
    [{ operation: 'multiply', factor: 2 }, [1, -2.5], [2, -5]],
    [{}, [1, 2], [1, 2]],
    [{ factor: 3 }, [1], [3]],
    [{ operation: 'square' }, [-3, 0], [9, 0]],
    [{ operation: 'absolute' }, [-3, 2], [3, 2]],
    [{ operation: 'uppercase' }, ['ab', 1, null, true], ['AB', '1', 'NULL', 'TRUE']],
    [{ operation: 'uppercase', notation: 'python' }, [null, 'ß'], ['NONE', 'SS']],
    [{ operation: 'lowercase' }, ['AB', ['X']], ['ab', '["x"]']],
    [{ expression: 'item * 10 + index' }, [1, 2], [10, 21]],
    [{ operation: 'expression', expression: 'value.length + inputs.list[index]' }, [1, 2], [3, 4]],
    [{ operation: 'square', expression: 'item' }, [3], [9]],
    [{ operation: 'square' }, [], []],
  ])('%j of %j is %j', async (config, list, expected) => {
    expect(await mapped(config, list)).toEqual(expected)
  })

  it('leaves out what is no number, and says how many', async () => {
    const inputs = { list: [1, '2', true, null, 3] }
    const { outcome, warnings } = await runOperation(map, runMap, { factor: 2 }, { inputs })
    expect(outcome.value).toEqual({ kind: 'json', json: [2, 6] })
    expect(warnings).toEqual([
      {
        code: 'items_dropped',
        message: '3 of 5 items are not numbers and were left out.',
        data: { dropped: 3, total: 5 },
      },
    ])
  })

  it('says of one that it is one', async () => {
    const { warnings } = await runOperation(map, runMap, { factor: 2 }, { inputs: { list: [1, '2'] } })
    expect(warnings[0]?.message).toBe('1 of 2 items is not a number and was left out.')
  })

  it('takes a table as a list of records', async () => {
    const values = { t: tableOf([{ a: 1 }, { a: 2 }]) }
    expect(await outputOf(map, runMap, { expression: 'item.a + t.length' }, { values })).toEqual([3, 4])
  })

  it('reaches other inputs, but `item` is always the item', async () => {
    const inputs = { list: [1], item: 5, scale: 10 }
    expect(await outputOf(map, runMap, { expression: 'item * scale + inputs.item' }, { inputs })).toEqual([
      15,
    ])
  })

  it('fails on what is no list, on overflow, and where an expression throws', async () => {
    expect(await failureOf(map, runMap, {}, { inputs: { x: 5 } })).toMatch(/^not_a_list: .*a number/)
    expect(await failureOf(map, runMap, {})).toMatch(/^input_missing/)
    const inputs = { list: [1, 1e300] }
    expect(await failureOf(map, runMap, { operation: 'square' }, { inputs })).toMatch(
      /^not_finite: .*1e\+300/,
    )
    const expression = 'item.a.b'
    expect(
      await failureOf(map, runMap, { expression }, { inputs: { list: [{ a: {} }, { a: null }] } }),
    ).toMatch(/^expression_failed/)
    expect(await failureOf(map, runMap, { expression: '1 +' }, { inputs })).toMatch(/^expression_failed/)
  })

  it('names the item at which an expression throws', async () => {
    const inputs = { list: [{ a: 1 }, null] }
    expect(await failureOf(map, runMap, { expression: 'item.a' }, { inputs })).toContain('Item 1: ')
  })

  it('keeps length and order for numbers', async () => {
    const doubles = fc.array(fc.double({ min: -1e100, max: 1e100, noNaN: true }))
    await fc.assert(
      fc.asyncProperty(doubles, async (list) => {
        expect(await mapped({ factor: 2 }, list)).toEqual(list.map((x) => 2 * x))
      }),
    )
  })
})

describe('the words on the node', () => {
  it.each<[JsonRecord, string]>([
    [{ factor: 2 }, '× 2'],
    [{ operation: 'absolute' }, 'absolute value'],
    [{ expression: 'item.a' }, 'item.a'],
  ])('map %j: %s', (config, words) => {
    expect(map.describe?.(map.config.parse(config))).toBe(words)
  })

  it.each<[JsonRecord, string]>([
    [{ threshold: 3.5 }, 'item > 3.5'],
    [{ operator: 'eq', field: 'batch', threshold: 'A' }, 'batch = "A"'],
    [{ expression: 'item.a' }, 'item.a'],
  ])('filter %j: %s', (config, words) => {
    expect(filter.describe?.(filter.config.parse(config))).toBe(words)
  })
})

describe('filter', () => {
  const records = [
    { m: 1, s: { t: 'a' } },
    { m: 5, s: { t: 'b' } },
  ]
  it.each<[JsonRecord, Json, Json]>([
    [{}, [-1, 0, 1], [1]],
    [{ operator: 'gt', threshold: 2 }, [1, 2, 3], [3]],
    [{ operator: 'gte', threshold: 2 }, [1, 2, 3], [2, 3]],
    [{ operator: 'lt', threshold: 2 }, [1, 2, 3], [1]],
    [{ operator: 'lte', threshold: 2 }, [1, 2, 3], [1, 2]],
    [{ operator: 'eq', threshold: 2 }, [1, 2, '2', null], [2]],
    [{ operator: 'ne', threshold: 2 }, [1, 2, '2', null], [1, '2', null]],
    [{ operator: 'eq', threshold: null }, [1, null], [null]],
    [{ operator: 'eq', threshold: { a: 1, b: 2 } }, [{ b: 2, a: 1 }, { a: 1 }, 1, null], [{ b: 2, a: 1 }]],
    [{ operator: 'gt', threshold: 'b' }, ['a', 'b', 'c'], ['c']],
    [{ operator: 'lte', threshold: 'b' }, ['a', 'b', 'c'], ['a', 'b']],
    [{ operator: 'contains', threshold: 'b' }, ['abc', 'x', ['b'], ['bc']], ['abc', ['b']]],
    [{ operator: 'contains', threshold: 2 }, [[1, 2], [3]], [[1, 2]]],
    [{ operator: 'matches', threshold: '^\\p{Lu}\\d+$' }, ['Ä1', 'a1', 'A'], ['Ä1']],
    [{ field: 'm', threshold: 2 }, records, [records[1] ?? null]],
    [{ field: 's.t', operator: 'eq', threshold: 'a' }, records, [records[0] ?? null]],
    [{ expression: 'item.m > 2' }, records, [records[1] ?? null]],
    [{ expression: 'index > 0' }, [7, 8], [8]],
    [{ operator: 'expression' }, [7, 8], [7, 8]],
    [{}, [], []],
  ])('%j of %j is %j', async (config, list, expected) => {
    expect(await filtered(config, list)).toEqual(expected)
  })

  it.each<[JsonRecord, Json[], Json[]]>([
    [{ operator: 'gt', threshold: 2 }, [3, '3', true, null], [3]],
    [{ operator: 'lt', threshold: 'b' }, ['a', 0, null, false], ['a']],
    [{ operator: 'contains', threshold: 'b' }, ['b', 1, null, {}], ['b']],
    [{ operator: 'contains', threshold: 1 }, [[1], '1', 1, null], [[1]]],
    [{ operator: 'matches', threshold: 'a' }, ['a', 1, null, ['a']], ['a']],
    [{ operator: 'ne', field: 'x', threshold: 1 }, [{ x: 2 }, {}, 5, null], [{ x: 2 }]],
  ])('%j leaves out what it cannot compare, with a warning', async (config, list, expected) => {
    const { outcome, warnings } = await runOperation(filter, runFilter, config, { inputs: { list } })
    expect(outcome.value).toEqual({ kind: 'json', json: expected })
    expect(warnings).toMatchObject([{ code: 'items_dropped', data: { dropped: 3, total: 4 } }])
  })

  it('warns of one item in the singular', async () => {
    const { warnings } = await runOperation(filter, runFilter, {}, { inputs: { list: [1, 'a'] } })
    expect(warnings[0]?.message).toBe('1 of 2 items cannot be compared with 0 and was left out.')
  })

  it.each<[JsonRecord, RegExp]>([
    [{ operator: 'matches', threshold: '(' }, /^bad_pattern: "\(" is not a regular expression/],
    [{ operator: 'matches', threshold: 5 }, /^bad_pattern: .*a number/],
    [{ operator: 'gt', threshold: [1] }, /^bad_threshold: The threshold is a list/],
    [{ operator: 'lte', threshold: null }, /^bad_threshold/],
    [{ expression: 'item' }, /^not_boolean: The condition gave a number for item 0/],
    [{ expression: 'nope' }, /^expression_failed: There is no "nope"/],
    [{ expression: 'item.a.b' }, /^expression_failed: Item 0: /],
  ])('%j fails', async (config, expected) => {
    expect(await failureOf(filter, runFilter, config, { inputs: { list: [1] } })).toMatch(expected)
  })

  it('fails on what is no list', async () => {
    expect(await failureOf(filter, runFilter, {}, { inputs: { x: { a: 1 } } })).toMatch(
      /^not_a_list: .*a record/,
    )
  })

  it('splits numbers into those over a threshold and the rest', async () => {
    const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }))
    await fc.assert(
      fc.asyncProperty(
        doubles,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        async (list, threshold) => {
          expect(await filtered({ operator: 'gt', threshold }, list)).toEqual(
            list.filter((x) => x > threshold),
          )
          expect(await filtered({ operator: 'lte', threshold }, list)).toEqual(
            list.filter((x) => x <= threshold),
          )
        },
      ),
    )
  })
})
