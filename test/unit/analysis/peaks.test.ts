import { describe, expect, it } from 'vitest'
import { gaussianShape, SHAPE_AREA } from '#electron/analysis/curves.ts'
import { findPeaks } from '#electron/analysis/peaks.ts'
import { savitzkyGolay } from '#electron/analysis/smooth.ts'
import { normals } from '../../bench/trials.ts'

const found = (y: number[], options: Partial<Parameters<typeof findPeaks>[2]> = {}) =>
  findPeaks(Float64Array.from(y.keys()), Float64Array.from(y), { prominence: 0, distance: 0, ...options })
const positions = (...given: Parameters<typeof found>) => found(...given).map((peak) => peak.position)

describe('peaks', () => {
  it('are points above their neighbours, of a flat top the middle; the ends are none', () => {
    expect(positions([5, 1, 3, 1, 2, 2, 2, 0, 4])).toEqual([2, 5])
    expect(positions([1, 2, 2, 3, 3])).toEqual([])
    expect(positions([2, 2, 2])).toEqual([])
    expect(positions([])).toEqual([])
  })

  it('must be high, prominent and far enough from higher ones', () => {
    const y = [0, 5, 4, 6, 1, 3, 0, 9, 0]
    expect(found(y).map((peak) => peak.prominence)).toEqual([1, 6, 2, 9])
    expect(positions(y, { height: 5.5 })).toEqual([expect.closeTo(2.79, 2), 7])
    expect(positions(y, { prominence: 2 })).toHaveLength(3)
    expect(found(y, { distance: 2.5 }).map((peak) => peak.prominence)).toEqual([6, 9])
  })

  it('lie between points, at the top of a parabola', () => {
    const x = Float64Array.from([0, 1, 2.5, 3, 5])
    const [peak] = findPeaks(
      x,
      x.map((value) => 7 - 2 * (value - 2.2) ** 2),
      { prominence: 0, distance: 0 },
    )
    expect(peak).toMatchObject({ position: expect.closeTo(2.2, 12), height: expect.closeTo(7, 12) })
  })

  it('have the width and the area of a Gaussian that is one, on a sloping ground too', () => {
    const x = Float64Array.from({ length: 401 }, (_, i) => i / 20)
    const one = x.map((value) => 5 * gaussianShape((value - 9.3) / 1.5))
    const [peak] = findPeaks(x, one, { prominence: 1, distance: 0 })
    expect(peak).toMatchObject({
      position: expect.closeTo(9.3, 4),
      height: expect.closeTo(5, 4),
      width: expect.closeTo(1.5, 2),
      area: expect.closeTo(5 * 1.5 * SHAPE_AREA.gaussian, 3),
    })
    const [sloping] = findPeaks(
      x,
      one.map((y, i) => y + 0.1 * (x[i] ?? 0)),
      { prominence: 1, distance: 0 },
    )
    expect((sloping?.area ?? 0) / (5 * 1.5 * SHAPE_AREA.gaussian)).toBeCloseTo(1, 1)
  })

  it('end at the neighbour’s foot, and at the ends of the data', () => {
    const [first, second] = found([3, 4, 1, 5, 2])
    expect([first?.from, first?.to, second?.from, second?.to]).toEqual([0, 2, 2, 4])
    // Half the prominence of 1 is at 3.5.
    expect(first?.width).toBeCloseTo(2 / 3, 12)
  })

  it('are found in noise once it is smoothed', () => {
    const noise = normals(7)
    const x = Float64Array.from({ length: 300 }, (_, i) => i / 10)
    const y = x.map(
      (value) => 4 * gaussianShape((value - 10) / 3) + 2 * gaussianShape((value - 20) / 3) + 0.1 * noise(),
    )
    const options = { prominence: 0.8, distance: 0 }
    const seen = findPeaks(x, savitzkyGolay(y, 0.1, { window: 21, order: 3, derivative: 0 }), options)
    expect(seen).toMatchObject([{ position: expect.closeTo(10, 0) }, { position: expect.closeTo(20, 0) }])
  })
})
