import { describe, expect, it } from 'vitest'
import { fitNonlinear, type NonlinearFit } from '#electron/analysis/nonlinear-fit.ts'
import { digits, fewestDigits } from '../../bench/digits.ts'
import { certifiedSum, fitSet, NONLINEAR_SETS } from '../../bench/strd/nonlinear.ts'
import { normals, trialsWithin } from '../../bench/trials.ts'

const X = Float64Array.from({ length: 21 }, (_, i) => i / 2)
const over = (model: (x: number, b: readonly number[]) => number) => (b: readonly number[]) =>
  X.map((x) => model(x, b))
const decay = over((x, [a = 0, k = 0]) => a * Math.exp(-k * x))

function fitted(problem: Parameters<typeof fitNonlinear>[0]): NonlinearFit {
  const fit = fitNonlinear(problem)
  if (typeof fit === 'string') throw new Error(fit)
  return fit
}

describe('nonlinear regression', () => {
  it.each(NONLINEAR_SETS.map((set) => [set.name, set] as const))(
    'has the certified data of %s',
    (_name, set) => {
      // Of data without noise the sum is made by the digits after those that are certified.
      if (set.rss < 1e-20) expect(certifiedSum(set)).toBeLessThan(1e-20)
      else expect(digits(certifiedSum(set), set.rss)).toBeGreaterThan(10)
    },
  )

  it.each(NONLINEAR_SETS.map((set) => [set.name, set] as const))(
    'agrees with the certified results of %s',
    (_name, set) => {
      const [far, near] = set.starts.map((start) => fitSet(set, start))
      for (const fit of set.difficulty === 'higher' ? [near] : [far, near]) {
        if (fit === undefined || typeof fit === 'string') throw new Error(fit)
        const needed = set.difficulty === 'higher' ? 5 : 6
        expect(fewestDigits(fit.values, set.values)).toBeGreaterThan(needed)
        // The certified errors of a fit without residuals are those of the last digits of its data.
        if (set.rss > 1e-20)
          expect(fewestDigits(fit.standardErrors, set.standardErrors)).toBeGreaterThan(needed)
        if (set.rss > 1e-20) expect(digits(fit.rss, set.rss)).toBeGreaterThan(9)
      }
      // From afar it may fail, but never gives another minimum as the solution.
      if (far !== undefined && typeof far !== 'string')
        expect(digits(far.rss, set.rss)).toBeGreaterThan(set.rss > 1e-20 ? 8 : 0)
    },
  )

  it('fits data without noise to the last digits', () => {
    const fit = fitted({ model: decay, y: decay([5, 0.3]), start: [1, 1] })
    expect(fewestDigits(fit.values, [5, 0.3])).toBeGreaterThan(13)
    expect(fit.rss).toBeLessThan(1e-27)
    expect(fit.atBound).toEqual([false, false])
  })

  it('finds a narrow peak far from 0', () => {
    const peak = (b: readonly number[]) =>
      Float64Array.from({ length: 41 }, (_, i) => 1000 + (i - 20) / 40).map(
        (x) => (b[0] ?? 0) * Math.exp(-(((x - (b[1] ?? 0)) / (b[2] ?? 0)) ** 2)),
      )
    const fit = fitted({ model: peak, y: peak([3, 1000.01, 0.1]), start: [2, 999.95, 0.2] })
    expect(fewestDigits(fit.values, [3, 1000.01, 0.1])).toBeGreaterThan(10)
  })

  it('holds a parameter at its bound, and the errors of the others with it there', () => {
    const y = decay([5, 0.3]).map((value, i) => value + (i % 2 ? 0.01 : -0.01))
    const fit = fitted({ model: decay, y, start: [1, 0.1], upper: [4, Number.POSITIVE_INFINITY] })
    expect(fit.values[0]).toBe(4)
    expect(fit.atBound).toEqual([true, false])
    expect(fit.standardErrors[0]).toBe(0)
    expect(fit.degreesOfFreedom).toBe(20)
    const alone = fitted({ model: (b) => decay([4, b[0] ?? 0]), y, start: [0.1] })
    expect(fit.values[1]).toBeCloseTo(alone.values[0] ?? 0, 9)
    expect(fit.standardErrors[1]).toBeCloseTo(alone.standardErrors[0] ?? 0, 9)
  })

  it('leaves a bound again, or stays with all parameters there', () => {
    const y = decay([5, 0.3])
    const back = fitted({ model: decay, y, start: [5, 2], upper: [6, 2], lower: [1, 0] })
    expect(fewestDigits(back.values, [5, 0.3])).toBeGreaterThan(9)
    const held = fitted({ model: decay, y, start: [4, 0.5], upper: [4, 9], lower: [4, 0.5] })
    expect(held).toMatchObject({ values: [4, 0.5], atBound: [true, true], iterations: 0 })
  })

  it('steers clear of where the model has no value, and works at the edge of it', () => {
    const root = over((x, [a = 0, b = 0]) => a * Math.sqrt(b + x))
    expect(
      fewestDigits(fitted({ model: root, y: root([2, 0.5]), start: [1, 30] }).values, [2, 0.5]),
    ).toBeGreaterThan(9)
    expect(
      fewestDigits(fitted({ model: root, y: root([2, 0.5]), start: [1, 0] }).values, [2, 0.5]),
    ).toBeGreaterThan(9)
  })

  it.each([
    ['start_not_finite', over((x, [a = 0]) => Math.log(a) * x), [-1]],
    ['start_not_finite', over((x, [a = 0]) => (a === 1 ? x : Number.NaN)), [1]],
    ['not_determined', over((x, [a = 0, b = 0]) => (a + b) * x), [1, 2]],
    ['not_determined', over((x, [a = 0, b = 0]) => a * x + 0 * b), [1, 2]],
    ['no_convergence', over((x, [a = 0]) => Math.atan(a) * (x + 1)), [1]],
  ])('gives no numbers but "%s"', (why, model, start) => {
    expect(fitNonlinear({ model, y: X.map((x) => 2 * x + 9), start })).toBe(why)
  })

  it('gives no numbers when the iterations have run out', () => {
    expect(fitNonlinear({ model: decay, y: decay([5, 0.3]), start: [1, 1], maxIterations: 2 })).toBe(
      'no_convergence',
    )
  })

  it('has the truth within three standard errors as often as it should', () => {
    const share = trialsWithin(3, [5, 0.3], (seed) => {
      const noise = normals(seed)
      const fit = fitNonlinear({
        model: decay,
        y: decay([5, 0.3]).map((y) => y + 0.1 * noise()),
        start: [4, 0.5],
      })
      return typeof fit === 'string' ? undefined : fit
    })
    // Student's t with 19 degrees of freedom: 99.26 %.
    expect(share).toBeGreaterThan(0.986)
    expect(share).toBeLessThan(0.998)
  })
})
