import { z } from 'zod'
import { Json } from '../base/json.ts'
import { Column } from '../operation/value.ts'

/** What a column holds, of all rows of its table. Numbers of a large table that are marked are near to the truth. */
export const ColumnProfile = z.object({
  column: Column,
  rows: z.number().int(),
  missing: z.number().int(),
  /** Different values. */
  distinct: z.number().int(),
  /** `distinct`, quantiles and the counts of the most frequent are estimates. */
  estimated: z.boolean(),
  /** Of what has an order. */
  least: Json.optional(),
  greatest: Json.optional(),
  /** Of numbers that are finite. */
  numbers: z
    .object({
      mean: z.number(),
      stdev: z.number().nullable(),
      /** Lower quartile, median, upper quartile. */
      quartiles: z.tuple([z.number(), z.number(), z.number()]),
      /** Counts in bins of one width from the least to the greatest number. */
      bins: z.array(z.number().int()),
      notFinite: z.number().int(),
    })
    .optional(),
  /** The most frequent values of what is no number, as text. */
  frequent: z.array(z.object({ value: z.string(), count: z.number().int() })).optional(),
})
export type ColumnProfile = z.infer<typeof ColumnProfile>
