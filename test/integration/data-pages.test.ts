import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuck } from '#electron/data/duck.ts'
import { openPages, type Pages } from '#electron/data/pages.ts'
import { openTables } from '#electron/data/tables.ts'
import type { TablePage, TableQuery } from '#shared/contract/values.ts'
import type { TableValue } from '#shared/operation/value.ts'

const ALL: TableQuery = { offset: 0, limit: 100, sort: [], filter: [] }

let folder: string
let pages: Pages
let table: TableValue
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-pages-'))
  const tables = openTables({ files: [], scratch: folder })
  const made = await tables.query(
    `SELECT i::INTEGER AS id, (i * 7 % 10)::DOUBLE AS "the x", 'Name ' || i AS name, i % 2 = 0 AS even,
       DATE '2024-01-01' + i::INTEGER AS day, TIME '08:00:00' + to_minutes(i) AS at,
       TIMESTAMP '2024-01-01 00:00:00' + to_hours(i) AS moment, NULLIF(i % 3, 0) AS gap, {'a': i} AS nested
     FROM range(50) t(i)`,
    {},
    new AbortController().signal,
  )
  path = join(folder, 'table')
  await tables.exportParquet(made, path)
  await tables.close()
  table = { ...made, columns: made.columns.map((c) => (c.name === 'id' ? { ...c, unit: 'mg' } : c)) }
  pages = openPages({ blobs: folder, scratch: folder })
})
afterAll(async () => {
  await pages.close()
  await rm(folder, { recursive: true })
})

const read = (query: Partial<TableQuery>): Promise<TablePage> =>
  pages.page({ ...table, kind: 'file', path }, { ...ALL, ...query })
const ids = (page: TablePage): unknown[] => page.rows.map((row) => row[0])
const column = (page: TablePage, name: string): unknown[] => {
  const at = page.columns.findIndex((each) => each.name === name)
  return page.rows.map((row) => row[at])
}

describe('a page of a table', () => {
  it('is the asked part, with columns as the table says', async () => {
    const page = await read({ offset: 40, limit: 3 })
    expect(ids(page)).toEqual([40, 41, 42])
    expect(page).toMatchObject({ offset: 40, matching: 50, total: 50 })
    expect(page.columns[0]).toEqual({ name: 'id', type: 'integer', unit: 'mg' })
    expect(page.rows[0]?.slice(2, 7)).toEqual([
      'Name 40',
      true,
      '2024-02-10',
      '08:40:00',
      '2024-01-02T16:00:00',
    ])
    expect(ids(await read({ offset: 49, limit: 9 }))).toEqual([49])
    expect(ids(await read({ offset: 99 }))).toEqual([])
  })

  it('is sorted by columns, equals in their own order, nothing last', async () => {
    const page = await read({ sort: [{ column: 'the x', descending: true }], limit: 6 })
    expect(ids(page)).toEqual([7, 17, 27, 37, 47, 4])
    const gaps = await read({ sort: [{ column: 'gap', descending: false }] })
    expect(column(gaps, 'gap').slice(-17)).toEqual(Array(17).fill(null))
    const two = await read({
      sort: [
        { column: 'even', descending: true },
        { column: 'id', descending: true },
      ],
      limit: 2,
      offset: 24,
    })
    expect(ids(two)).toEqual([0, 49])
  })

  it('has the cells of the columns that are asked for, whatever it is sorted, filtered or searched by', async () => {
    const few = { columns: { from: 2, to: 4 }, limit: 2 }
    const page = await read({ ...few, sort: [{ column: 'id', descending: true }] })
    expect(page.rows).toEqual([
      ['Name 49', false],
      ['Name 48', true],
    ])
    expect(page.columns).toHaveLength(9)
    const found = await read({
      ...few,
      search: '2024-02-19',
      filter: [{ column: 'id', operator: 'gt', value: 9 }],
    })
    expect(found.rows).toEqual([['Name 49', false]])
    expect((await read({ columns: { from: 8, to: 40 }, limit: 1 })).rows).toEqual([[{ a: 0 }]])
    expect((await read({ columns: { from: 9, to: 40 }, limit: 1 })).rows).toEqual([[]])
  })

  it.each([
    ['id', 'eq', 7, [7]],
    ['id', 'ne', 0, 49],
    ['id', 'gt', '47', [48, 49]],
    ['id', 'gte', 48, [48, 49]],
    ['id', 'lt', 2, [0, 1]],
    ['the x', 'lte', 0, [0, 10, 20, 30, 40]],
    ['name', 'eq', 'Name 3', [3]],
    ['name', 'contains', 'NAME 4', 11],
    ['name', 'contains', "'; DROP TABLE x; --", []],
    ['name', 'contains', '%', []],
    ['even', 'eq', true, 25],
    ['even', 'eq', 'False', 25],
    ['day', 'lt', '2024-01-03', [0, 1]],
    ['at', 'gte', '08:48', [48, 49]],
    ['moment', 'gte', '2024-01-03 00:30:00', [49]],
    ['gap', 'missing', undefined, 17],
    ['gap', 'present', undefined, 33],
    ['gap', 'ne', 1, 33],
    ['nested', 'contains', "'a': 49", [49]],
    ['nested', 'eq', "{'a': 7}", [7]],
    ['name', 'startsWith', 'name 4', 11],
    ['name', 'endsWith', 'E 7', [7]],
    ['id', 'endsWith', '9', [9, 19, 29, 39, 49]],
    ['name', 'matches', '^name [12]$', [1, 2]],
    ['id', 'in', '3, 5', [3, 5]],
    ['even', 'eq', 'no', 25],
  ] as const)('passes rows where %s %s %j', async (name, operator, value, expected) => {
    const page = await read({ filter: [{ column: name, operator, value }] })
    if (typeof expected === 'number') expect(page.matching).toBe(expected)
    else expect(ids(page)).toEqual(expected)
    expect(page.rows).toHaveLength(page.matching)
    expect(page.total).toBe(50)
  })

  it('is searched in all columns, and filtered by several conditions at once', async () => {
    expect(ids(await read({ search: 'name 13' }))).toEqual([13])
    expect(ids(await read({ search: '2024-02-19' }))).toEqual([49])
    // As the grid has it.
    expect((await read({ search: 'YES' })).matching).toBe(25)
    const both = await read({
      search: 'name 1',
      filter: [
        { column: 'even', operator: 'eq', value: true },
        { column: 'id', operator: 'gt', value: 12 },
      ],
      sort: [{ column: 'id', descending: true }],
      limit: 2,
    })
    expect([ids(both), both.matching]).toEqual([[18, 16], 3])
  })

  it.each([
    ['id', 'gt', 'many', 'filter_invalid'],
    ['id', 'gt', '', 'filter_invalid'],
    ['id', 'gt', undefined, 'filter_invalid'],
    ['id', 'eq', [1], 'filter_invalid'],
    ['even', 'eq', 'maybe', 'filter_invalid'],
    ['day', 'eq', '31.12.2024', 'filter_invalid'],
    ['day', 'eq', '2024-13-01', 'filter_invalid'],
    ['at', 'eq', 'noon', 'filter_invalid'],
    ['name', 'matches', '(', 'filter_invalid'],
    ['nope', 'eq', 1, 'column_missing'],
  ] as const)('refuses the condition %s %s %j', async (name, operator, value, code) => {
    await expect(read({ filter: [{ column: name, operator, value }] })).rejects.toMatchObject({ code })
  })

  it('refuses to sort by a column that is not there', async () => {
    await expect(read({ sort: [{ column: 'nope', descending: false }] })).rejects.toMatchObject({
      code: 'column_missing',
    })
  })
})

