import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ComparedTable, openRowComparisons, type RowComparisons } from '#electron/data/compare-rows.ts'
import { writeRecords } from '#electron/data/record-file.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { ROW_STATES, type RowsCompared } from '#shared/contract/comparison.ts'

let folder: string
let rows: RowComparisons
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ergo-rows-'))
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(async () => {
  vi.restoreAllMocks()
  await rows.close()
})
const open = (): void => {
  rows = openRowComparisons({ blobs: folder, scratch: folder })
}

const BEFORE: JsonRecord[] = Array.from({ length: 300 }, (_, i) => ({ id: `s${i}`, x: i, old: i % 7 }))
/** Every third is gone, every fifth is another, and some are new. */
const AFTER: JsonRecord[] = [
  ...BEFORE.filter((_, i) => i % 3 > 0).map(({ id, x }) => ({
    id: id ?? '',
    x: Number(x) % 5 ? (x ?? 0) : -1,
    fresh: [1],
  })),
  ...Array.from({ length: 50 }, (_, i) => ({ id: `new${i}`, x: i, fresh: [i] })),
]

/** The same two tables as files, as lists at hand, and as lists that are written elsewhere. */
async function tables(kind: string): Promise<[ComparedTable, ComparedTable]> {
  const of = async (records: JsonRecord[], name: string): Promise<ComparedTable> => {
    if (kind === 'lists at hand') return { key: name, records }
    if (kind === 'lists elsewhere')
      return { key: name, records: (path) => writeRecords(records, path, folder) }
    const path = join(folder, name)
    const { columns } = await writeRecords(records, path, folder)
    return { path, columns }
  }
  return [await of(BEFORE, 'before'), await of(AFTER, 'after')]
}

/** What a comparison by `id` shows, made row by row. */
function expected(states: readonly string[]): RowsCompared['rows'] {
  const after = new Map(AFTER.map((row) => [row.id, row]))
  const known = new Set(BEFORE.map((row) => row.id))
  const left = BEFORE.map(({ id = null, x = null, old = null }): RowsCompared['rows'][number] => {
    const other = after.get(id)
    const a = [id, x, old, null]
    if (!other) return { state: 'removed', a, b: null }
    const b = [id, other.x ?? null, null, other.fresh ?? null]
    return { state: other.x === x ? 'same' : 'changed', a, b }
  })
  const added = AFTER.filter(({ id }) => !known.has(id ?? null)).map(
    ({ id = null, x = null, fresh = null }): RowsCompared['rows'][number] => ({
      state: 'added',
      a: null,
      b: [id, x, null, fresh],
    }),
  )
  // By the place in the first table, or in the second where the first has no such row.
  const secondOf = (id: unknown): number => {
    const at = AFTER.findIndex((row) => row.id === id)
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  const placed = [
    ...left.map((row, i) => ({ row, at: i, second: secondOf(row.a?.[0]) })),
    ...added.map((row) => ({ row, at: secondOf(row.b?.[0]), second: secondOf(row.b?.[0]) })),
  ].sort((p, q) => p.at - q.at || p.second - q.second)
  return placed.map(({ row }) => row).filter(({ state }) => states.includes(state))
}

describe('the rows of two tables', () => {
  it.each(['files', 'lists at hand', 'lists elsewhere'])('are the same page by page: %s', async (kind) => {
    open()
    const [a, b] = await tables(kind)
    for (const states of [[...ROW_STATES], ['changed', 'added', 'removed'] as const, ['removed'] as const]) {
      const all = expected(states)
      const shown: RowsCompared['rows'] = []
      for (let offset = 0; offset < all.length + 40; offset += 40) {
        const page = await rows.rows(a, b, { states, offset, limit: 40 })
        expect(page).toMatchObject({ matching: all.length, offset, keys: ['id'] })
        expect(page.counts).toEqual({ same: 160, changed: 40, added: 50, removed: 100 })
        shown.push(...page.rows)
      }
      expect(shown).toEqual(all)
    }
  })

  it('are joined once for all pages and readers, and again for other keys', async () => {
    open()
    const [a, b] = await tables('files')
    const run = vi.spyOn(DuckDBConnection.prototype, 'run')
    const joins = (): number => run.mock.calls.filter(([sql]) => sql.includes('FULL OUTER JOIN')).length
    const page = (offset: number, keys?: string[]) =>
      rows.rows(a, b, { states: ['changed'], offset, limit: 10, ...(keys ? { keys } : {}) })
    await Promise.all([page(0), page(10), page(20)])
    await page(30)
    expect(joins()).toBe(1)
    await page(0, ['x'])
    await page(10, ['x'])
    expect(joins()).toBe(2)
  })

  it('are no longer joined once nobody waits, and joined anew for the next', async () => {
    open()
    const [a, b] = await tables('files')
    const [one, other] = [new AbortController(), new AbortController()]
    const query = { states: ['changed' as const], offset: 0, limit: 10 }
    const left = Promise.allSettled([
      rows.rows(a, b, query, one.signal),
      rows.rows(a, b, query, other.signal),
    ])
    for (const reader of [one, other]) reader.abort(new Error('gone'))
    expect((await left).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await rows.rows(a, b, query)).rows).toHaveLength(10)
  })

  it('are freed when others have been compared since', async () => {
    open()
    const [a, b] = await tables('lists at hand')
    const run = vi.spyOn(DuckDBConnection.prototype, 'run')
    const query = { states: ['same' as const], offset: 0, limit: 10 }
    for (const keys of [['id'], ['x'], ['id', 'x'], []]) await rows.rows(a, b, { ...query, keys })
    await vi.waitFor(() =>
      expect(run.mock.calls.filter(([sql]) => /^DROP TABLE "joined/.test(sql))).toHaveLength(1),
    )
    expect((await rows.rows(a, b, { ...query, keys: ['id'] })).rows).toHaveLength(10)
  })
})
