import { z } from 'zod'

/** How a layer's rows are drawn. `bars` stand on categories, `bins` are counted from numbers, `spans` reach from x to `until`. */
export const Mark = z.enum(['line', 'points', 'bars', 'bins', 'spans', 'boxes', 'cells'])
export type Mark = z.infer<typeof Mark>

/** How several rows that fall on one bar or cell become one number. */
export const Combine = z.enum(['mean', 'sum', 'median', 'min', 'max', 'count'])
export type Combine = z.infer<typeof Combine>

/** One thing to draw from the columns of one table. */
export const ChartLayer = z.object({
  mark: Mark,
  /** What the legend says; with `group`, one series for each of its values instead. */
  name: z.string(),
  /** Which table the columns are of, where a chart is drawn from several. */
  source: z.string().default('data'),
  /** Along the bottom; of boxes, what they are told apart by; empty where there is nothing. */
  x: z.string().default(''),
  y: z.string().default(''),
  group: z.string().default(''),
  /** Half the height of an error bar. */
  error: z.string().default(''),
  /** What the colour of a cell says. */
  value: z.string().default(''),
  /** Where a span ends. */
  until: z.string().default(''),
  /** Draws −y: an impedance's imaginary part as Nyquist had it. */
  negative: z.boolean().default(false),
  /** In which order a line meets its points. */
  order: z.enum(['rows', 'x']).default('rows'),
  /** `below`: in a second, lower panel with the same x axis. */
  panel: z.enum(['main', 'below']).default('main'),
})
export type ChartLayer = z.infer<typeof ChartLayer>

export const ChartAxis = z.object({ title: z.string().default(''), log: z.boolean().default(false) })
export type ChartAxis = z.infer<typeof ChartAxis>

/** What to draw, without the data: a chart is this and tables. */
export const ChartSpec = z.object({
  title: z.string().default(''),
  x: ChartAxis.prefault({}),
  y: ChartAxis.prefault({}),
  /** The title of the lower panel's y axis. */
  below: z.string().default(''),
  layers: z.array(ChartLayer).min(1).max(24),
  combine: Combine.default('mean'),
  /** How many bins; as many as the spread asks for where it is null. */
  bins: z.int().min(1).max(1000).nullable().default(null),
  /** One unit is as long on both axes. */
  equal: z.boolean().default(false),
})
export type ChartSpec = z.infer<typeof ChartSpec>
