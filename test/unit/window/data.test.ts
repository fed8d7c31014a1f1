import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexLine, imageType } from '../../../renderer/data/bytes.ts'
import { MOST_PIXELS, ROW, rowsInSight } from '../../../renderer/data/rowsInSight.ts'
import { lineAt, linesIn, type OpenPlace, pathText, unfold, wayTo } from '../../../renderer/data/tree.ts'

describe('rows in sight', () => {
  const at = (count: number, share: number, view = 480) => {
    const full = count * ROW
    const shown = Math.min(full, MOST_PIXELS)
    const top = Math.max(0, full - view) * share
    return rowsInSight({ count, top, scrollTop: Math.max(0, shown - view) * share, view, shown })
  }

  it('are those in the view and some beside, with the space of the others', () => {
    expect(at(1000, 0)).toEqual({ from: 0, to: 32, before: 0, after: 968 * ROW })
    const middle = at(1000, 0.5)
    expect(middle.before).toBe(middle.from * ROW)
    expect(middle.before + (middle.to - middle.from) * ROW + middle.after).toBe(1000 * ROW)
    expect(at(3, 0)).toMatchObject({ from: 0, to: 3, after: 0 })
    expect(at(0, 0)).toMatchObject({ from: 0, to: 0 })
  })

  it('of millions of rows stay within what a browser can lay out, and reach the last one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400_000, max: 2_000_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, share) => {
          const { from, to, before, after } = at(count, share)
          expect(before + (to - from) * ROW + after).toBeLessThanOrEqual(MOST_PIXELS + 40 * ROW)
          expect(to - from).toBeLessThanOrEqual(48)
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(count)
        },
      ),
    )
    expect(at(100_000_000, 1).to).toBe(100_000_000)
  })
})

describe('a tree', () => {
  const root: OpenPlace = { path: [], size: 3, open: new Map() }
  const open = unfold(root, [1], ['b'], 2)
  const deep = unfold(open, [1, 0], ['b', 0], 4)

  it('has a line for each child of what is unfolded', () => {
    expect([linesIn(root), linesIn(open), linesIn(deep)]).toEqual([3, 5, 9])
    const lines = Array.from({ length: 10 }, (_, i) => lineAt(deep, i))
    expect(lines.map((line) => line && `${line.depth}:${line.index}`)).toEqual([
      '0:0',
      '0:1',
      '1:0',
      '2:0',
      '2:1',
      '2:2',
      '2:3',
      '1:1',
      '0:2',
      undefined,
    ])
    expect(lines[1]?.unfolded?.path).toEqual(['b'])
    expect(lines[3]?.parent.path).toEqual(['b', 0])
  })

  it('finds the way to a line, and folds it again', () => {
    const line = lineAt(deep, 4)
    if (!line) throw new Error('It is there.')
    expect(wayTo(deep, line)).toEqual([1, 0, 1])
    expect(linesIn(unfold(deep, [1, 0], [], undefined))).toBe(5)
    expect(linesIn(unfold(deep, [1], [], undefined))).toBe(3)
    expect(unfold(deep, [], [], 1)).toBe(deep)
  })

  it('says paths as expressions do', () => {
    expect(pathText(['runs', 3, 'mass', 'a b', 0])).toBe('runs[3].mass["a b"][0]')
    expect(pathText([0, 'x'])).toBe('[0].x')
  })
})

describe('bytes', () => {
  it('are a line of hexadecimal and of signs', () => {
    expect(hexLine(new Uint8Array([0x41, 0x0a, 0xff]), 16)).toEqual({
      place: '00000010',
      hex: `41 0a ff${'   '.repeat(13)}`,
      text: 'A..',
    })
  })

  it('are known for a picture by how they begin', () => {
    const of = (...bytes: number[]) => imageType(new Uint8Array(bytes))
    expect(of(0x89, 0x50, 0x4e, 0x47, 1)).toBe('image/png')
    expect(of(0xff, 0xd8, 0xff)).toBe('image/jpeg')
    expect(imageType(new TextEncoder().encode('RIFF....WEBP'))).toBe('image/webp')
    expect(of(1, 2)).toBeUndefined()
  })
})
