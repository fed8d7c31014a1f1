import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simpson, trapezoid } from '#electron/analysis/integrate.ts'

const X = Float64Array.from([0, 0.5, 0.9, 2, 2.2, 3])
const of = (f: (x: number) => number): Float64Array => X.map(f)

describe('integration', () => {
  it('is exact for lines by trapezoids, between any limits', () => {
    const y = of((x) => 1 + 2 * x)
    expect(trapezoid(X, y, 0, 3)).toBeCloseTo(12, 12)
    expect(trapezoid(X, y, 0.7, 2.1)).toBeCloseTo(1.4 + 2.1 ** 2 - 0.7 ** 2, 12)
    expect(trapezoid(X, y, 1, 1)).toBe(0)
  })

  it('is exact for parabolas by Simpson’s rule, at any spacing, with a left-over interval and between limits', () => {
    const y = of((x) => 3 * x * x - x + 2)
    const whole = (x: number): number => x ** 3 - x ** 2 / 2 + 2 * x
    expect(simpson(X, y, 0, 3)).toBeCloseTo(whole(3), 12)
    expect(simpson(X.subarray(0, 5), y.subarray(0, 5), 0, 2.2)).toBeCloseTo(whole(2.2), 12)
    expect(simpson(X, y, 0.2, 2.9)).toBeCloseTo(whole(2.9) - whole(0.2), 12)
  })

  it('gives the area of a Gaussian', () => {
    const x = Float64Array.from({ length: 201 }, (_, i) => (i - 100) / 10)
    const y = x.map((value) => Math.exp(-value * value))
    expect(trapezoid(x, y, -10, 10)).toBeCloseTo(Math.sqrt(Math.PI), 13)
    expect(simpson(x, y, -10, 10)).toBeCloseTo(Math.sqrt(Math.PI), 9)
  })

  it('adds up where a limit parts the range', () => {
    const cut = fc.double({ min: 0, max: 3, noNaN: true })
    fc.assert(
      fc.property(cut, (at) => {
        const y = of((x) => Math.sin(3 * x))
        for (const rule of [trapezoid, simpson]) {
          expect(rule(X, y, 0, at) + rule(X, y, at, 3)).toBeCloseTo(rule(X, y, 0, 3), 12)
        }
      }),
    )
  })
})
