import { describe, expect, it, vi } from 'vitest'
import {
  equalRanges,
  formatTime,
  logRange,
  niceRange,
  placeText,
  shortPlaces,
  wordsWithin,
} from '../../../renderer/charts/axes.ts'
import { describeChart } from '../../../renderer/charts/describe.ts'
import { evenTicks, logTicks } from '../../../renderer/charts/ticks.ts'
import { drawing, series } from './drawings.ts'

describe('the range of an axis', () => {
  it('begins and ends on ticks', () => {
    expect(niceRange([-39.9, 99])).toEqual([-60, 120])
    expect(niceRange([0.1, 0.31])).toEqual([0.1, 0.35])
    expect(niceRange([0, 199])).toEqual([0, 200])
    expect(niceRange([2, 2])).toEqual([1, 3])
    expect(niceRange([0, 0])).toEqual([-1, 1])
    expect(equalRanges([0, 10], [0, 1], 100, 50)).toEqual([
      [0, 10],
      [0, 5],
    ])
  })

  it('is of whole decades where it is logarithmic, a decade more under what stands on it', () => {
    expect(logRange([0.02, 30])).toEqual([-2, 2])
    expect(logRange([10, 10])).toEqual([0, 2])
    expect(logRange([10, 1000], true)).toEqual([0, 3])
    expect(logRange([25, 25], true)).toEqual([0, 2])
    // Nothing to draw, or numbers from elsewhere that have no place on it.
    for (const extent of [
      [0, 1],
      [-5, 10],
      [Number.NaN, 1],
    ] as const)
      expect(logRange(extent)).toEqual([0, 1])
  })
})

describe('places in words', () => {
  it('are times, numbers and names', () => {
    expect(placeText(1_704_067_200_000, { scale: 'time', extent: null })).toMatch(/2024/)
    expect(placeText(3_600_500, { scale: 'time', extent: null })).toMatch(/0?1:00:00.*\.500/)
    const names = { scale: 'category' as const, names: ['a', 2.5], namesAre: 'number' as const, extent: null }
    expect([placeText(0, names), placeText(1, names), placeText(9, names)]).toEqual(['a', '2.5', ''])
    expect(placeText(1.23456789, { scale: 'number', extent: null })).toBe('1.23456789')
    expect(shortPlaces({ scale: 'number', extent: null })(1.23456789)).toBe('1.23457')
  })

  it('have the fractions of a second with the seconds', () => {
    const at = Date.UTC(2024, 0, 1, 15, 4, 5)
    expect(formatTime(at + 250)).toMatch(/04:05\.250$/)
    expect(formatTime(at + 0.2)).toBe(formatTime(at))
    expect(formatTime(250)).toMatch(/00:00\.250/)
  })

  it('have them before the half of the day, where a locale has one', async () => {
    const Format = Intl.DateTimeFormat
    const american = vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function americanFormat(_, options) {
      return new Format('en-US', options)
    })
    vi.resetModules()
    const axes = await import('../../../renderer/charts/axes.ts')
    american.mockRestore()
    const at = Date.UTC(2024, 0, 1, 15, 4, 5)
    expect(axes.formatTime(at + 250)).toMatch(/^Jan 1, 2024, 3:04:05\.250\sPM$/)
    expect(axes.formatTime(at)).toMatch(/^Jan 1, 2024, 3:04:05\sPM$/)
    expect(axes.formatTime(54_245_250)).toMatch(/^3:04:05\.250\sPM$/)
  })

  it('tell numbers apart that lie close together', () => {
    const short = shortPlaces({ scale: 'number', extent: [1_714_557_600, 1_714_559_400] })
    expect([short(1_714_557_600), short(1_714_557_605)]).toEqual(['1,714,557,600', '1,714,557,605'])
    expect(wordsWithin([101_324.5, 101_325.5])(101_324.75)).toBe('101,324.75')
    const names = [1_714_557_600, 1_714_557_601, 1_714_557_602]
    const bars = shortPlaces({ scale: 'category', names, namesAre: 'number', extent: [0, 2] })
    expect([0, 1, 2].map(bars)).toEqual(['1,714,557,600', '1,714,557,601', '1,714,557,602'])
    const near = series({ y: [101_324.5, 101_325.5] })
    const extent: [number, number] = [101_324.5, 101_325.5]
    expect(describeChart(drawing([near], { y: { scale: 'number', extent } }))).toContain(
      'y from 101,324.5 to 101,325.5. 1 series: y, 3 rows from 101,324.5 to 101,325.5.',
    )
  })
})

describe('ticks', () => {
  const words = (range: [number, number], step: number) => {
    const text = evenTicks(range)
    return Array.from({ length: 4 }, (_, i) => text(range[0] + i * step))
  }

  it.each([
    [
      [1_714_557_500, 1_714_559_500],
      500,
      ['1,714,557,500', '1,714,558,000', '1,714,558,500', '1,714,559,000'],
    ],
    [[101_324.4, 101_325.6], 0.2, ['101,324.4', '101,324.6', '101,324.8', '101,325']],
    [[0, 2e9], 5e8, ['0', '500,000,000', '1E9', '1.5E9']],
    [[0, 1], 0.2, ['0', '0.2', '0.4', '0.6']],
    [[1.23456e-5, 1.234568e-5], 2e-11, ['1.23456E-5', '1.234562E-5', '1.234564E-5', '1.234566E-5']],
    [[3e15, 3e15 + 8], 2, ['3E15', '3.000000000000002E15', '3.000000000000004E15', '3.000000000000006E15']],
  ] as const)('of %j by %j tell one from the next', (range, step, expected) => {
    expect(words([...range], step)).toEqual(expected)
  })

  it('say nothing where an axis ends between two', () => {
    const text = evenTicks([3.271123456789, 83.271123456789])
    expect([text(30), text(83.271123456789)]).toEqual(['30', ''])
    expect(evenTicks([1_714_557_500.5, 1_714_559_500])(1_714_557_500.5)).toBe('')
  })

  it('of a logarithmic axis are decades, of few also 2 and 5, and even steps within one', () => {
    const words = ([from, to]: [number, number]) => {
      const { at, text } = logTicks([Math.log10(from), Math.log10(to)])
      expect(at.toSorted((a, b) => a - b)).toEqual(at)
      return at.map(text)
    }
    expect(words([0.001, 1e6])).toEqual([
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
      '1,000',
      '10,000',
      '100,000',
      '1,000,000',
    ])
    expect(words([1, 1e30]).length).toBeLessThan(12)
    expect(words([3, 300])).toEqual(['5', '10', '20', '50', '100', '200'])
    expect(words([1, 10])).toEqual(['1', '2', '5', '10'])
    expect(words([100_001, 100_002])).toContain('100,001.4')
    expect(new Set(words([100_001, 100_002])).size).toBeGreaterThan(3)
  })
})
