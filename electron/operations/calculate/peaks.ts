import { peaks } from '#shared/operation/calculate/peaks.ts'
import { give, implement } from '../define.ts'
import { frame } from '../frame.ts'
import { peaksIn } from '../peaks.ts'
import { ascendingAt } from '../series.ts'

export const runPeaks = implement(peaks, async (config, context) => {
  const series = await ascendingAt(config, 3, context)
  const sign = config.direction === 'up' ? 1 : -1
  // A height is a value of y, so of the curve turned over it is the other way round.
  const height = config.height === null ? null : sign * config.height
  const y = sign === 1 ? series.y : series.y.map((value) => -value)
  const found = peaksIn({ ...series, y }, { ...config, height })
  return give(
    await frame(
      [
        ['peak', found.map((_, i) => i + 1)],
        ['position', found.map((peak) => peak.position)],
        ['height', found.map((peak) => sign * peak.height)],
        ['prominence', found.map((peak) => peak.prominence)],
        ['width', found.map((peak) => peak.width)],
        ['from', found.map((peak) => peak.from)],
        ['to', found.map((peak) => peak.to)],
        ['area', found.map((peak) => sign * peak.area)],
      ],
      context,
    ),
  )
})
