import { describe, expect, it } from 'vitest'
import type { ValuePreview } from '#shared/contract/preview.ts'
import { keysOf, matches } from '../../../renderer/actions/shortcut.ts'
import { folderOf, joinPath, nameOf } from '../../../renderer/files/paths.ts'
import { readLiteral, writeLine, writeLiteral } from '../../../renderer/inspector/form/literal.ts'
import { byType, portFor, searchOperations } from '../../../renderer/model/operations.ts'
import { cellText, spokenCell } from '../../../renderer/results/cells.ts'
import { lineOf } from '../../../renderer/results/preview.ts'
import { formatAgo, formatBytes, formatDuration, formatNumber, plural } from '../../../renderer/ui/format.ts'

describe('numbers and times', () => {
  it('have six significant digits at most', () => {
    expect(formatNumber(3.48219381)).toBe('3.48219')
    expect(formatNumber(1_204)).toBe('1,204')
    expect(formatNumber(12_345_678)).toBe('12,345,678')
    expect(formatNumber(0.000012345)).toBe('1.2345E-5')
    expect(formatNumber(-2.5e12)).toBe('-2.5E12')
    expect(formatNumber(0)).toBe('0')
  })

  it('go from milliseconds to hours', () => {
    expect([0.42, 38, 1240, 59_949, 125_000, 3_780_000].map(formatDuration)).toEqual([
      '0.4 ms',
      '38 ms',
      '1.24 s',
      '59.9 s',
      '2 min 5 s',
      '1 h 3 min',
    ])
  })

  it('tell sizes, counts and how long ago', () => {
    expect([812, 1400, 999_600, 3_200_000].map(formatBytes)).toEqual(['812 B', '1.4 kB', '1 MB', '3.2 MB'])
    expect([plural(1, 'node'), plural(3, 'node'), plural(2, 'is', 'are')]).toEqual([
      '1 node',
      '3 nodes',
      '2 are',
    ])
    const now = Date.UTC(2026, 0, 10)
    expect([0, 65_000, 7_200_000, 90_000_000].map((ms) => formatAgo(now - ms, now))).toEqual([
      'just now',
      '1 minute ago',
      '2 hours ago',
      'yesterday',
    ])
    expect(formatAgo(now - 30 * 86_400_000, now)).toMatch(/2025/)
    // A list's clock ticks seldom: what it shows may have begun since.
    expect([14_000, 90_000].map((ms) => formatAgo(now + ms, now))).toEqual(['just now', 'just now'])
  })
})

describe('a value in small', () => {
  const json = (
    type: 'list' | 'text' | 'number' | 'record' | 'boolean' | 'nothing',
    rest: object,
  ): ValuePreview => ({
    kind: 'json',
    type,
    text: '…',
    partial: false,
    ...rest,
  })

  it.each<[ValuePreview, string]>([
    [json('number', { json: 3.123456789, text: '3.123456789' }), '3.12346'],
    [json('number', { text: '1e400' }), '1e400'],
    [json('text', { json: 'two\n lines ' }), 'two lines'],
    [json('text', { json: '  ' }), 'empty text'],
    [json('text', { text: 'x'.repeat(200) }), `${'x'.repeat(79)}…`],
    [json('list', { size: 0 }), 'empty list'],
    [json('list', { size: 2, spark: [1, 2] }), '2 numbers'],
    [json('list', { size: 12 }), '12 items'],
    [json('record', { size: 0, json: {} }), 'empty record'],
    [
      json('record', { size: 4, json: { a: 1.5, b: [1], c: true, d: { e: 1 } } }),
      'a 1.5 · b 1 item · c yes · d 1 field',
    ],
    [json('record', { size: 900 }), '900 fields'],
    [json('boolean', { json: false }), 'no'],
    [json('nothing', { json: null }), 'nothing'],
    [{ kind: 'table', columns: [], columnCount: 6, rowCount: 1204, rows: [] }, '1,204 × 6'],
    [{ kind: 'chart' }, 'chart'],
    [{ kind: 'file', path: 'C:\\data\\a.csv', size: 1400 }, 'a.csv · 1.4 kB'],
    [{ kind: 'bytes', size: 12, head: '00' }, '12 B'],
  ])('of %j is "%s"', (preview, text) => expect(lineOf(preview).text).toBe(text))

  it('is exact on asking', () => {
    expect(lineOf(json('number', { json: 3.123456789, text: '3.123456789' })).exact).toBe('3.123456789')
    expect(cellText(1 / 3)).toBe('0.333333')
    expect([null, undefined, 'a', true, { a: 1 }].map(cellText)).toEqual(['', '', 'a', 'yes', '{"a":1}'])
  })
})