describe('a deep page', () => {
  it('of a sorted or filtered table is the one that sorting all of it would give', async () => {
    const tables = openTables({ files: [], scratch: folder })
    const made = await tables.query(
      'SELECT i AS id, (i * 7919 % 5000)::INTEGER AS v FROM range(5000) t(i)',
      {},
      new AbortController().signal,
    )
    const file = join(folder, 'deep')
    await tables.exportParquet(made, file)
    await tables.close()
    const deep = (query: Partial<TableQuery>) =>
      pages.page({ ...made, kind: 'file', path: file }, { ...ALL, ...query })
    const sort = [{ column: 'v', descending: true }]
    const page = await deep({ sort, offset: 4000, limit: 3 })
    expect(column(page, 'v')).toEqual([999, 998, 997])
    expect(page.matching).toBe(5000)
    expect(column(await deep({ sort, offset: 0, limit: 2 }), 'v')).toEqual([4999, 4998])
    const filter = [{ column: 'v', operator: 'lt' as const, value: 2000 }]
    const part = await deep({ sort, filter, offset: 1998 })
    expect([column(part, 'v'), part.matching]).toEqual([[1, 0], 2000])
    // More orders than are kept: those that have gone are made again.
    for (const limit of [10, 20, 30, 40, 50]) {
      const few = await deep({ filter: [{ column: 'v', operator: 'lt', value: limit }] })
      expect(few.matching).toBe(limit)
    }
    expect(column(await deep({ sort, offset: 4998 }), 'v')).toEqual([1, 0])
    expect((await deep({ filter, offset: 9000 })).rows).toEqual([])
  })
})

describe('a page of records', () => {
  const records = [{ a: 3 }, { a: 1, b: 'x' }, { a: 2 }]

  it('takes them as a table', async () => {
    const page = await pages.page(
      { kind: 'records', key: 'a', records },
      {
        ...ALL,
        sort: [{ column: 'a', descending: false }],
        limit: 2,
      },
    )
    expect(page).toEqual({
      columns: [
        { name: 'a', type: 'integer' },
        { name: 'b', type: 'text' },
      ],
      rows: [
        [1, 'x'],
        [2, null],
      ],
      offset: 0,
      matching: 3,
      total: 3,
    })
    expect((await pages.page({ kind: 'records', key: 'b', records }, { ...ALL, offset: 1 })).rows).toEqual([
      [1, 'x'],
      [2, null],
    ])
  })

  it('needs fields', async () => {
    await expect(pages.page({ kind: 'records', key: 'c', records: [{}] }, ALL)).rejects.toMatchObject({
      code: 'empty_input',
    })
  })
})

