import { describe, expect, it } from 'vitest'
import { jsonScopeName, scopeName } from '#electron/rpc/expressions/names.ts'
import { problemOf } from '#electron/rpc/expressions/problem.ts'

describe('a name in scope', () => {
  it('offers a table’s columns', () => {
    const columns = [
      { name: 'mass', type: 'number' as const, unit: 'g' },
      { name: 'id', type: 'text' as const },
    ]
    expect(scopeName('t', { kind: 'table', columns, rowCount: 3, ref: 'blob:x' })).toEqual({
      name: 't',
      type: 'table',
      members: [
        { name: 'mass', type: 'number' },
        { name: 'id', type: 'text' },
      ],
    })
  })

  it('offers a record’s fields, or those of a list’s records', () => {
    expect(jsonScopeName('r', { a: 1, b: [] }).members).toEqual([
      { name: 'a', type: 'number' },
      { name: 'b', type: 'list' },
    ])
    expect(jsonScopeName('l', [{ a: 1 }, 7, { a: 'x', c: null }])).toEqual({
      name: 'l',
      type: 'list',
      members: [
        { name: 'a', type: 'number' },
        { name: 'c', type: 'nothing' },
      ],
    })
    expect(jsonScopeName('n', 4)).toEqual({ name: 'n', type: 'number', members: [] })
  })

  it('offers what is seen of a large value, and nothing of others', () => {
    const large = {
      kind: 'large' as const,
      of: 'json' as const,
      ref: 'blob:x',
      size: 99_999,
      preview: [{ a: 1 }],
    }
    expect(scopeName('v', large).members).toEqual([{ name: 'a', type: 'number' }])
    expect(scopeName('f', { kind: 'file', path: 'x', size: 1 })).toEqual({
      name: 'f',
      type: 'file',
      members: [],
    })
    expect(scopeName('u', undefined)).toEqual({ name: 'u', type: 'unknown', members: [] })
  })

  it('has a limit', () => {
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]))
    expect(jsonScopeName('w', wide).members).toHaveLength(500)
  })
})

describe('the place of a problem', () => {
  const error = { code: 'expression_failed', message: 'No.' }

  it('is the rest of its line', () => {
    const problem = problemOf({ ...error, data: { line: 2, column: 3 } }, 'one\ntwo words\nthree')
    expect(problem).toMatchObject({ from: 6, to: 13 })
  })

  it('stays within the text', () => {
    expect(problemOf({ ...error, data: { line: 9, column: 9 } }, 'one')).toMatchObject({ from: 3 })
    expect(problemOf({ ...error, data: { line: 1, column: 0 } }, 'one')).toMatchObject({ from: 0, to: 3 })
  })

  it('may be unknown', () => {
    expect(problemOf(error, 'x')).toEqual({ error })
    expect(problemOf({ ...error, data: { line: 'x' } }, 'x')).not.toHaveProperty('from')
  })
})
