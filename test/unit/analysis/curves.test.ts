import { describe, expect, it } from 'vitest'
import {
  CURVES,
  type Curve,
  gaussianShape,
  lorentzianShape,
  SHAPE_AREA,
  withOffset,
} from '#electron/analysis/curves.ts'
import { fitNonlinear } from '#electron/analysis/nonlinear-fit.ts'

const X = Float64Array.from({ length: 61 }, (_, i) => 0.5 + i / 6)

/** Fits the curve to its own points from its own guess. */
function refit(curve: Curve, truth: readonly number[]): readonly number[] | string {
  const model = (b: readonly number[]): Float64Array => X.map((x) => curve.at(x, b))
  const y = model(truth)
  const bound = (side: 0 | 1, none: number) => curve.names.map((name) => curve.bounds?.[name]?.[side] ?? none)
  const fit = fitNonlinear({
    model,
    y,
    start: curve.guess(X, y),
    lower: bound(0, Number.NEGATIVE_INFINITY),
    upper: bound(1, Number.POSITIVE_INFINITY),
  })
  return typeof fit === 'string' ? fit : fit.values
}

describe('the curves', () => {
  it.each<[keyof typeof CURVES, number[]]>([
    ['exponential', [3, -0.4]],
    ['exponential', [-2, 0.2]],
    ['power', [2, 1.6]],
    ['power', [-5, -0.7]],
    ['logistic', [8, 1.5, 5]],
    ['logistic', [-3, -0.8, 4]],
    ['gaussian', [5, 7, 1.3]],
    ['gaussian', [2.1, -7, 0.4]],
    ['lorentzian', [6, 2, 0.8]],
    ['pseudoVoigt', [4, 3, 1, 0.3]],
  ])('%s are found again from their own start values, on an offset too: %j', (name, truth) => {
    const same = (values: readonly number[] | string, expected: number[]): void => {
      expect(
        typeof values === 'string' ? values : values.map((value) => Number(value.toPrecision(8))),
      ).toEqual(expected)
    }
    same(refit(CURVES[name], truth), truth)
    const [first = 0] = truth
    if (name !== 'logistic' || first > 0)
      same(refit(withOffset(CURVES[name]), [...truth, 1.5]), [...truth, 1.5])
  })

  it.each(Object.entries<Curve>(CURVES))('%s give finite guesses for flat data', (_name, curve) => {
    const flat = X.map(() => 2)
    expect(curve.guess(X, flat).every(Number.isFinite)).toBe(true)
    expect(withOffset(curve).guess(X, flat).every(Number.isFinite)).toBe(true)
  })

  it('have the area and the width that are said', () => {
    const step = 0.001
    const area = (shape: (u: number) => number, to: number): number => {
      let sum = 0
      for (let u = -to; u < to; u += step) sum += shape(u + step / 2) * step
      return sum
    }
    expect(area(gaussianShape, 10)).toBeCloseTo(SHAPE_AREA.gaussian, 9)
    expect(area(lorentzianShape, 5000)).toBeCloseTo(SHAPE_AREA.lorentzian, 3)
    expect([gaussianShape(0.5), lorentzianShape(0.5)]).toEqual([expect.closeTo(0.5, 15), 0.5])
  })
})