it('opens no file outside of its folder', async () => {
  await expect(pages.page({ ...table, kind: 'file', path: '/etc/passwd' }, ALL)).rejects.toThrow()
})

describe('a profile', () => {
  const of = (name: string) => pages.profile({ ...table, kind: 'file', path }, name)

  it('of numbers has their spread and bins', async () => {
    expect(await of('id')).toMatchObject({
      column: { name: 'id', type: 'integer', unit: 'mg' },
      rows: 50,
      missing: 0,
      distinct: 50,
      estimated: false,
      least: 0,
      greatest: 49,
      numbers: { mean: 24.5, quartiles: [12.25, 24.5, 36.75], notFinite: 0 },
    })
    const { numbers } = await of('id')
    expect(numbers?.stdev).toBeCloseTo(14.577, 3)
    expect(numbers?.bins.reduce((sum, n) => sum + n, 0)).toBe(50)
    expect(await of('gap')).toMatchObject({ missing: 17, distinct: 2 })
  })

  it('of anything else has what is frequent', async () => {
    expect(await of('even')).toMatchObject({
      least: false,
      greatest: true,
      frequent: [
        { value: 'false', count: 25 },
        { value: 'true', count: 25 },
      ],
    })
    expect(await of('moment')).toMatchObject({ least: '2024-01-01T00:00:00', distinct: 50 })
    const nested = await of('nested')
    expect(nested.least).toBeUndefined()
    expect(nested.frequent).toHaveLength(8)
    await expect(of('nope')).rejects.toMatchObject({ code: 'column_missing' })
  })

  it('of a large table is estimated', async () => {
    const tables = openTables({ files: [], scratch: folder })
    const made = await tables.query(
      "SELECT i AS id, CASE WHEN i % 10 < 7 THEN 'often' ELSE 'seldom' END AS name, CASE WHEN i = 5 THEN 'Infinity'::DOUBLE ELSE 1 END AS one FROM range(300000) t(i)",
      {},
      new AbortController().signal,
    )
    const file = join(folder, 'profiled')
    await tables.exportParquet(made, file)
    await tables.close()
    const large = (name: string) => pages.profile({ ...made, kind: 'file', path: file }, name)
    const id = await large('id')
    expect(id).toMatchObject({ estimated: true, rows: 300_000, least: 0, greatest: 299_999 })
    expect(Math.abs(id.distinct / 300_000 - 1)).toBeLessThan(0.1)
    expect(Math.abs((id.numbers?.quartiles[1] ?? 0) / 150_000 - 1)).toBeLessThan(0.02)
    const frequent = (await large('name')).frequent ?? []
    expect(frequent.map(({ value }) => value)).toEqual(['often', 'seldom'])
    expect(Math.abs((frequent[0]?.count ?? 0) / 210_000 - 1)).toBeLessThan(0.05)
    expect((await large('one')).numbers).toMatchObject({ notFinite: 1, mean: 1, stdev: 0 })
  })
})

describe('a file', () => {
  it('tells how much of it is written', async () => {
    const duck = openDuck({ files: [], folders: [folder], scratch: folder })
    const told: number[] = []
    await duck.run('CREATE TABLE long AS SELECT i, hash(i) AS h FROM range(4000000) AS r(i)')
    const sql = `COPY (FROM long ORDER BY h) TO '${join(folder, 'long.csv')}'`
    await duck.run(sql, undefined, undefined, (share) => told.push(share))
    await duck.close()
    expect(Math.max(...told)).toBeGreaterThan(0)
  })

  it('has all rows that a query shows, in its order', async () => {
    const target = join(folder, 'saved.csv')
    const shares: number[] = []
    const query = {
      sort: [{ column: 'id', descending: true }],
      filter: [{ column: 'id', operator: 'lt' as const, value: 3 }],
    }
    await pages.save({ ...table, kind: 'file', path }, query, {
      format: 'csv',
      path: target,
      progress: (share) => shares.push(share),
    })
    const lines = (await readFile(target, 'utf8')).trim().split('\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['id', '2', '1', '0'])
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    await pages.save(
      { ...table, kind: 'file', path },
      { sort: [], filter: [] },
      { format: 'json', path: target },
    )
    expect(JSON.parse(await readFile(target, 'utf8'))).toHaveLength(50)
    const stopped = AbortSignal.abort(new Error('stopped'))
    const other = join(folder, 'never.csv')
    const saving = pages.save(
      { ...table, kind: 'file', path },
      query,
      { format: 'csv', path: other },
      stopped,
    )
    await expect(saving).rejects.toThrow('stopped')
    await expect(readFile(other)).rejects.toThrow('ENOENT')
  })
})
