import { z } from 'zod'
import { Json } from '../base/json.ts'
import { Column } from '../operation/value.ts'

/** Most characters, rows and columns of a value that a preview holds. */
export const PREVIEW = { characters: 400, jsonCharacters: 2000, rows: 8, columns: 40, spark: 48 } as const

/** Up to {@link PREVIEW.spark} numbers drawn evenly from a list or a column, for a sparkline. */
const Spark = z.array(z.number()).max(PREVIEW.spark)

/** JSON in small: `json` is the whole value where that is short (`partial` is false); `text` is its beginning. */
export const JsonPreview = z.object({
  kind: z.literal('json'),
  type: z.enum(['nothing', 'list', 'record', 'text', 'number', 'boolean']),
  json: Json.optional(),
  text: z.string(),
  partial: z.boolean(),
  /** Items of a list, keys of a record, characters of a text; absent where it would take reading the whole value. */
  size: z.number().int().optional(),
  spark: Spark.optional(),
})
export type JsonPreview = z.infer<typeof JsonPreview>

/** The first columns and rows; each row in the order of `columns`. */
export const TablePreview = z.object({
  kind: z.literal('table'),
  columns: z.array(Column),
  columnCount: z.number().int(),
  rowCount: z.number().int(),
  rows: z.array(z.array(Json)),
  spark: Spark.optional(),
})
export type TablePreview = z.infer<typeof TablePreview>

/** `spec` is left out where it is too long to travel with a run's events; `values.chart` gives it. */
export const ChartPreview = z.object({ kind: z.literal('chart'), spec: Json.optional() })
export const FilePreview = z.object({ kind: z.literal('file'), path: z.string(), size: z.number().int() })
/** `head`: the first bytes in hexadecimal. */
export const BytesPreview = z.object({ kind: z.literal('bytes'), size: z.number().int(), head: z.string() })

/** A value in small: what a node shows. Never the whole of something long. */
export const ValuePreview = z.discriminatedUnion('kind', [
  JsonPreview,
  TablePreview,
  ChartPreview,
  FilePreview,
  BytesPreview,
])
export type ValuePreview = z.infer<typeof ValuePreview>