describe('a value as typed', () => {
  it.each([3.5, true, null, 'word', '3.5', '"', [1, 2], { a: 1 }, ''])(
    '%j is read as it was written',
    (value) => {
      expect(readLiteral(writeLiteral(value))).toEqual(value)
    },
  )

  it('is text where it is nothing else', () => {
    expect(readLiteral('[1,')).toBe('[1,')
    expect(readLiteral(' 12345678901234567891')).toBe('12345678901234567891')
    expect(readLiteral('1e999')).toBe('1e999')
    expect(readLiteral('9007199254740991')).toBe(9007199254740991)
    expect(writeLiteral(undefined)).toBe('')
    const nested = [1.05, { a: [], 'b  c': '[\n  1]' }]
    expect(writeLine(nested)).toBe('[1.05, {"a": [], "b  c": "[\\n  1]"}]')
    expect(readLiteral(writeLine(nested))).toEqual(nested)
    expect([undefined, null, 'a\n  b'].map(writeLine)).toEqual(['', 'null', 'a\n  b'])
  })
})

describe('keys', () => {
  const press = (key: string, held = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  })

  it('match as the keyboard gives them', () => {
    expect(matches('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
    expect(matches('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matches('Mod+Z', press('z', { metaKey: true }), true)).toBe(true)
    expect(matches('Mod+Z', press('z', { metaKey: true }), false)).toBe(false)
    expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(matches('/', press('/'), false)).toBe(true)
    expect(matches('C', press('c', { ctrlKey: true }), false)).toBe(false)
    expect(matches('Delete', press('Delete'), false)).toBe(true)
  })

  it('are named as they are on each keyboard', () => {
    expect(keysOf('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keysOf('Mod+Enter', true)).toEqual(['⌘', '↩'])
  })
})

describe('paths', () => {
  it('are of either kind', () => {
    expect([nameOf('/a/b.csv'), nameOf('C:\\a\\b.csv'), nameOf('b.csv')]).toEqual(['b.csv', 'b.csv', 'b.csv'])
    expect([folderOf('/a/b.csv'), folderOf('C:\\a\\b.csv'), folderOf('b.csv'), folderOf('/b')]).toEqual([
      '/a',
      'C:\\a',
      '',
      '/',
    ])
    expect([joinPath('/a', 'b'), joinPath('/', 'b'), joinPath('C:\\a', 'b')]).toEqual([
      '/a/b',
      '/b',
      'C:\\a\\b',
    ])
  })
})

describe('the search of operations', () => {
  it('finds by title, keyword, type and use, best first', () => {
    expect(searchOperations('filter r')[0]?.id).toBe('transform.filterRows')
    expect(searchOperations('expression calculate')[0]?.id).toBe('calculate.expression')
    expect(searchOperations('branch')[0]?.type).toBe('CONDITION')
    expect(searchOperations('zzz')).toEqual([])
  })

  it('offers only what can take the value of a loose wire', () => {
    const takers = searchOperations('', { side: 'source', type: 'number' })
    expect(takers.some((spec) => spec.type === 'DATA_INPUT')).toBe(false)
    expect(takers.some((spec) => spec.id === 'transform.sort')).toBe(false)
    for (const spec of takers) expect(portFor(spec, { side: 'source', type: 'number' })).toBeDefined()
    expect(byType(takers).map(({ type }) => type)).not.toContain('DATA_INPUT')
  })
})

it('a cell is told with its column and row, an empty one as nothing, one that is not there yet as such', () => {
  const told = [1.5, null, undefined].map((value) => spokenCell('x', 999, value))
  expect(told).toEqual(['x, row 1,000: 1.5', 'x, row 1,000: nothing', 'x, row 1,000: still being read'])
})
