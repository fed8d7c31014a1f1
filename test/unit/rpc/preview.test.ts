import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { previewOfJson, previewOfValue, sparkOf } from '#electron/rpc/preview.ts'
import { PREVIEW, ValuePreview } from '#shared/contract/preview.ts'
import { json } from '#shared/operation/value.ts'

describe('a value in small', () => {
  it('is the whole value where that is short', () => {
    expect(previewOfValue(json({ mass: 3.5, tags: ['a', null, true] }))).toEqual({
      kind: 'json',
      type: 'record',
      json: { mass: 3.5, tags: ['a', null, true] },
      text: '{"mass": 3.5, "tags": ["a", null, true]}',
      partial: false,
      size: 2,
    })
    expect(previewOfJson('plain')).toMatchObject({ type: 'text', text: 'plain', size: 5 })
    expect(previewOfJson(null)).toEqual({
      kind: 'json',
      type: 'nothing',
      json: null,
      text: 'null',
      partial: false,
    })
  })

  it('is the beginning of a long one', () => {
    const long = previewOfJson(Array.from({ length: 5000 }, (_, i) => i))
    expect(long).toMatchObject({ type: 'list', size: 5000, partial: true })
    expect(long.json).toBeUndefined()
    expect(long.text.startsWith('[0, 1, 2')).toBe(true)
    expect(long.spark).toHaveLength(PREVIEW.spark)
    expect(long.spark?.[0]).toBe(0)
    expect(long.spark?.at(-1)).toBe(4999)
    const text = previewOfJson('x'.repeat(60_000))
    expect(text).toMatchObject({ size: 60_000, partial: true, text: 'x'.repeat(PREVIEW.characters) })
  })

  it('never outgrows its limits', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const parsed = JSON.parse(JSON.stringify(value))
        const preview = previewOfJson(parsed)
        expect(ValuePreview.safeParse(preview).success).toBe(true)
        expect(preview.text.length).toBeLessThanOrEqual(PREVIEW.characters)
        expect(preview.partial).toBe(preview.json === undefined)
        if (!preview.partial) expect(preview.json).toEqual(parsed)
        expect(JSON.stringify(preview).length).toBeLessThan(10_000)
      }),
    )
  })

  it('survives deep nesting', () => {
    const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000))
    expect(previewOfJson(deep).partial).toBe(true)
  })

  it('draws a line only of numbers', () => {
    expect(sparkOf([1, 2])).toBeUndefined()
    expect(sparkOf([1, 'a', 3])).toBeUndefined()
    expect(sparkOf([1, 2, 3])).toEqual([1, 2, 3])
  })

  it('tells tables, charts, files and bytes by their facts', () => {
    const columns = Array.from({ length: 60 }, (_, i) => ({ name: `c${i}`, type: 'number' as const }))
    const table = previewOfValue({ kind: 'table', columns, rowCount: 9, ref: 'blob:x' })
    expect(table).toMatchObject({ kind: 'table', columnCount: 60, rowCount: 9, rows: [] })
    expect(table.kind === 'table' && table.columns.length).toBe(PREVIEW.columns)
    expect(previewOfValue({ kind: 'chart', spec: { a: 1 } })).toEqual({ kind: 'chart', spec: { a: 1 } })
    expect(previewOfValue({ kind: 'chart', spec: 'y'.repeat(9000) })).toEqual({ kind: 'chart' })
    expect(previewOfValue({ kind: 'file', path: 'a.csv', size: 3, sha256: 'x' })).toEqual({
      kind: 'file',
      path: 'a.csv',
      size: 3,
    })
    const base64 = Buffer.from('0123456789').toString('base64')
    expect(previewOfValue({ kind: 'bytes', base64, size: 10 })).toEqual({
      kind: 'bytes',
      size: 10,
      head: '30313233343536373839',
    })
  })

  it.each([
    ['json' as const, { kind: 'json', type: 'list', text: '[1, 2]', partial: true }],
    ['chart' as const, { kind: 'chart' }],
    ['bytes' as const, { kind: 'bytes', size: 99_999, head: '' }],
  ])('stands in for a large %s', (of, preview) => {
    expect(previewOfValue({ kind: 'large', of, ref: 'blob:x', size: 99_999, preview: [1, 2] })).toEqual(
      preview,
    )
  })
})
