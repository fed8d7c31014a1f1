import { describe, expect, it } from 'vitest'
import { runGroup } from '#electron/operations/transform/group.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import { group } from '#shared/operation/transform/group.ts'
import { operate, operateOn } from '../data/operate.ts'
import { failureIn, makeWorld, NEVER } from '../data/world.ts'

const world = makeWorld()
const grouped = async (config: JsonRecord, samples: Json): Promise<Json> =>
  (await operate(world, group, runGroup, config, { inputs: { samples } })).output

describe('group', () => {
  it('keeps the order of a table whose column is called as DuckDB calls the number of a row', async () => {
    const rows = ['b', 'a', 'b'].map((Rowid) => ({ Rowid }))
    const config = { by: ['Rowid'], values: [{ of: 'count', column: '' }] }
    expect(await grouped(config, rows)).toEqual([
      { Rowid: 'b', count: 2 },
      { Rowid: 'a', count: 1 },
    ])
  })

  const samples = [
    { k: 'b', j: 1, x: 1, t: 'q', d: true },
    { k: 'a', j: 1, x: 4, t: 'p', d: false },
    { k: 'b', j: 2, x: null, t: null, d: null },
    { k: 'b', j: 1, x: 2.5, t: 'z', d: true },
  ]
  const value = (of: string, column = '', more: JsonRecord = {}) => ({ of, column, ...more })

  it('gives every kind of value', async () => {
    const values = [
      value('count'),
      value('count', 'x'),
      value('sum', 'x'),
      value('mean', 'x'),
      value('median', 'x'),
      value('min', 'x'),
      value('max', 't'),
      value('stdev', 'x'),
      value('first', 't'),
      value('last', 'x', { name: 'latest' }),
      value('quantile', 'x', { quantile: 0.25 }),
    ]
    expect(await grouped({ by: ['k'], values }, samples)).toEqual([
      {
        k: 'b',
        count: 3,
        count_x: 2,
        sum_x: 3.5,
        mean_x: 1.75,
        median_x: 1.75,
        min_x: 1,
        max_t: 'z',
        stdev_x: 1.0606601717798212,
        first_t: 'q',
        latest: 2.5,
        q25_x: 1.375,
      },
      {
        k: 'a',
        count: 1,
        count_x: 1,
        sum_x: 4,
        mean_x: 4,
        median_x: 4,
        min_x: 4,
        max_t: 'p',
        stdev_x: null,
        first_t: 'p',
        latest: 4,
        q25_x: 4,
      },
    ])
  })

  it('goes by several columns, by none, and by the missing', async () => {
    expect(await grouped({ by: ['K', 'j'] }, samples)).toEqual([
      { k: 'b', j: 1, count: 2 },
      { k: 'a', j: 1, count: 1 },
      { k: 'b', j: 2, count: 1 },
    ])
    expect(await grouped({ values: [value('sum', 'x')] }, samples)).toEqual([{ sum_x: 7.5 }])
    expect(await grouped({ by: ['d'], values: [] }, samples)).toEqual([
      { d: true },
      { d: false },
      { d: null },
    ])
  })

  it('tells where it computes with infinities or NaNs', async () => {
    const tables = world.open([])
    const table = await tables.query("SELECT 1 AS k, unnest(['1', 'nan']::DOUBLE[]) AS x", {}, NEVER)
    const warned = async (...values: JsonRecord[]) =>
      (await operateOn(tables, group, runGroup, { by: ['k'], values }, { values: { table } })).warnings
    expect(await warned(value('mean', 'X'), value('max', 'x'), value('first', 'x'))).toEqual([
      {
        code: 'not_finite',
        message: '"x" is infinite or not a number in 1 row, and so may be what is computed of it.',
        data: { column: 'x', rows: 1 },
      },
    ])
    expect(await warned(value('count', 'x'), value('last', 'x'), value('count'))).toEqual([])
  })

  it('first and last are of the first and last row, though missing', async () => {
    const rows = [
      { k: 1, x: null },
      { k: 1, x: 2 },
      { k: 1, x: null },
    ]
    const values = [value('first', 'x', { name: 'f' }), value('last', 'x', { name: 'l' })]
    expect(await grouped({ by: ['k'], values }, rows)).toEqual([{ k: 1, f: null, l: null }])
  })

  it('gives the same digits in every run, however the work is split', async () => {
    const values = [value('sum', 'x'), value('stdev', 'x')]
    const once = async (): Promise<Json> => {
      const tables = world.open([], { threads: 4 })
      const big = await tables.query(
        'SELECT i % 3 AS k, sin(i) * 1e6 AS x FROM range(400000) AS r(i)',
        {},
        NEVER,
      )
      const ran = await operateOn(tables, group, runGroup, { by: ['k'], values }, { values: { big } })
      return ran.value.kind === 'table' ? tables.rows(ran.value) : null
    }
    const first = await once()
    expect(first).toHaveLength(3)
    for (let i = 0; i < 5; i++) expect(await once()).toEqual(first)
  })

  it.each([
    [{ by: ['x', 'y'] }, 'column_missing: There is no column "y"'],
    [
      { by: ['k'], values: [value('mean', 't')] },
      'not_numeric: The mean of "t" can\'t be taken: the column holds text values.',
    ],
    [{ by: ['k'], values: [value('sum')] }, 'column_missing: No column is chosen'],
    [{ by: ['k'], values: [value('count'), value('count')] }, 'bad_column_name: '],
    [{ by: ['k'], values: [value('count', '', { name: 'K' })] }, 'bad_column_name: '],
    [{ by: [], values: [] }, 'nothing_selected: '],
  ])('refuses %j', async (config, message) => {
    expect(await failureIn(grouped(config, samples))).toContain(message)
  })
})
