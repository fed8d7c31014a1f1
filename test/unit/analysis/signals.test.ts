import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  adaptive,
  asymmetricLeastSquares,
  type Baseline,
  polynomial,
  rubberBand,
} from '#electron/analysis/baseline.ts'
import { running, runningTrapezoid, slopes } from '#electron/analysis/derivative.ts'
import { trapezoid } from '#electron/analysis/integrate.ts'
import { binMeans, cubicSpline, linear } from '#electron/analysis/interpolate.ts'
import { movingMean, movingMedian, savitzkyGolay } from '#electron/analysis/smooth.ts'
import { evenStep } from '#electron/analysis/spacing.ts'
import { normals } from '../../bench/trials.ts'

const numbers = (length: number, of: (i: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, i) => of(i))
const cubic = (x: number): number => 2 - x + 3 * x ** 2 - 0.5 * x ** 3
const close = (found: ArrayLike<number>, expected: ArrayLike<number>, within: number): void => {
  expect(found.length).toBe(expected.length)
  for (let i = 0; i < found.length; i++)
    expect(Math.abs((found[i] ?? Number.NaN) - (expected[i] ?? 0))).toBeLessThanOrEqual(within)
}
/** Ascending places at any spacing, and numbers for them. */
const curves = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1000, max: 1000 })), {
    minLength: 3,
    maxLength: 40,
  })
  .map((parts) => {
    let at = 0
    return {
      x: Float64Array.from(parts, ([step]) => {
        at += step / 100
        return at
      }),
      y: Float64Array.from(parts, ([, y]) => y / 10),
    }
  })

describe('even spacing', () => {
  it('is told from the positions, rounded ones too', () => {
    expect(evenStep(numbers(50, (i) => 3 + i / 7))).toBeCloseTo(1 / 7, 12)
    expect(evenStep(numbers(200, (i) => Math.round(10 * i * 0.467) / 10))).toBeCloseTo(0.467, 2)
    expect(evenStep(numbers(20, (i) => i ** 1.2))).toBeUndefined()
    expect(evenStep(numbers(20, (i) => (i === 7 ? 7.4 : i)))).toBeUndefined()
  })
})

describe('Savitzky–Golay', () => {
  const x = numbers(30, (i) => i / 10 - 1)

  it.each([
    [0, cubic],
    [1, (at: number) => -1 + 6 * at - 1.5 * at ** 2],
    [2, (at: number) => 6 - 3 * at],
    [3, () => -3],
  ])('gives derivative %d of a cubic, at the ends too', (derivative, truth) => {
    const found = savitzkyGolay(x.map(cubic), 0.1, { window: 9, order: 3, derivative })
    close(found, x.map(truth), 1e-9)
  })

  it('takes away as much noise as the theory says', () => {
    const normal = normals(3)
    const found = savitzkyGolay(numbers(20_000, normal), 1, { window: 5, order: 2, derivative: 0 })
    // The weights (−3 12 17 12 −3)/35 leave a variance of 17/35.
    const variance = found.reduce((sum, value) => sum + value ** 2, 0) / found.length
    expect(variance).toBeCloseTo(17 / 35, 1)
  })
})

describe('moving means and medians', () => {
  it('take fewer points at the ends, and keep a line as it is', () => {
    expect([...movingMean(Float64Array.of(1, 2, 6, 3, 3), 3)]).toEqual([1, 3, 11 / 3, 4, 3])
    expect([...movingMedian(Float64Array.of(1, 2, 60, 3, 4), 3)]).toEqual([1, 2, 3, 4, 4])
    const line = numbers(25, (i) => 1e9 + i)
    close(movingMean(line, 7), line, 1e-6)
    close(movingMedian(line, 7), line, 0)
  })

  it('leave the data themselves alone', () => {
    const data = Float64Array.of(5, 1, 4, 2, 3)
    movingMedian(data, 5)
    expect([...data]).toEqual([5, 1, 4, 2, 3])
  })
})

describe('baselines', () => {
  const x = numbers(400, (i) => i / 10)
  const truth = x.map((at) => 20 + at + 4 * Math.sin(at / 12))
  const peaks = x.map(
    (at) =>
      50 * Math.exp(-((at - 10) ** 2) / 0.5) +
      80 * Math.exp(-((at - 24) ** 2) / 0.8) +
      30 * Math.exp(-((at - 31) ** 2) / 0.5),
  )
  const signal = truth.map((value, i) => value + (peaks[i] ?? 0))

  it.each<[string, () => Baseline, number]>([
    ['asymmetric least squares', () => asymmetricLeastSquares(signal, 1e5, 0.001), 0.6],
    ['airPLS', () => adaptive(x, signal, 1), 0.2],
    ['polynomial', () => polynomial(x, signal, 5, 1e-4), 0.6],
    ['rubber band', () => rubberBand(x, signal), 6],
  ])('%s finds what lies under peaks', (_name, find, within) => {
    const { values, converged } = find()
    expect(converged).toBe(true)
    close(values, truth, within)
  })

  it('asymmetric least squares keeps a line, and says when it did not settle', () => {
    const line = x.map((at) => 3 - 2 * at)
    close(asymmetricLeastSquares(line, 1e4, 0.01).values, line, 1e-6)
    const normal = normals(5)
    const noise = numbers(3000, normal)
    // So stiff that the system is all but singular, and the weights never come to rest.
    expect(asymmetricLeastSquares(noise, 1e14, 0.01).converged).toBe(false)
  })

  it('polynomials are exact where there are no peaks, at any spacing', () => {
    const uneven = numbers(30, (i) => i ** 1.5)
    const y = uneven.map((at) => cubic(at / 50))
    close(polynomial(uneven, y, 3, 0.01).values, y, 1e-9)
    close(
      polynomial(
        uneven,
        uneven.map(() => 7),
        0,
        0.1,
      ).values,
      uneven.map(() => 7),
      1e-12,
    )
  })

  it('a rubber band lies below, touches at both ends and never bends down', () => {
    fc.assert(
      fc.property(curves, ({ x: places, y }) => {
        const { values } = rubberBand(places, y)
        const last = y.length - 1
        expect([values[0], values[last]]).toEqual([y[0], y[last]])
        for (const [i, value] of values.entries()) expect(value).toBeLessThanOrEqual((y[i] ?? 0) + 1e-9)
        const slope = (i: number) =>
          ((values[i + 1] ?? 0) - (values[i] ?? 0)) / ((places[i + 1] ?? 0) - (places[i] ?? 0))
        for (let i = 0; i + 2 <= last; i++) expect(slope(i + 1)).toBeGreaterThanOrEqual(slope(i) - 1e-6)
      }),
    )
  })
})

