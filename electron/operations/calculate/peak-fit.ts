import type { z } from 'zod'
import { peakNames } from '#electron/analysis/curves.ts'
import { type Estimate, fittedPeaks, type PeakStart, peakModel } from '#electron/analysis/peak-fit.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import { itemAt } from '#shared/base/item.ts'
import { peakFit } from '#shared/operation/calculate/peak-fit.ts'
import { json } from '#shared/operation/value.ts'
import { implement } from '../define.ts'
import { rSquaredOf } from '../fit-result.ts'
import { type FrameColumn, frame } from '../frame.ts'
import { fitOrFail } from '../parameters.ts'
import { peaksIn } from '../peaks.ts'
import { ascendingAt, seriesOf, type Xy } from '../series.ts'
import { tableAt } from '../tables.ts'

type Config = z.output<typeof peakFit.config>

/** More would take minutes and rarely find their way. */
const MAX_PEAKS = 30

export const runPeakFit = implement(peakFit, async (config, context) => {
  const data = await ascendingAt(config, 4, context)
  const { x, y } = data
  const starts = await startsOf(config, data, context)
  if (starts.length === 0)
    fail('no_peaks', 'No peak is prominent enough: lower the prominence, or give start values.')
  if (starts.length > MAX_PEAKS) {
    fail(
      'too_many_peaks',
      `There are ${starts.length} peaks; at most ${MAX_PEAKS} can be fitted together. Raise the prominence, or crop.`,
    )
  }
  const { shape, baseline, maxIterations } = config
  const { model, parts, ...search } = peakModel(x, y, shape, baseline, starts)
  const base = { none: [], constant: ['baseline'], linear: ['baseline', 'baselineSlope'] }[baseline]
  const names = [
    ...base,
    ...starts.flatMap((_, i) => peakNames(shape).map((name) => `${name} of peak ${i + 1}`)),
  ]
  const fit = fitOrFail({ names, ...search }, { model, y, maxIterations }, context)
  const peaks = fittedPeaks(fit, shape, baseline).sort((a, b) => a.center.value - b.center.value)
  const curves = parts(fit.values)
  const fitted = y.map((value, i) => value - itemAt(fit.residuals, i))
  const known = fit.degreesOfFreedom > 0
  const pair = (name: string, of: (Estimate | undefined)[]): FrameColumn[] => [
    [name, of.map((one) => one?.value ?? null)],
    [`${name}Error`, of.map((one) => (known ? (one?.error ?? null) : null))],
  ]
  const table = await frame(
    [
      ['peak', peaks.map((_, i) => i + 1)],
      ...pair(
        'center',
        peaks.map((peak) => peak.center),
      ),
      ...pair(
        'height',
        peaks.map((peak) => peak.height),
      ),
      ...pair(
        'fwhm',
        peaks.map((peak) => peak.fwhm),
      ),
      ...(shape === 'pseudoVoigt'
        ? pair(
            'lorentzianShare',
            peaks.map((peak) => peak.lorentzianShare),
          )
        : []),
      ...pair(
        'area',
        peaks.map((peak) => peak.area),
      ),
    ],
    context,
  )
  const inOrder = starts.map((_, i) => i).sort((a, b) => centerOf(fit.values, a) - centerOf(fit.values, b))
  const curve = await frame(
    [
      [data.xName, x],
      [data.yName, y],
      ['fitted', fitted],
      ['residual', fit.residuals],
      ['baseline', curves.baseline],
      ...inOrder.map((at, i): FrameColumn => [`peak ${i + 1}`, itemAt(curves.peaks, at)]),
    ],
    context,
  )
  const summary = {
    rSquared: rSquaredOf(fit.rss, y),
    residualSd: known ? fit.residualSd : null,
    iterations: fit.iterations,
    points: y.length,
    degreesOfFreedom: fit.degreesOfFreedom,
    baseline: fit.values.slice(0, base.length),
  }
  return { value: table, outputs: { fitted: curve, summary: json(summary) } }

  function centerOf(values: readonly number[], i: number): number {
    return itemAt(values, base.length + i * peakNames(shape).length)
  }
})

/** Where the peaks are looked for: as given, as the table at `peaks` says, or as found in the curve. */
async function startsOf(config: Config, series: Xy, context: OperationContext): Promise<PeakStart[]> {
  const { x, y } = series
  const width = (itemAt(x, x.length - 1) - itemAt(x, 0)) / 20
  if (config.starts.length > 0) {
    return config.starts.map(({ center, height, fwhm }) => ({
      center: inside(center, x),
      height: height ?? valueAt(center, x, y),
      fwhm: fwhm ?? width,
    }))
  }
  if (context.inputs.some((input) => input.port === 'peaks')) {
    const table = await tableAt(context, 'peaks')
    const { columns } = await seriesOf(
      table,
      ['position', 'height', 'width'],
      { missing: 'refuse', atLeast: 1 },
      context,
    )
    const [position = x, height = y, widths = x] = columns
    return [...position].map((center, i) => ({
      center: inside(center, x),
      height: itemAt(height, i),
      fwhm: widths[i] || width,
    }))
  }
  return peaksIn(series, config).map((peak) => ({
    center: peak.position,
    height: peak.height,
    fwhm: peak.width || width,
  }))
}

function inside(center: number, x: Float64Array): number {
  const [first, last] = [itemAt(x, 0), itemAt(x, x.length - 1)]
  if (center >= first && center <= last) return center
  return fail('bad_parameters', `A peak can't be at ${center}: the data reach from ${first} to ${last}.`, {
    center,
  })
}

function valueAt(center: number, x: Float64Array, y: Float64Array): number {
  const next = x.findIndex((value) => value >= center)
  return itemAt(y, Math.max(0, next))
}
