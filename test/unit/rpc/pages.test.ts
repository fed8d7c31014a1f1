import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPage, textPage } from '#electron/rpc/values/pages.ts'
import type { Json } from '#shared/base/json.ts'

describe('pages of a text', () => {
  it('are parts of a text itself, or of a value’s JSON', () => {
    expect(textPage('abcdef', 2, 3)).toEqual({ text: 'cde', offset: 2, size: 6 })
    expect(textPage('abc', 9, 3)).toEqual({ text: '', offset: 9, size: 3 })
    expect(textPage({ a: [1] }, 0, 100).text).toBe('{\n  "a": [\n    1\n  ]\n}')
  })

  it('cut no character in two, and lose none', () => {
    expect(textPage('a😀b', 0, 2).text).toBe('a')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 2, max: 9 }),
        (text, limit) => {
          let all = ''
          while (all.length < text.length) {
            const page = textPage(text, all.length, limit)
            expect(page.text.isWellFormed()).toBe(true)
            expect(page.text.length).toBeGreaterThan(0)
            all += page.text
          }
          expect(all).toBe(text)
        },
      ),
    )
  })

  it('asked for at fixed places are the whole text, too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 9 }),
        (text, limit) => {
          let all = ''
          for (let at = 0; at < text.length; at += limit) {
            const page = textPage(text, at, limit)
            expect([page.text.isWellFormed(), page.offset]).toEqual([true, all.length])
            all += page.text
          }
          expect(all).toBe(text)
        },
      ),
    )
  })
})

describe('pages of a JSON value', () => {
  const value: Json = { list: [10, 20, 30], nested: { deep: 'x' }, n: null }

  it('give the children of a place, each in small', () => {
    expect(jsonPage(value, [], 0, 2)).toMatchObject({
      self: { type: 'record', size: 3 },
      entries: [
        { key: 'list', value: { type: 'list', size: 3 } },
        { key: 'nested', value: { type: 'record' } },
      ],
      offset: 0,
      size: 3,
    })
    expect(jsonPage(value, ['list'], 1, 9).entries).toMatchObject([
      { key: 1, value: { json: 20 } },
      { key: 2, value: { json: 30 } },
    ])
    expect(jsonPage(value, ['nested', 'deep'], 0, 9)).toMatchObject({
      self: { json: 'x' },
      entries: [],
      size: 0,
    })
    expect(jsonPage(value, [], 2, 1).entries).toMatchObject([{ key: 'n', value: { type: 'nothing' } }])
  })

  it.each([[['list', 7]], [['nested', 'toString']], [['n', 'x']], [['list', 'length']]])(
    'know nothing at %j',
    (path) => {
      expect(() => jsonPage(value, path, 0, 1)).toThrow(expect.objectContaining({ code: 'value_missing' }))
    },
  )
})