describe('slopes and areas', () => {
  it('are exact for parabolas at any spacing', () => {
    fc.assert(
      fc.property(curves, ({ x }) => {
        close(
          slopes(
            x,
            x.map((at) => 1 + 2 * at - at ** 2),
          ),
          x.map((at) => 2 - 2 * at),
          1e-5,
        )
      }),
    )
  })

  it('undo each other within the step', () => {
    const x = numbers(200, (i) => i / 50)
    const area = runningTrapezoid(x, x.map(cubic))
    close(slopes(x, area).subarray(1, -1), x.map(cubic).subarray(1, -1), 1e-3)
    expect(area.at(-1)).toBeCloseTo(trapezoid(x, x.map(cubic), 0, 199 / 50), 10)
  })

  it('run along', () => {
    expect([...running(Float64Array.of(3, 1, 5), Math.max)]).toEqual([3, 3, 5])
    expect([...running(Float64Array.of(3, 1, 5), (a, b) => a + b)]).toEqual([3, 4, 9])
  })
})

describe('interpolation', () => {
  it.each([
    ['lines', linear],
    ['splines', cubicSpline],
  ])('by %s goes through the points, and keeps a line', (_name, make) => {
    fc.assert(
      fc.property(curves, ({ x, y }) => {
        close(x.map(make(x, y)), y, 1e-9)
        const between = make(
          x,
          x.map((at) => 5 - 3 * at),
        )
        const middles = x.subarray(1).map((at, i) => (at + (x[i] ?? 0)) / 2)
        close(
          middles.map(between),
          middles.map((at) => 5 - 3 * at),
          1e-7,
        )
      }),
    )
  })

  it('by a spline follows a smooth curve, with slope and bend continuous', () => {
    const x = numbers(41, (i) => (i * Math.PI) / 20)
    const spline = cubicSpline(x, x.map(Math.sin))
    for (const at of [0.2, 1, 2.22, 4.7, 6]) expect(spline(at)).toBeCloseTo(Math.sin(at), 5)
    const knot = x[17] ?? 0
    const slope = (at: number) => (spline(at + 1e-5) - spline(at - 1e-5)) / 2e-5
    expect(slope(knot - 1e-4)).toBeCloseTo(slope(knot + 1e-4), 3)
  })

  it('by means takes the points within half a step', () => {
    const found = binMeans(
      Float64Array.of(0, 0.4, 0.5, 2.6),
      Float64Array.of(1, 3, 8, 7),
      Float64Array.of(0, 1, 2, 3),
      1,
    )
    expect([...found]).toEqual([2, 8, Number.NaN, 7])
  })

  it('by means takes the points between neighbours of a rounded grid once', () => {
    const found = binMeans(
      Float64Array.of(0.4, 1, 1.5, 1.7, 2.6),
      Float64Array.of(1, 2, 3, 4, 5),
      Float64Array.of(0, 1.2, 2),
      1,
    )
    expect([...found]).toEqual([1, 2.5, 4])
  })

  it('by means takes every point once, with decimals on edges for the place above', () => {
    const whole = (max: number) => fc.integer({ min: 1, max })
    const decimals = fc.record({
      places: fc.integer({ min: 0, max: 9 }),
      first: fc.integer({ min: -10_000, max: 1_000_000 }),
      between: whole(20),
      step: whole(60),
      points: whole(300),
      seed: whole(1000),
    })
    fc.assert(
      fc.property(decimals, ({ places, first, between, step, points, seed }) => {
        // As they would be read: the nearest numbers to decimals, which whole numbers place without rounding.
        const decimal = (units: number) => Number(`${units}e-${places}`)
        const x = numbers(points, (i) => decimal(first + i * between))
        const y = numbers(points, (i) => (i * seed) % 1009)
        const count = Math.floor(((points - 1) * between) / step) + 2
        const grid = numbers(count, (i) => decimal(first) + i * decimal(step))
        const [sums, counts] = [new Float64Array(count), new Float64Array(count)]
        for (let i = 0; i < points; i++) {
          const place = Math.floor((2 * i * between + step) / (2 * step))
          sums[place] = (sums[place] ?? 0) + (y[i] ?? 0)
          counts[place] = (counts[place] ?? 0) + 1
        }
        expect([...binMeans(x, y, grid, decimal(step))]).toEqual([
          ...sums.map((sum, i) => sum / (counts[i] ?? 0)),
        ])
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(points)
      }),
    )
  })
})
