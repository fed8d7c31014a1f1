import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    ['gap', 'empty', undefined, 17],
    ['gap', 'notEmpty', undefined, 33],
    ['gap', 'ne', 1, 33],
    ['nested', 'contains', "'a': 49", [49]],
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
