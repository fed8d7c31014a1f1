import { describe, expect, it } from 'vitest'
import { runJoin } from '#electron/operations/transform/join.ts'
import { runSql } from '#electron/operations/transform/sql.ts'
import { runUnion } from '#electron/operations/transform/union.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { join } from '#shared/operation/transform/join.ts'
import { sql } from '#shared/operation/transform/sql.ts'
import { union } from '#shared/operation/transform/union.ts'
import { operate } from '../data/operate.ts'
import { failureIn, makeWorld } from '../data/world.ts'

const world = makeWorld()

describe('join', () => {
  const left = [
    { id: 1, k: 'b', x: 1 },
    { id: 2, k: 'a', x: 2 },
    { id: 3, k: null, x: 3 },
    { id: 4, k: 'c', x: 4 },
  ]
  const right = [
    { k: 'a', x: 10 },
    { k: 'b', x: 20 },
    { k: 'a', x: 30 },
    { k: 'z', x: 40 },
    { k: null, x: 50 },
  ]
  const sides = { left: 'left', right: 'right' }
  const joined = async (kind: string, config: JsonRecord = {}) =>
    operate(
      world,
      join,
      runJoin,
      { kind, keys: [{ left: 'k' }], ...config },
      { inputs: { left, right }, ports: sides },
    )
  const none = { x_right: null }

  it('inner gives rows that match, in the order of the left, then of the right', async () => {
    expect((await joined('inner')).output).toEqual([
      { id: 1, k: 'b', x: 1, x_right: 20 },
      { id: 2, k: 'a', x: 2, x_right: 10 },
      { id: 2, k: 'a', x: 2, x_right: 30 },
    ])
  })

  it('left keeps all of the left and says when there are more', async () => {
    const { output, warnings } = await joined('left')
    expect(output).toEqual([
      { id: 1, k: 'b', x: 1, x_right: 20 },
      { id: 2, k: 'a', x: 2, x_right: 10 },
      { id: 2, k: 'a', x: 2, x_right: 30 },
      { id: 3, k: null, x: 3, ...none },
      { id: 4, k: 'c', x: 4, ...none },
    ])
    expect(warnings).toEqual([
      {
        code: 'rows_multiplied',
        message: 'There is 1 row more than on the left: some keys are on the right more than once.',
        data: { rows: 1 },
      },
    ])
  })

  it('full keeps all of both, with the key of either', async () => {
    const { output } = await joined('full')
    expect(Array.isArray(output) && output.slice(5)).toEqual([
      { id: null, k: 'z', x: null, x_right: 40 },
      { id: null, k: null, x: null, x_right: 50 },
    ])
  })

  it('anti gives rows of the left that match none', async () => {
    expect((await joined('anti')).output).toEqual([left[2], left[3]])
  })

  it('takes several keys of other names, and another suffix', async () => {
    const keys = [{ left: 'k' }, { left: 'id', right: 'X' }]
    const { output } = await operate(
      world,
      join,
      runJoin,
      { keys, suffix: '2' },
      {
        inputs: { left, right: [{ k: 'b', X: 1.0, id: 7, id2: 8 }] },
        ports: sides,
      },
    )
    expect(output).toEqual([{ id: 1, k: 'b', x: 1, id2: 7, id22: 8 }])
  })

  it.each<[JsonRecord, Json, string]>([
    [{ keys: [] }, right, 'no_keys: No key is chosen'],
    [{ keys: [{ left: 'kk' }] }, right, 'column_missing: There is no column "kk": did you mean "k"?'],
    [{ keys: [{ left: 'k', right: 'q' }] }, right, 'column_missing: There is no column "q"'],
    [
      { keys: [{ left: 'id', right: 'k' }] },
      right,
      'keys_differ: "id" holds integer values on the left, "k" text values on the right',
    ],
    [{ keys: [{ left: 'k' }] }, 5, 'not_a_table: '],
  ])('refuses %j', async (config, other, message) => {
    const run = operate(world, join, runJoin, config, { inputs: { left, right: other }, ports: sides })
    expect(await failureIn(run)).toContain(message)
  })

  it('needs both tables', async () => {
    const run = operate(world, join, runJoin, { keys: [{ left: 'k' }] }, { inputs: { left }, ports: sides })
    expect(await failureIn(run)).toMatch(/^input_missing: /)
  })
})

describe('union', () => {
  const stacked = async (inputs: JsonRecord, config: JsonRecord = {}) =>
    operate(world, union, runUnion, config, { inputs })

  it('keeps the order of inputs and rows, and all columns', async () => {
    const a = Array.from({ length: 3000 }, (_, i) => ({ i, s: 'a' }))
    const b = Array.from({ length: 3000 }, (_, i) => ({ s: 'b', i: i + 0.5 }))
    const { output, columns } = await stacked({ a, b })
    expect(columns).toEqual(['i number', 's text'])
    expect(output).toEqual([...a, ...b])
  })

  it('of one table is that table', async () => {
    expect((await stacked({ a: [{ x: 1 }] })).output).toEqual([{ x: 1 }])
  })

  it.each<[JsonRecord, JsonRecord, string]>([
    [
      { a: [{ x: 1 }], b: [{ X: 'y' }] },
      {},
      'types_differ: "X" holds integer values in "a" and text values in "b": give them one type first.',
    ],
    [{ a: [{ x: 1 }], b: [1] }, {}, 'not_a_table: '],
    [{ a: [{ x: 1 }] }, { sourceColumn: 'X' }, 'bad_column_name: '],
  ])('refuses %j %j', async (inputs, config, message) => {
    expect(await failureIn(stacked(inputs, config))).toContain(message)
  })
})

describe('sql', () => {
  const asked = async (text: string, inputs: JsonRecord = {}) =>
    operate(world, sql, runSql, { sql: text }, { inputs })

  it('takes tables, records and single values under their node ids', async () => {
    const inputs = { samples: [{ m: 1 }, { m: 3 }], limits: { low: 2, high: 4 }, name: 'x', none: null }
    const { output } = await asked(
      'SELECT m, name.value AS n, none.value AS z FROM samples, limits, name, none WHERE m BETWEEN low AND high',
      inputs,
    )
    expect(output).toEqual([{ m: 3, n: 'x', z: null }])
  })

  it('needs no input', async () => {
    expect((await asked('SELECT 1 AS one')).output).toEqual([{ one: 1 }])
  })

  it.each<[string, JsonRecord, string]>([
    ['SELECT * FROM a', { a: [1, 2] }, 'not_a_table: '],
    ['SELECT * FROM a', { a: [] }, 'empty_input: '],
    ['SELECT * FROM b', { a: [{ x: 1 }] }, 'sql_not_allowed: There is no input "b": the tables here are a.'],
    ['SELECT x FROM a; SELECT 1', { a: [{ x: 1 }] }, 'sql_not_allowed: Only one statement is allowed'],
    ['', {}, 'sql_not_allowed: The SQL is empty.'],
    ['SELECT x FROM a, A', { a: [{ x: 1 }], A: [{ x: 2 }] }, 'names_alike: '],
  ])('refuses %s', async (text, inputs, message) => {
    expect(await failureIn(asked(text, inputs))).toContain(message)
  })
})
