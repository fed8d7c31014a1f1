import { describe, expect, it } from 'vitest'
import { describeChart } from '../../../renderer/charts/describe.ts'
import { looksOf } from '../../../renderer/charts/looks.ts'
import { likelyChart } from '../../../renderer/charts/quick.ts'
import { sketchOf } from '../../../renderer/charts/sketch.ts'
import { seenOf, windowOf } from '../../../renderer/charts/zoom.ts'
import { drawing, series } from './drawings.ts'

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

  it('is sketched with bars that stand on a logarithmic axis, those of nothing left out', () => {
    const bins = series({ mark: 'bins', x: [0, 1, 2], until: [1, 2, 3], y: [1, 0, 100] })
    const y = { scale: 'number' as const, extent: [1, 100] as [number, number] }
    const log = drawing([bins], { x: { scale: 'number', extent: [0, 3] }, y }, { y: { log: true } })
    // From a tenth to a hundred there are three decades: a bar of 1 is one of them high.
    expect(sketchOf(log, { width: 64, height: 64 })[0]?.path).toBe(
      'M2.0,42.0h20.0v20.0h-20.0zM42.0,2.0h20.0v60.0h-20.0z',
    )
  })
})

describe('the window of a zoom', () => {
  const even = drawing([series()])
  const seen = (option: object, of = even) => windowOf(seenOf(option), of)

  it('is undefined for all, else what is seen', () => {
    expect(seen({})).toBeUndefined()
    expect(seen({ dataZoom: [{}] })).toBeUndefined()
    expect(seen({ dataZoom: [{ start: 0, end: 100, startValue: 0, endValue: 9 }] })).toBeUndefined()
    const x = { start: 25, end: 50, startValue: 5, endValue: 2 }
    expect(seen({ dataZoom: [x] })).toEqual({ x: [2, 5] })
    expect(seen({ dataZoom: [x, { start: 0, end: 100, startValue: 1, endValue: 4 }] })).toEqual({
      x: [2, 5],
      y: [1, 4],
    })
  })

  it('is in values, of a logarithmic axis too', () => {
    const log = drawing([series()], {}, { x: { log: true }, y: { log: true } })
    const zooms = [
      { start: 25, end: 50, startValue: -2, endValue: 3 },
      { start: 0, end: 100, startValue: 0, endValue: 1 },
    ]
    expect(seen({ dataZoom: zooms }, log)).toEqual({ x: [0.01, 1000], y: [1, 10] })
    const times = { ...log, x: { scale: 'time' as const, extent: null } }
    expect(seen({ dataZoom: zooms.slice(0, 1) }, times)).toEqual({ x: [-2, 3] })
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
