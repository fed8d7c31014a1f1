import { binCount, binned } from '#electron/analysis/spread.ts'
import { fail } from '#shared/base/errors.ts'
import { histogram } from '#shared/operation/calculate/histogram.ts'
import { give, implement } from '../define.ts'
import { frame } from '../frame.ts'
import { columnAt } from '../series.ts'

export const runHistogram = implement(histogram, async (config, context) => {
  const { numbers, name } = await columnAt(config, config.missing, 1, context)
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const greatest = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  // All numbers equal: one bin around them.
  const pad =
    config.from === null && config.to === null && least === greatest ? Math.abs(least) / 2 || 0.5 : 0
  const from = config.from ?? least - pad
  const to = config.to ?? greatest + pad
  if (!(from < to))
    fail('bad_range', `The bins can't reach from ${from} to ${to}: the first must be the lower.`)
  const inside = numbers.filter((value) => value >= from && value <= to)
  if (inside.length < numbers.length) {
    const outside = numbers.length - inside.length
    context.warn(
      'outside_range',
      `${outside} of ${numbers.length} numbers of "${name}" lie outside the bins.`,
      { outside },
    )
  }
  const bins = binned(inside, from, to, config.bins ?? (inside.length > 0 ? binCount(inside) : 1))
  const total = inside.length || 1
  return give(
    await frame(
      [
        ['bin', bins.map((_, i) => i + 1)],
        ['from', bins.map((bin) => bin.from)],
        ['to', bins.map((bin) => bin.to)],
        ['middle', bins.map((bin) => (bin.from + bin.to) / 2)],
        ['count', bins.map((bin) => bin.count)],
        ['share', bins.map((bin) => bin.count / total)],
        ['density', bins.map((bin) => bin.count / total / (bin.to - bin.from))],
      ],
      context,
    ),
  )
})
