import { z } from 'zod'
import { ChartSpec, Mark } from '../operation/chart/spec.ts'
import { ChartConfig } from '../operation/output/chart.ts'

/**
 * Which chart of a value: the one that it is, the one that its operation is best seen as, or a quick look at a table by the config of
 * a chart.
 */
export const ChartRequest = z.discriminatedUnion('by', [
  z.object({ by: z.literal('value') }),
  z.object({ by: z.literal('result') }),
  z.object({ by: z.literal('config'), config: ChartConfig }),
])
export type ChartRequest = z.infer<typeof ChartRequest>

const Range = z.tuple([z.number(), z.number()])
export const DrawQuery = z.object({
  chart: ChartRequest,
  /** Only what lies in here, in the axes' numbers: zoomed in, the points are exact. */
  window: z.object({ x: Range, y: Range.optional() }).optional(),
  /** About how many points there may be in all; a series of more is drawn sampled. */
  points: z.number().int().min(20).max(50_000).default(6000),
})
export type DrawQuery = z.infer<typeof DrawQuery>

/** How numbers on an axis are read: as they are, as milliseconds since 1970, or as places in a list of names. */
export const Scale = z.enum(['number', 'time', 'category'])
export type Scale = z.infer<typeof Scale>

const MaybeNumber = z.number().nullable()

/** Lists of one length, a point at a time. Which are there depends on the mark. */
export const DrawnSeries = z.object({
  /** Index of the chart's layer. */
  layer: z.number().int(),
  name: z.string(),
  mark: Mark,
  panel: z.enum(['main', 'below']),
  x: z.array(z.number()),
  /** Null is a gap. Of boxes: the median. */
  y: z.array(MaybeNumber),
  error: z.array(MaybeNumber).optional(),
  /** Where spans and bins end. */
  until: z.array(z.number()).optional(),
  /** Colour of cells. */
  value: z.array(MaybeNumber).optional(),
  /** Least within 1.5 interquartile ranges, lower quartile, median, upper quartile, greatest within (Tukey, 1977). */
  boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])).optional(),
  /** Points beyond the whiskers: [x, y]. */
  outliers: z.array(Range).optional(),
  /** Rows that the series stands for. */
  total: z.number().int(),
  /** Fewer points than there are: each pixel's extremes. */
  sampled: z.boolean(),
})
export type DrawnSeries = z.infer<typeof DrawnSeries>

const DrawnAxis = z.object({
  scale: Scale,
  /** Of what the names are: `number` and `time` are to be written as such. */
  names: z.array(z.union([z.string(), z.number()])).optional(),
  namesAre: Scale.optional(),
  /** Least and greatest of all that is drawn; null where that is nothing. */
  extent: Range.nullable(),
})
export type DrawnAxis = z.infer<typeof DrawnAxis>

/** A chart ready to be drawn. */
export const Drawing = z.object({
  spec: ChartSpec,
  x: DrawnAxis,
  y: DrawnAxis,
  below: DrawnAxis.optional(),
  series: z.array(DrawnSeries),
})
export type Drawing = z.infer<typeof Drawing>
