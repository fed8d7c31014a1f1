import { describe, expect, it } from 'vitest'
import { SHAPE_AREA, SHAPES } from '#electron/analysis/curves.ts'
import { fitNonlinear } from '#electron/analysis/nonlinear-fit.ts'
import { fittedPeaks, peakModel } from '#electron/analysis/peak-fit.ts'
import { normals } from '../../bench/trials.ts'

const X = Float64Array.from({ length: 60 }, (_, i) => i / 5)
const STARTS = [
  { center: 4.2, height: 5, fwhm: 0.8 },
  { center: 6.9, height: 3, fwhm: 1.4 },
]

describe('a sum of peaks', () => {
  it.each(SHAPES)('of shape %s is found again, with areas', (shape) => {
    const share = shape === 'pseudoVoigt' ? [0.3] : []
    const truth = [1, 0.05, 4, 6, 1, ...share, 7, 2, 1.2, ...share]
    const blank = peakModel(X, X, shape, 'linear', STARTS)
    const y = blank.model(truth)
    const { model, start, lower, upper } = peakModel(X, y, shape, 'linear', STARTS)
    const fit = fitNonlinear({ model, y, start, lower, upper })
    if (typeof fit === 'string') throw new Error(fit)
    const unit = {
      gaussian: SHAPE_AREA.gaussian,
      lorentzian: SHAPE_AREA.lorentzian,
      pseudoVoigt: 0.3 * SHAPE_AREA.lorentzian + 0.7 * SHAPE_AREA.gaussian,
    }
    expect(fittedPeaks(fit, shape, 'linear')).toMatchObject([
      { center: { value: expect.closeTo(4, 8) }, area: { value: expect.closeTo(6 * unit[shape], 7) } },
      { center: { value: expect.closeTo(7, 8) }, area: { value: expect.closeTo(2 * 1.2 * unit[shape], 7) } },
    ])
    const { baseline, peaks } = blank.parts(truth)
    expect(
      [...y].every(
        (value, i) =>
          Math.abs(value - (baseline[i] ?? 0) - (peaks[0]?.[i] ?? 0) - (peaks[1]?.[i] ?? 0)) < 1e-12,
      ),
    ).toBe(true)
  })

  it.each(SHAPES)('of shape %s has areas within three errors as often as they should be', (shape) => {
    const share = shape === 'pseudoVoigt' ? [0.5] : []
    const truth = [4, 6, 1, ...share]
    const one = { ...peakModel(X, X, shape, 'none', STARTS.slice(0, 1)) }
    const clean = one.model(truth)
    const unit =
      shape === 'gaussian'
        ? SHAPE_AREA.gaussian
        : shape === 'lorentzian'
          ? SHAPE_AREA.lorentzian
          : (SHAPE_AREA.gaussian + SHAPE_AREA.lorentzian) / 2
    let within = 0
    const trials = 100
    for (let seed = 1; seed <= trials; seed++) {
      const noise = normals(seed)
      const y = clean.map((value) => value + 0.1 * noise())
      const fit = fitNonlinear({ ...one, y, start: truth })
      if (typeof fit === 'string') throw new Error(fit)
      const area = fittedPeaks(fit, shape, 'none')[0]?.area
      if (area && area.error !== null && Math.abs(area.value - 6 * unit) <= 3 * area.error) within += 1
    }
    expect(within / trials).toBeGreaterThan(0.97)
  })
})
