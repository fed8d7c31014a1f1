import { describe, expect, it } from 'vitest'
import type { ComparedTable } from '#electron/data/compare-rows.ts'
import {
  type ComparisonDeps,
  compareValues,
  type LargeComparison,
} from '#electron/rpc/features/comparison.ts'
import { type BlobHash, ExecutionId } from '#shared/base/ids.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'

const [a, b] = [ExecutionId.parse('a'), ExecutionId.parse('b')]
const table = (letter: string): TableValue => ({
  kind: 'table',
  columns: [{ name: 'x', type: 'integer' }],
  rowCount: 2,
  ref: `blob:${letter.repeat(64)}`,
})

/** What is compared when a node gave these two values: rows of tables, or fields. */
async function compared(before: Value, after: Value, large?: LargeComparison) {
  const tables: ComparedTable[] = []
  const deps: ComparisonDeps = {
    store: { runs: {}, blobs: { path: (blob: BlobHash) => `/blobs/${blob.slice(0, 1)}` } } as never,
    whole: async ({ executionId }) => (executionId === a ? before : after) as never,
    ...(large ? { large } : {}),
    rows: {
      async rows(left, right) {
        tables.push(left, right)
        return 'rows' as never
      },
      close: async () => {},
    },
  }
  const query = { a, b, nodeId: 'n', states: ['changed' as const], offset: 0, limit: 9 }
  const result = await compareValues(deps, query, undefined)
  return tables.length > 0 ? tables.map((one) => ('path' in one ? one.path : one.records)) : result
}
const fields = (...changes: object[]) => ({ kind: 'value', fields: changes, more: false })

describe('two results of a node', () => {
  it('are compared row by row where both are tables, or lists of records', async () => {
    expect(await compared(table('c'), table('d'))).toEqual(['/blobs/c', '/blobs/d'])
    expect(await compared({ kind: 'json', json: [{ x: 1 }] }, table('d'))).toEqual([[{ x: 1 }], '/blobs/d'])
  })

  it('that are charts drawn alike are compared by what they are drawn from, else by how', async () => {
    const chart = (kind: string, data?: TableValue): Value => ({
      kind: 'chart',
      spec: { kind },
      ...(data ? { data } : {}),
    })
    expect(await compared(chart('line', table('c')), chart('line', table('d')))).toEqual([
      '/blobs/c',
      '/blobs/d',
    ])
    expect(await compared(chart('line', table('c')), chart('bar', table('d')))).toEqual(
      fields({ field: 'kind', before: 'line', after: 'bar' }),
    )
    expect(await compared(chart('line'), chart('line'))).toEqual(fields())
  })

  it('that are anything else are compared field by field', async () => {
    const file = (size: number, sha256?: string): Value => ({
      kind: 'file',
      path: '/x',
      size,
      ...(sha256 ? { sha256 } : {}),
    })
    expect(await compared(file(1), file(2, 'ab'))).toEqual(
      fields({ field: 'size', before: 1, after: 2 }, { field: 'sha256', before: null, after: 'ab' }),
    )
    expect(
      await compared({ kind: 'bytes', base64: 'AA==', size: 1 }, { kind: 'bytes', base64: 'AQ==', size: 1 }),
    ).toEqual(fields({ field: 'base64', before: 'AA==', after: 'AQ==' }))
    expect(await compared(table('c'), { kind: 'json', json: {} })).toMatchObject({
      kind: 'value',
      more: false,
    })
    const list = (value: number): Value => ({ kind: 'json', json: Array.from({ length: 300 }, () => value) })
    expect(await compared(list(1), list(2))).toMatchObject({ fields: { length: 200 }, more: true })
    expect(await compared({ kind: 'json', json: [] }, { kind: 'json', json: [{}] })).toEqual(
      fields({ field: '0', after: {} }),
    )
    expect(await compared({ ...table('c'), ref: 'run:1' }, table('d'))).toMatchObject({ kind: 'value' })
  })

  it('that are large are compared where they are, beside what is small', async () => {
    const list: ComparedTable = { key: 'k', records: [{ x: 1 }] }
    const where = (isList: boolean): LargeComparison => ({
      is: ({ executionId }) => executionId === a,
      list: async () => (isList ? list : null),
      changes: async ({ executionId }, other) => ({
        kind: 'value',
        fields: [{ field: `${executionId} ${other.executionId}` }],
        more: true,
      }),
    })
    const never: Value = { kind: 'large', of: 'json', ref: 'blob:1', size: 9, preview: null }
    expect(await compared(never, table('d'), where(true))).toEqual([[{ x: 1 }], '/blobs/d'])
    expect(await compared(never, table('d'), where(false))).toMatchObject({ fields: [{ field: 'a b' }] })
    expect(await compared(never, { kind: 'json', json: 1 }, where(true))).toMatchObject({ more: true })
  })
})
