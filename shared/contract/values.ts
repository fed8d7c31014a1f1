import { z } from 'zod'
import { ExecutionId } from '../base/ids.ts'
import { Json } from '../base/json.ts'
import { Column } from '../operation/value.ts'
import { procedure } from './base.ts'
import { Drawing, DrawQuery } from './drawing.ts'
import { JsonPreview, ValuePreview } from './preview.ts'

/** A node's value in a run; `port` where an output port carries another than the node's. */
export const ValueAddress = z.object({
  executionId: ExecutionId,
  nodeId: z.string(),
  port: z.string().optional(),
})
export type ValueAddress = z.infer<typeof ValueAddress>

const offset = z.number().int().min(0).default(0)
const limit = z.number().int().min(1).max(1000).default(100)

export const TableSort = z.object({ column: z.string(), descending: z.boolean().default(false) })
export type TableSort = z.infer<typeof TableSort>

export const FILTER_OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'empty',
  'notEmpty',
] as const
/** `value` is compared in the column's type; `contains` compares text, ignoring case. */
export const TableFilter = z.object({
  column: z.string(),
  operator: z.enum(FILTER_OPERATORS),
  value: Json.optional(),
})
export type TableFilter = z.infer<typeof TableFilter>

export const TableQuery = z.object({
  offset,
  limit,
  sort: z.array(TableSort).max(8).default([]),
  filter: z.array(TableFilter).max(32).default([]),
  /** Text in any column. */
  search: z.string().max(500).optional(),
})
export type TableQuery = z.infer<typeof TableQuery>

/** Rows in the order of `columns`. `matching` rows pass the filter, of `total`. */
export const TablePage = z.object({
  columns: z.array(Column),
  rows: z.array(z.array(Json)),
  offset: z.number().int(),
  matching: z.number().int(),
  total: z.number().int(),
})
export type TablePage = z.infer<typeof TablePage>

/** Part of a text, in UTF-16 code units. JSON that is no text is given indented. */
export const TextPage = z.object({ text: z.string(), offset: z.number().int(), size: z.number().int() })
export type TextPage = z.infer<typeof TextPage>

/** The children of one place in a JSON value; `key` is an index in a list. */
export const JsonPage = z.object({
  self: JsonPreview,
  entries: z.array(z.object({ key: z.union([z.string(), z.number().int()]), value: JsonPreview })),
  offset: z.number().int(),
  size: z.number().int(),
})
export type JsonPage = z.infer<typeof JsonPage>

/** All give `execution_missing`, `value_missing` (the node has none) and `value_kind` (the value is another kind). */
export const values = {
  preview: procedure.input(ValueAddress).output(ValuePreview),
  /** A list of records is given as a table too. */
  table: procedure.input(ValueAddress.extend(TableQuery.shape)).output(TablePage),
  text: procedure
    .input(ValueAddress.extend({ offset, limit: z.number().int().min(1).max(200_000).default(20_000) }))
    .output(TextPage),
  json: procedure
    .input(
      ValueAddress.extend({
        path: z.array(z.union([z.string(), z.number().int()])).default([]),
        offset,
        limit,
      }),
    )
    .output(JsonPage),
  /** Base64 of part of the bytes. */
  bytes: procedure
    .input(ValueAddress.extend({ offset, limit: z.number().int().min(1).max(1_000_000).default(4096) }))
    .output(z.object({ base64: z.string(), offset: z.number().int(), size: z.number().int() })),
  /**
   * A chart's points, as many as can be seen. Errors besides: `no_chart` (the result is not seen as a chart), `chart_unknown`,
   * those of the operation chart.
   */
  draw: procedure.input(ValueAddress.extend(DrawQuery.shape)).output(Drawing),
}
