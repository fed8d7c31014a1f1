import { describe, expect, it } from 'vitest'
import { duckFailure } from '#electron/data/failure.ts'
import { checkExpression, checkQuery } from '#electron/data/guard.ts'
import { findSource, resolveSource } from '#electron/data/source.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import { fileFormatOf } from '#shared/operation/file-formats.ts'
import { outputFormatOf } from '#shared/operation/output/file.ts'
import { registry } from '#shared/operation/registry.ts'

const words = (id: string, config: JsonRecord): string | undefined => {
  const spec = registry(id)
  return spec?.describe?.(spec.config.parse(config))
}

describe('what a node on tables does, in words', () => {
  it.each<[string, JsonRecord, string]>([
    ['data_input.file', { path: 'a.csv' }, 'a.csv'],
    ['data_input.file', { parameter: 'source' }, '{source}'],
    ['data_input.database', { path: 'lab.db', table: 'runs' }, 'runs in lab.db'],
    ['data_input.database', { path: 'lab.db', sql: 'SELECT 1' }, 'SELECT 1'],
    [
      'transform.filterRows',
      {
        conditions: [
          { column: 'm', operator: 'gte', value: 2 },
          { column: 'b', operator: 'missing' },
        ],
      },
      'm ≥ 2 and b is missing',
    ],
    [
      'transform.filterRows',
      {
        match: 'any',
        conditions: [
          { column: 'm', operator: 'lt', input: 'limit' },
          { column: 'b', operator: 'contains', value: 'x' },
        ],
      },
      'm < limit or b contains "x"',
    ],
    ['transform.filterRows', { sql: 'm > 2' }, 'm > 2'],
    ['transform.derive', { columns: [{ name: 'd', sql: 'm / v' }] }, 'd = m / v'],
    ['transform.select', { columns: [{ column: 'a' }, { column: 'b', name: 'c' }] }, 'a, b as c'],
    ['transform.sort', { by: [{ column: 'a' }, { column: 'b', descending: true }] }, 'a ↑, b ↓'],
    ['transform.limit', { count: 5 }, 'first 5'],
    ['transform.limit', { count: 5, skip: 10 }, '5 after 10'],
    ['transform.distinct', {}, 'in all columns'],
    ['transform.distinct', { columns: ['a', 'b'] }, 'a, b'],
    ['transform.sample', { count: 5 }, '5, seed 1'],
    ['transform.sample', { by: 'fraction', fraction: 0.25, seed: 3 }, '25 %, seed 3'],
    ['transform.group', { by: ['k'], values: [{ of: 'mean', column: 'm' }] }, 'mean of m by k'],
    ['transform.group', { by: ['k'], values: [] }, 'groups by k'],
    ['transform.group', {}, 'count'],
    [
      'transform.join',
      { kind: 'left', keys: [{ left: 'a' }, { left: 'b', right: 'c' }] },
      'left on a, b = c',
    ],
    ['transform.union', { sourceColumn: 'week' }, 'with week'],
    ['transform.union', {}, ''],
    ['transform.sql', { sql: ' SELECT 1\nAS one' }, 'SELECT 1'],
    ['output.file', { path: 'out.csv' }, 'out.csv'],
    ['output.table', { title: 'Masses' }, 'Masses'],
  ])('%s %j', (id, config, expected) => {
    expect(words(id, config)).toBe(expected)
  })

  it('tells which files a node reads', () => {
    const reads = (id: string, config: JsonRecord) =>
      registry(id)?.reads?.(registry(id)?.config.parse(config))
    expect(reads('data_input.file', { path: 'a.csv' })).toEqual(['a.csv'])
    expect(reads('data_input.file', { parameter: 'p', path: 'a.csv' })).toEqual([{ parameter: 'p' }])
    expect(reads('data_input.file', {})).toEqual([])
    expect(reads('data_input.database', { path: 'a.db' })).toEqual(['a.db'])
    expect(reads('data_input.database', {})).toEqual([])
  })
})

