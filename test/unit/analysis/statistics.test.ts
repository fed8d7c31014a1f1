import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf, pearsonMatrix, ranks } from '#electron/analysis/correlation.ts'
import { cyclesOf } from '#electron/analysis/cycles.ts'
import { edgesBetween, multiplesOf } from '#electron/analysis/edges.ts'
import { binCount, binned, deviations, fences, robust } from '#electron/analysis/spread.ts'

const f = (...numbers: number[]) => Float64Array.from(numbers)

const pearson = (a: Float64Array, b: Float64Array) => pearsonMatrix([a, b])[0]?.[1]

describe('correlation', () => {
  it('is Pearson’s r', () => {
    expect(pearson(f(1, 2, 3), f(2, 4, 6))).toBe(1)
    expect(pearson(f(1, 2, 3), f(3, 2, 1))).toBe(-1)
    expect(pearson(f(1, 2, 3, 4), f(1, 3, 2, 4))).toBeCloseTo(0.8, 14)
    expect(pearson(f(1e200, 2e200, 4e200), f(1e-200, 2e-200, 4e-200))).toBeCloseTo(1, 14)
    expect(pearson(f(1, 1), f(1, 2))).toBeUndefined()
    expect(pearsonMatrix([f(1, 2), f(3, 3)])).toEqual([
      [1, undefined],
      [undefined, undefined],
    ])
  })

  it('ranks equal numbers alike', () => {
    expect([...ranks(f(30, 10, 20, 10))]).toEqual([4, 1.5, 3, 1.5])
    expect([...ranks(f())]).toEqual([])
  })

  it('has an interval from four pairs on', () => {
    expect(intervalOf(0.5, 3)).toBeUndefined()
    expect(intervalOf(0, 7)).toEqual([expect.closeTo(-0.7532, 3), expect.closeTo(0.7532, 3)])
    expect(intervalOf(1, 10)).toEqual([1, 1])
  })
})

describe('bins', () => {
  it('hold their lower edge, the last its upper one too', () => {
    expect(binned(f(0, 1, 1, 2, 3, -1, 4), 0, 3, 3).map((bin) => bin.count)).toEqual([1, 2, 2])
  })

  it('hold each number once, where it belongs', () => {
    const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 50 })
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 30 }), (list, count) => {
        const bins = binned(Float64Array.from(list), -1, 1, count)
        const expected = bins.map(
          ({ from, to }, i) =>
            list.filter((x) => x >= from && (x < to || (i === count - 1 && x <= to))).length,
        )
        expect(bins.map((bin) => bin.count)).toEqual(expected)
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(list.length)
      }),
    )
  })

  it('have the edges that decimals have as they are written', () => {
    const tenths = Array.from({ length: 11 }, (_, i) => i / 10)
    const bins = binned(Float64Array.from(tenths), 0, 1, 10)
    expect(bins.map((bin) => bin.from)).toEqual(tenths.slice(0, -1))
    expect(bins.map((bin) => bin.count)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    expect(edgesBetween(0, 2, 3)).toEqual([0, 2 / 3, 4 / 3, 2])
    expect(edgesBetween(-0.9, 0.1, 10)).toContain(0)
    // With more digits than whole numbers hold they are as near as a product comes.
    expect(edgesBetween(Math.PI, 2 * Math.PI, 4)[2]).toBeCloseTo(1.5 * Math.PI, 14)
  })

  it('of a width have its multiples as edges, in any decimals', () => {
    const width = fc.tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: -5, max: 12 }))
    fc.assert(
      fc.property(width, fc.integer({ min: -20_000, max: 20_000 }), ([units, places], i) => {
        const { edge, classOf } = multiplesOf(Number(`${units}e${-places}`))
        const at = Number(`${units * i}e${-places}`)
        expect(edge(i)).toBe(at)
        expect(classOf(at)).toBe(i)
        expect(classOf(at - Math.abs(at) * Number.EPSILON - Number.MIN_VALUE)).toBe(i - 1)
      }),
    )
    const thirds = multiplesOf(1 / 3)
    expect([0, 1, 2, 3, 7].map((i) => thirds.classOf(i * (1 / 3)))).toEqual([0, 1, 2, 3, 7])
  })

  it('are as many as the spread asks for', () => {
    expect(binCount(Float64Array.from({ length: 1000 }, (_, i) => i))).toBe(10)
    expect(binCount(f(...Array.from({ length: 64 }, () => 1), 2))).toBe(8)
    expect(binCount(f(3, 3))).toBe(1)
  })
})

describe('limits of what is usual', () => {
  it('are Tukey’s fences', () => {
    expect(fences(f(1, 2, 3, 4, 5, 6, 7, 8), 1.5)).toEqual({ center: 4.5, unit: 3.5, low: -2.5, high: 11.5 })
  })
  it('are standard deviations, or median distances', () => {
    expect(deviations(f(2, 4, 6), 2)).toEqual({ center: 4, unit: 2, low: 0, high: 8 })
    const tenths = Float64Array.from({ length: 10 }, () => 0.1)
    expect(deviations(tenths, 2)).toEqual({ center: 0.1, unit: 0, low: 0.1, high: 0.1 })
    expect(robust(f(1, 2, 3, 4, 100), 0.6745)).toEqual({ center: 3, unit: 1 / 0.6745, low: 2, high: 4 })
  })
})

describe('cycles', () => {
  it('turn where the current turns back to its first direction', () => {
    const current = f(0, 1, 1, 0, -1, -1, 0, 1, 1, -0.5, -0.5)
    const time = current.map((_, i) => i)
    expect(cyclesOf({ time, current }, 0)).toEqual([
      { cycle: 1, charge: 2, discharge: 2, chargeEnergy: 0, dischargeEnergy: 0 },
      { cycle: 2, charge: 2, discharge: 0.75, chargeEnergy: 0, dischargeEnergy: 0 },
    ])
    const down = cyclesOf({ time, current: current.map((value) => -value) }, 0)
    expect(down.map((one) => one.discharge)).toEqual([2, 2])
  })

  it('are those of the instrument, where it numbers them', () => {
    const found = cyclesOf(
      { time: f(0, 1, 2, 3), current: f(2, 2, -2, -2), voltage: f(3, 3, 3, 3), cycle: f(5, 5, 6, 6) },
      0,
    )
    expect(found).toEqual([
      { cycle: 5, charge: 3, discharge: 0, chargeEnergy: 9, dischargeEnergy: 0 },
      { cycle: 6, charge: 0, discharge: 3, chargeEnergy: 0, dischargeEnergy: 9 },
    ])
  })

  it('do not count small currents of a pause', () => {
    expect(cyclesOf({ time: f(0, 1, 2), current: f(0.01, -0.01, 0.01) }, 0.02)).toEqual([])
  })
})
