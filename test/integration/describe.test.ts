import { describe, expect, it } from 'vitest'
import { runDescribe } from '#electron/operations/calculate/describe.ts'
import { describe as spec } from '#shared/operation/calculate/describe.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
const none = {
  min: null,
  max: null,
  mean: null,
  stdev: null,
  q1: null,
  median: null,
  q3: null,
  first: null,
  last: null,
}

describe('describe', () => {
  it('sums up each column by what it holds', async () => {
    const tables = world.open([])
    const table = await tables.query(
      `SELECT * FROM (VALUES (1.5::DOUBLE, 'b', DATE '2024-01-31', true, [1], 7::HUGEINT), (NULL, 'a', NULL, false, NULL, 7), (2.5, 'b', DATE '2023-01-01', NULL, [1], 9))
       AS t("a ""number""", t, d, b, l, i)`,
      {},
      NEVER,
    )
    const { value } = await operateOn(tables, spec, runDescribe, {}, { values: { table } })
    if (value.kind !== 'table') throw new Error('It gave no table.')
    expect(await tables.rows(value)).toEqual([
      {
        ...none,
        column: 'a "number"',
        type: 'number',
        count: 2,
        missing: 1,
        distinct: 2,
        min: 1.5,
        max: 2.5,
        mean: 2,
        stdev: Math.SQRT1_2,
        q1: 1.75,
        median: 2,
        q3: 2.25,
      },
      { ...none, column: 't', type: 'text', count: 3, missing: 0, distinct: 2, first: 'a', last: 'b' },
      {
        ...none,
        column: 'd',
        type: 'date',
        count: 2,
        missing: 1,
        distinct: 2,
        first: '2023-01-01',
        last: '2024-01-31',
      },
      {
        ...none,
        column: 'b',
        type: 'boolean',
        count: 2,
        missing: 1,
        distinct: 2,
        first: 'false',
        last: 'true',
      },
      { ...none, column: 'l', type: 'json', count: 2, missing: 1, distinct: 1 },
      {
        ...none,
        column: 'i',
        type: 'integer',
        count: 3,
        missing: 0,
        distinct: 2,
        min: 7,
        max: 9,
        mean: 23 / 3,
        stdev: expect.closeTo(1.1547005383792515, 12),
        q1: 7,
        median: 7,
        q3: 8,
      },
    ])
  })

  it('tells of columns with infinities and NaNs', async () => {
    const tables = world.open([])
    const table = await tables.query(
      "SELECT unnest(['1', 'nan', 'inf', NULL]::DOUBLE[]) AS x, unnest([1.5, 2, 3, 4]::DOUBLE[]) AS y, 'nan' AS t",
      {},
      NEVER,
    )
    const { warnings } = await operateOn(tables, spec, runDescribe, {}, { values: { table } })
    expect(warnings).toEqual([
      {
        code: 'not_finite',
        message: '"x" is infinite or not a number in 2 rows, and so may be what is computed of it.',
        data: { column: 'x', rows: 2 },
      },
    ])
  })

  it('describes a table without rows', async () => {
    const tables = world.open([])
    const table = await tables.query('SELECT 1 AS a WHERE false', {}, NEVER)
    const { value } = await operateOn(tables, spec, runDescribe, {}, { values: { table } })
    expect(value.kind === 'table' && (await tables.rows(value))).toEqual([
      { ...none, column: 'a', type: 'integer', count: 0, missing: 0, distinct: 0 },
    ])
  })

  it('refuses what is no table', async () => {
    expect(await failureIn(operate(world, spec, runDescribe, {}, { inputs: { a: 5 } }))).toMatch(
      /^not_a_table: /,
    )
  })
})
