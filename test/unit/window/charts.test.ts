import { describe, expect, it } from 'vitest'
import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { ChartSpec } from '#shared/operation/chart/spec.ts'
import { equalRanges, niceRange, placeText, tickText } from '../../../renderer/charts/axes.ts'
import { describeChart } from '../../../renderer/charts/describe.ts'
import { looksOf } from '../../../renderer/charts/looks.ts'
import { likelyChart } from '../../../renderer/charts/quick.ts'
import { sketchOf } from '../../../renderer/charts/sketch.ts'
import { windowOf } from '../../../renderer/charts/zoom.ts'

const series = (more: Partial<DrawnSeries> = {}): DrawnSeries => ({
  layer: 0,
  name: 'y',
  mark: 'line',
  panel: 'main',
  x: [0, 1, 2],
  y: [1, null, 3],
  total: 3,
  sampled: false,
  ...more,
})
const drawing = (list: DrawnSeries[], more: Partial<Drawing> = {}): Drawing => ({
  spec: ChartSpec.parse({
    title: 'T',
    x: { title: 'time' },
    y: { title: 'mass' },
    layers: [{ mark: 'line', name: 'y' }],
  }),
  x: { scale: 'number', extent: [0, 2] },
  y: { scale: 'number', extent: [1, 3] },
  series: list,
  ...more,
})

describe('axes', () => {
  it('begin and end on ticks', () => {
    expect(niceRange([-39.9, 99], false)).toEqual([-60, 120])
    expect(niceRange([0.1, 0.31], false)).toEqual([0.1, 0.35])
    expect(niceRange([0, 199], false)).toEqual([0, 200])
    expect(niceRange([2, 2], false)).toEqual([1, 3])
    expect(niceRange([0, 0], false)).toEqual([-1, 1])
    expect(niceRange([0.02, 30], true)).toEqual([0.01, 100])
    expect(niceRange([10, 10], true)).toEqual([1, 100])
    expect(equalRanges([0, 10], [0, 1], 100, 50)).toEqual([
      [0, 10],
      [0, 5],
    ])
  })

  it('say places in words', () => {
    expect(placeText(1_704_067_200_000, { scale: 'time', extent: null })).toMatch(/2024/)
    expect(placeText(3_600_500, { scale: 'time', extent: null })).toMatch(/0?1:00:00.*\.500/)
    const names = { scale: 'category' as const, names: ['a', 2.5], namesAre: 'number' as const, extent: null }
    expect([placeText(0, names), placeText(1, names), placeText(9, names)]).toEqual(['a', '2.5', ''])
    expect(placeText(1.23456789, { scale: 'number', extent: null }, true)).toBe('1.23457')
    expect([tickText(30), tickText(83.271123456789)]).toEqual(['30', ''])
  })
})

describe('a chart', () => {
  it('is described in sentences', () => {
    expect(describeChart(drawing([series()]))).toBe(
      'Line chart “T”: mass over time. x from 0 to 2. y from 1 to 3. 1 series: y, 3 rows from 1 to 3.',
    )
    const many = Array.from({ length: 8 }, (_, i) => series({ name: `s${i}`, y: [null], x: [0] }))
    expect(describeChart(drawing(many, { y: { scale: 'number', extent: null } }))).toContain(
      'and 2 more series',
    )
  })

  it('tells series apart by more than their hue', () => {
    const looks = looksOf(
      Array.from({ length: 10 }, () => series()),
      'light',
    )
    expect(new Set(looks.map((look) => look.color)).size).toBe(5)
    expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(10)
    expect(looks[0]?.dash).toBe('solid')
  })

  it('is sketched in a few strokes, with gaps as gaps', () => {
    const [line] = sketchOf(drawing([series()]), { width: 104, height: 64 })
    expect(line).toEqual({ series: 0, path: 'M2.0,62.0M102.0,2.0', filled: undefined })
    const marks = (['points', 'bars', 'spans', 'boxes', 'cells'] as const).flatMap((mark) =>
      sketchOf(
        drawing(
          [series({ mark, boxes: [[0, 1, 2, 3, 4]], until: [1, 2, 3], value: [1, 2, 3], y: [1, 1, 1] })],
          {
            x: { scale: 'category', names: ['a', 'b', 'c'], extent: [0, 2] },
          },
        ),
        { width: 104, height: 64 },
      ),
    )
    expect(marks.every(({ path }) => path !== '' && !path.includes('NaN'))).toBe(true)
    expect(sketchOf(drawing([series({ panel: 'below' })]), { width: 9, height: 9 })).toEqual([])
  })
})

describe('the window of a zoom', () => {
  it('is undefined for all, else what is seen', () => {
    expect(windowOf({})).toBeUndefined()
    expect(windowOf({ dataZoom: [{}] })).toBeUndefined()
    expect(windowOf({ dataZoom: [{ start: 0, end: 100, startValue: 0, endValue: 9 }] })).toBeUndefined()
    const x = { start: 25, end: 50, startValue: 5, endValue: 2 }
    expect(windowOf({ dataZoom: [x] })).toEqual({ x: [2, 5] })
    expect(windowOf({ dataZoom: [x, { start: 0, end: 100, startValue: 1, endValue: 4 }] })).toEqual({
      x: [2, 5],
      y: [1, 4],
    })
  })
})

describe('a quick chart', () => {
  const columns = (...types: ('number' | 'text' | 'date')[]) =>
    types.map((type, i) => ({ name: `c${i}`, type }))

  it('is the one that a table is most likely wanted as', () => {
    expect(likelyChart(columns('text'))).toBeNull()
    expect(likelyChart(columns('number', 'number'))).toMatchObject({ kind: 'line', x: 'c0', y: ['c1'] })
    expect(likelyChart(columns('number', 'date'))).toMatchObject({ kind: 'line', x: 'c1', y: ['c0'] })
    expect(likelyChart(columns('text', 'number'))).toMatchObject({ kind: 'bar', x: 'c0', y: ['c1'] })
    expect(likelyChart(columns('number'))).toMatchObject({ kind: 'histogram', y: ['c0'] })
  })
})
