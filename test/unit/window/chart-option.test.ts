import { describe, expect, it } from 'vitest'
import type { Drawing, DrawnSeries } from '#shared/contract/drawing.ts'
import { type EChartsType, init } from '../../../renderer/charts/echarts.ts'
import { frameOf, legendRoom, type View } from '../../../renderer/charts/frame.ts'
import { inPlace, optionOf } from '../../../renderer/charts/option.ts'
import { seenOf, windowOf, zoomed } from '../../../renderer/charts/zoom.ts'
import { drawing, series } from './drawings.ts'

const VIEW: View = { scheme: 'light', size: { width: 600, height: 400 } }
const LOG_Y = { y: { log: true } }
const numbers = (from: number, to: number) => ({
  scale: 'number' as const,
  extent: [from, to] as [number, number],
})

function shown<T>(whole: Drawing, view: View, look: (chart: EChartsType) => T): T {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...view.size })
  chart.setOption({ ...optionOf(whole, whole, view), animation: false })
  const found = look(chart)
  chart.dispose()
  return found
}

const svgOf = (whole: Drawing, view = VIEW): string =>
  shown(whole, view, (chart) => chart.renderToSVGString())
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text)

/** [top, bottom] of the rectangles that are filled with a series' colour. */
function heightsIn(svg: string, color: string): [number, number][] {
  const paths = [
    ...svg.matchAll(/<path d="M[-\d.]+ ([-\d.]+)l[-\d.]+ [-\d.]+l[-\d.]+ ([-\d.]+)[^"]*"([^>]*)>/g),
  ]
  return paths
    .filter(([, , , rest = '']) => rest.includes(`fill="${color}"`))
    .map(([, start, height]) => {
      const [a, b] = [Number(start), Number(start) + Number(height)]
      return [Math.min(a, b), Math.max(a, b)]
    })
}

interface Drawn {
  readonly name: string
  readonly id: string
  readonly data: (number | null)[] | (number | null)[][]
  readonly itemStyle: { readonly color: string }
  readonly lineStyle?: { readonly type: unknown }
  readonly symbol?: unknown
  readonly clip?: boolean
}
const seriesIn = (part: Drawing, whole = part, view = VIEW): Drawn[] =>
  optionOf(part, whole, view).series as unknown as Drawn[]

describe('a logarithmic axis', () => {
  const bars = (y: number[]): Drawing => {
    const names = y.map((_, i) => `n${i}`)
    return drawing(
      [series({ mark: 'bars', x: y.map((_, i) => i), y })],
      {
        x: { scale: 'category', names, namesAre: 'category', extent: [0, y.length - 1] },
        y: numbers(Math.min(...y), Math.max(...y)),
      },
      LOG_Y,
    )
  }

  it.each([[[1, 10, 100, 1000]], [[0.0001, 0.001, 0.01, 0.1]]])('has bars of %j that stand up', (y) => {
    const whole = bars(y)
    const color = seriesIn(whole)[0]?.itemStyle.color ?? ''
    const boxes = heightsIn(svgOf(whole), color)
    expect(boxes).toHaveLength(4)
    const bottoms = new Set(boxes.map(([, bottom]) => Math.round(bottom)))
    expect(bottoms.size).toBe(1)
    const tall = boxes.map(([top, bottom]) => bottom - top)
    // A decade is as high for each: the least has one, and every other one more.
    for (const [i, height] of tall.entries()) expect(height).toBeCloseTo((i + 1) * (tall[0] ?? 0), 0)
    expect(tall[0]).toBeGreaterThan(30)
  })

  it('has the counts of a histogram, and nothing for an empty bin', () => {
    const bins = series({ mark: 'bins', x: [0, 1, 2], until: [1, 2, 3], y: [1, 0, 100] })
    const whole = drawing([bins], { x: numbers(0, 3), y: numbers(1, 100) }, LOG_Y)
    const [drawn] = seriesIn(whole)
    expect(drawn?.data).toEqual([
      [0, 1, 0],
      [1, 2, null],
      [2, 3, 2],
    ])
    const boxes = heightsIn(svgOf(whole), drawn?.itemStyle.color ?? '')
    expect(boxes).toHaveLength(2)
    const [low = [0, 0], high = [0, 0]] = boxes
    expect(high[1] - high[0]).toBeCloseTo(3 * (low[1] - low[0]), 0)
  })

  it('has error bars that reach to 0 or below drawn down to its floor', () => {
    const points = series({ mark: 'points', x: [1, 2], y: [10, 100], error: [15, 20] })
    const whole = drawing([points], { x: numbers(1, 2), y: numbers(10, 120) }, LOG_Y)
    const [, errors] = seriesIn(whole)
    expect(errors?.clip).toBe(true)
    expect(errors?.data).toEqual([
      [1, 1, Math.log10(25)],
      [2, Math.log10(80), Math.log10(120)],
    ])
    expect(svgOf(whole)).not.toContain('NaN')
    expect(textsOf(svgOf(whole))).toContain('1,000')
  })

  it('zooms by decades about its middle, and tells the window in values', () => {
    const whole = drawing(
      [series({ mark: 'points', x: [1, 1e6], y: [1, 2] })],
      { x: numbers(1, 1e6), y: numbers(1, 2) },
      { x: { log: true } },
    )
    const [window, texts] = shown(whole, VIEW, (chart) => {
      zoomed(chart, 0.5)
      const seen = seenOf(chart.getOption())
      chart.setOption(frameOf(whole, { ...VIEW, seen }))
      return [windowOf(seen, whole), textsOf(chart.renderToSVGString())]
    })
    // A quarter and three quarters of six decades.
    expect(window?.x[0]).toBeCloseTo(10 ** 1.5, 6)
    expect(window?.x[1]).toBeCloseTo(10 ** 4.5, 2)
    expect(texts).toEqual(expect.arrayContaining(['50', '100', '1,000', '10,000', '20,000']))
    expect(texts).not.toContain('1,000,000')
  })
})

