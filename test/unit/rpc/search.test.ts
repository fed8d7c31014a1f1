import { describe, expect, it } from 'vitest'
import { jsonAt, placeIn } from '#electron/rpc/values/pages.ts'
import { findText, searchJson } from '#electron/rpc/values/search.ts'

const value = { Mass: [1, { unit: 'mg', mass: 12 }], note: 'no MASS here', off: null, deep: { yes: true } }

describe('a search', () => {
  it('finds keys and plain values in order, whatever their case', () => {
    expect(searchJson(value, 'mass')).toEqual([['Mass'], ['Mass', 1, 'mass'], ['note']])
    expect(searchJson(value, '1')).toEqual([
      ['Mass', 0],
      ['Mass', 1, 'mass'],
    ])
    expect(searchJson(value, 'null')).toEqual([['off']])
    expect(searchJson(value, 'true')).toEqual([['deep', 'yes']])
    expect(searchJson('mass', 'mass')).toEqual([])
    expect(searchJson(Array(2000).fill('x'), 'x')).toHaveLength(1000)
  })

  it('finds the next place in a text', () => {
    expect(findText('a.b A.B', 'a.b', 0)).toBe(0)
    expect(findText('a.b A.B', 'a.b', 1)).toBe(4)
    expect(findText('axb', 'a.b', 0)).toBeNull()
    expect(findText({ a: [1] }, '1', 0)).toBe(15)
  })
})

describe('a place', () => {
  it('is the child of a value that a key names', () => {
    expect(placeIn(value, 'deep')).toEqual({ index: 3, size: 1 })
    expect(placeIn(jsonAt(value, ['Mass']), 1)).toEqual({ index: 1, size: 2 })
    expect(placeIn(value, 'note')).toEqual({ index: 1, size: 0 })
    expect(() => placeIn(value, 'gone')).toThrow('nothing at "gone"')
  })
})
