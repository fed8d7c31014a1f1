import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, ones, powersOf } from '#electron/analysis/column.ts'
import { fitLinear } from '#electron/analysis/linear-fit.ts'
import { digits, fewestDigits } from '../../bench/digits.ts'
import { LINEAR_SETS } from '../../bench/strd/linear.ts'
import { normals, trialsWithin } from '../../bench/trials.ts'

describe('linear regression', () => {
  it.each(LINEAR_SETS.map((set) => [set.name, set] as const))(
    'agrees with the certified results of %s',
    (_name, set) => {
      const fit = fitLinear(set.columns, set.y, set.constant)
      if (fit === 'collinear') throw new Error('It found no fit.')
      expect(fewestDigits(fit.values, set.values)).toBeGreaterThan(12)
      expect(fewestDigits(fit.standardErrors, set.standardErrors)).toBeGreaterThan(12)
      expect(digits(fit.residualSd, set.residualSd)).toBeGreaterThan(12)
      expect(digits(fit.rSquared ?? Number.NaN, set.rSquared)).toBeGreaterThan(12)
    },
  )

  it('gives a sum of squares of 0 where the columns reach y exactly', () => {
    const fit = fitLinear(powersOf([1, 2, 3], 1), [3, 5, 7], true)
    expect(fit).toMatchObject({ values: [1, 2], rss: 0, residualSd: 0, standardErrors: [0, 0], rSquared: 1 })
  })

  it('has no residual sd to give with as many columns as points', () => {
    expect(fitLinear(powersOf([1, 2], 1), [3, 4], true)).toMatchObject({ degreesOfFreedom: 0, residualSd: 0 })
  })

  it('explains no share of a y that does not vary', () => {
    expect(fitLinear([ones(3)], [2, 2, 2], true)).toMatchObject({ values: [2], rSquared: null })
    expect(fitLinear([columnOf([1, 2])], [0, 0], false)).toMatchObject({ values: [0], rSquared: null })
    const tenths = Array.from({ length: 10 }, () => 0.1)
    expect(fitLinear([ones(10)], tenths, true)).toMatchObject({ rSquared: null })
  })

  it.each([
    ['the same column twice', [columnOf([1, 2, 4]), columnOf([1, 2, 4])]],
    ['multiples but for rounding', [columnOf([0.1, 0.2, 0.7]), columnOf([0.3, 0.6, 2.1])]],
    ['a column of zeros', [columnOf([0, 0, 0])]],
    ['more powers than different x', powersOf([1, 1, 2], 2)],
  ])('finds %s collinear', (_name, columns) => {
    expect(fitLinear(columns, [1, 2, 4], false)).toBe('collinear')
  })

  it('leaves residuals that no column can explain', () => {
    const point = fc.record({
      x: fc.double({ min: -9, max: 9, noNaN: true }),
      y: fc.double({ min: -9, max: 9, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
        const x = points.map((one) => one.x)
        const fit = fitLinear(
          powersOf(x, 1),
          points.map((one) => one.y),
          true,
        )
        if (fit === 'collinear') return
        const along = (column: readonly number[]) =>
          column.reduce((sum, value, i) => sum + value * (fit.residuals[i] ?? 0), 0)
        expect(Math.abs(along(x.map(() => 1)))).toBeLessThan(1e-12)
        expect(Math.abs(along(x))).toBeLessThan(1e-11)
      }),
    )
  })

  it('has the truth within three standard errors as often as it should', () => {
    const x = Float64Array.from({ length: 20 }, (_, i) => i)
    const columns = powersOf(x, 1)
    const share = trialsWithin(3, [2, -0.5], (seed) => {
      const noise = normals(seed)
      const fit = fitLinear(
        columns,
        x.map((value) => 2 - 0.5 * value + 0.3 * noise()),
        true,
      )
      return fit === 'collinear' ? undefined : fit
    })
    // Student's t with 18 degrees of freedom: 99.23 %.
    expect(share).toBeGreaterThan(0.986)
    expect(share).toBeLessThan(0.998)
  })
})