describe('a part of a chart', () => {
  const three = ['alpha', 'beta', 'gamma'].map((name, i) => series({ name, x: [i], y: [i], sampled: true }))
  const whole = drawing(three)

  it('keeps the looks of its series and a place for each', () => {
    const gamma = series({ name: 'gamma', x: [2, 3], y: [2, 4] })
    const part: Drawing = { ...whole, series: [gamma] }
    const looks = (list: Drawn[]) =>
      list.map(({ id, name, itemStyle, lineStyle, symbol }) => [
        id,
        name,
        itemStyle.color,
        lineStyle?.type,
        symbol,
      ])
    expect(looks(seriesIn(part, whole))).toEqual(looks(seriesIn(whole)))
    expect(seriesIn(part, whole).map(({ data }) => data)).toEqual([
      [],
      [],
      [
        [2, 2],
        [3, 4],
      ],
    ])
  })

  it('tells series of one name apart by their layers, and takes each once', () => {
    const one = (layer: number, y: number): DrawnSeries => series({ layer, name: 'v', x: [0], y: [y] })
    const list = [one(0, 1), one(1, 2), one(1, 3)]
    expect(inPlace([one(1, 9)], list).map(({ y }) => y)).toEqual([[], [9], []])
    expect(inPlace(list, list)).toEqual(list)
  })
})

describe('labels', () => {
  it('have room beside the axis, and digits enough for what is seen', () => {
    const points = series({ mark: 'points', x: [1_714_557_600, 1_714_559_400], y: [101_324.5, 101_325.5] })
    const whole = drawing([points], {
      x: numbers(1_714_557_600, 1_714_559_400),
      y: numbers(101_324.5, 101_325.5),
    })
    const texts = textsOf(svgOf(whole))
    expect(texts).toEqual(expect.arrayContaining(['1,714,558,500', '101,324.6', '101,325.4']))
    expect(new Set(texts).size).toBe(texts.length)
    const left = ({ grid }: ReturnType<typeof frameOf>) => grid[0]?.left ?? 0
    expect(left(frameOf(whole, VIEW))).toBeGreaterThan(left(frameOf(drawing([series()]), VIEW)))
    const seen = { x: [1_714_558_000, 1_714_558_000.01], y: [101_325, 101_325.001] } as const
    const near = frameOf(whole, { ...VIEW, seen })
    expect(left(near)).toBeGreaterThan(left(frameOf(whole, VIEW)))
    const said = near.yAxis[0]?.axisLabel as { formatter: (at: number) => string }
    expect([said.formatter(101_325.0002), said.formatter(101_325.0004)]).toEqual([
      '101,325.0002',
      '101,325.0004',
    ])
  })
})

describe('a picture', () => {
  const names = Array.from({ length: 20 }, (_, i) => `sample number ${i}`)
  const whole = drawing(names.map((name) => series({ name })))

  it('has all names of its legend on it, above the plot', () => {
    const room = legendRoom(whole, 960)
    expect(room).toBeGreaterThan(20)
    expect(legendRoom(drawing([series()]), 960)).toBe(0)
    const size = { width: 960, height: 600 + room }
    const view: View = { scheme: 'light', size, picture: true }
    const svg = svgOf(whole, view)
    expect(textsOf(svg)).toEqual(expect.arrayContaining(names))
    const places = [...svg.matchAll(/<text[^>]*transform="translate\(([\d.]+) ([\d.]+)\)"[^>]*>sample/g)]
    expect(places).toHaveLength(20)
    const top = frameOf(whole, view).grid[0]?.top ?? 0
    for (const [, left, up] of places) {
      expect(Number(left)).toBeLessThan(900)
      expect(Number(up)).toBeLessThan(top)
    }
    // The plot is as high as it is with a legend of one line.
    expect(size.height - top).toBe(
      600 - (frameOf(whole, { scheme: 'light', size: { width: 960, height: 600 } }).grid[0]?.top ?? 0),
    )
  })
})