describe('formats', () => {
  it.each([
    ['a.CSV', 'csv'],
    ['a.tab', 'tsv'],
    ['a.b.jsonl', 'ndjson'],
    ['a.pq', 'parquet'],
    ['a', undefined],
    ['a.csv/b', undefined],
    ['a.constructor', undefined],
    ['.csv', 'csv'],
  ])('of %s, read: %s', (path, format) => {
    expect(fileFormatOf(path, 'auto')).toBe(format)
    expect(fileFormatOf(path, 'xy')).toBe('xy')
  })

  it.each([
    ['a.md', 'text'],
    ['a.JSON', 'json'],
    ['a.tsv', undefined],
    ['toString', undefined],
  ])('of %s, written: %s', (path, format) => {
    expect(outputFormatOf(path, 'auto')).toBe(format)
    expect(outputFormatOf(path, 'csv')).toBe('csv')
  })
})

describe('where files are looked for', () => {
  const here = import.meta.dirname
  const name = 'table-words.test.ts'

  it('is as it stands, or each folder in order', () => {
    expect(findSource(name, ['/nowhere', here])).toBe(`${here}/${name}`)
    expect(resolveSource(`${here}/${name}`, [])).toBe(`${here}/${name}`)
    expect(findSource('nothing', [here])).toBeUndefined()
  })

  it('is said when there is none', () => {
    expect(() => resolveSource('nothing', ['/a', '/b', '/a'])).toThrow(
      'There is no file "nothing". Looked for: /a/nothing, /b/nothing.',
    )
    expect(() => resolveSource('/a/nothing', ['/b'])).toThrow(/^There is no file "\/a\/nothing"\.$/)
    expect(() => resolveSource('', ['/b'])).toThrow('No file is chosen')
  })
})

describe('what DuckDB says', () => {
  it.each([
    ['Parser Error: syntax error at or near "x"\n\nLINE 1: x', 'sql_invalid', 'syntax error at or near "x".'],
    [
      'Catalog Error: Scalar Function with name f does not exist!\nDid you mean "g"?\n\nLINE 1: f',
      'sql_invalid',
      'Scalar Function with name f does not exist! Did you mean "g"?',
    ],
    [
      'Binder Error: Referenced column "a" not found in FROM clause!\nCandidate bindings: "ab", "b"',
      'column_missing',
      'There is no column "a": did you mean "ab"?',
    ],
    [
      'Binder Error: Referenced column "a" was not found because the FROM clause is missing',
      'column_missing',
      'There is no column "a".',
    ],
    ['Conversion Error: Could not convert string', 'sql_failed', 'Could not convert string.'],
    [
      'Out of Memory Error: could not allocate',
      'out_of_memory',
      'The tables of this run need more memory than there is: filter or group earlier, or read fewer columns.',
    ],
    ['Permission Error: no', 'sql_not_allowed', 'no.'],
    [
      'IO Error: Could not write file "/d/x": No space left on device',
      'store_full',
      'The disk is full: free some space, then run the chain again.',
    ],
  ])('%s', (message, code, said) => {
    expect(duckFailure(new Error(message))).toMatchObject({ code, message: said })
  })

  it('of bugs is left as it is', () => {
    for (const message of ['INTERNAL Error: x', 'IO Error: Could not read']) {
      const bug = new Error(message)
      expect(duckFailure(bug)).toBe(bug)
    }
    expect(duckFailure('text')).toBe('text')
  })
})

describe('a tree that DuckDB has not made', () => {
  const statement = (node: JsonRecord) => ({ error: false, statements: [{ node }] })

  it.each([
    ['part', statement({ type: 'SELECT_NODE', from_table: { type: 'NEW_KIND' } })],
    ['expression', statement({ type: 'SELECT_NODE', select_list: [{ class: 'NEW_KIND', type: 'X' }] })],
    ['function without a name', statement({ type: 'SELECT_NODE', select_list: [{ class: 'FUNCTION' }] })],
    [
      'table function without a function',
      statement({ type: 'SELECT_NODE', from_table: { type: 'TABLE_FUNCTION' } }),
    ],
    ['table without a name', statement({ type: 'SELECT_NODE', from_table: { type: 'BASE_TABLE' } })],
  ])('is refused for an unknown %s', (_what, tree) => {
    expect(() => checkQuery(tree, {})).toThrow(/not allowed|no input/)
  })

  it('is a bug where it is none', () => {
    expect(() => checkQuery(null, {})).toThrow('no tree')
    expect(() => checkExpression('x')).toThrow('no tree')
    expect(() => checkExpression(statement({ type: 'SELECT_NODE' }))).toThrow('One expression')
  })
})
