import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ExecutionId } from '../base/ids.ts'
import { Json } from '../base/json.ts'
import { RowOperator } from '../operation/row-operators.ts'
import { Column } from '../operation/value.ts'
import { procedure } from './base.ts'
import { Drawing, DrawQuery } from './drawing.ts'
import { JsonPreview, ValuePreview } from './preview.ts'
import { ColumnProfile } from './profile.ts'

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

/** `value` is what somebody typed, read in the column's type; texts are compared whatever their case, `in` takes them with commas. */
export const TableFilter = z.object({
  column: z.string(),
  operator: RowOperator,
  value: Json.optional(),
})
export type TableFilter = z.infer<typeof TableFilter>

/** Which rows of a table, and in which order. */
export const RowQuery = z.object({
  sort: z.array(TableSort).max(8).default([]),
  filter: z.array(TableFilter).max(32).default([]),
  /** Text in any column. */
  search: z.string().max(500).optional(),
})
export type RowQuery = z.infer<typeof RowQuery>

/** Columns by their place: from one up to another, which is left out. */
const ColumnRange = z.object({ from: z.number().int().min(0), to: z.number().int().min(1) })

/** `columns` whose cells the rows carry; all where it is absent. */
export const TableQuery = RowQuery.extend({ offset, limit, columns: ColumnRange.optional() })
export type TableQuery = z.infer<typeof TableQuery>

export const SAVE_FORMATS = ['csv', 'json', 'parquet'] as const
/** How far a table has been written, from 0 to 1; at the end where it is, or the address that gives it to a browser once. */
export const SaveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), share: z.number() }),
  z.object({ type: z.literal('saved'), path: z.string().nullable(), download: z.string().nullable() }),
])
export type SaveEvent = z.infer<typeof SaveEvent>

/** All `columns`; rows have their cells in that order, those that were asked for. `matching` rows pass the filter, of `total`. */
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

/** Base64 of part of some bytes; `size` is how many there are. */
export const BytesPage = z.object({ base64: z.string(), offset: z.number().int(), size: z.number().int() })
export type BytesPage = z.infer<typeof BytesPage>

/** A place in a JSON value. */
const JsonPath = z
  .array(z.union([z.string(), z.number().int()]))
  .max(1000)
  .default([])

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
  /** What one column holds, over all rows. */
  profile: procedure.input(ValueAddress.extend({ column: z.string() })).output(ColumnProfile),
  /**
   * Writes all rows that a query shows to a file; without a path, to one that the window downloads. Ending the events stops it.
   * Error: `file_unwritable`.
   */
  save: procedure
    .input(
      ValueAddress.extend(RowQuery.shape).extend({
        format: z.enum(SAVE_FORMATS),
        path: z.string().min(1).nullable(),
        /** What the download is called, without its ending. */
        name: z.string().max(200).default('table'),
      }),
    )
    .output(eventIterator(SaveEvent)),
  text: procedure
    .input(
      ValueAddress.extend({
        path: JsonPath,
        offset,
        limit: z.number().int().min(1).max(200_000).default(20_000),
      }),
    )
    .output(TextPage),
  json: procedure
    .input(
      ValueAddress.extend({
        path: JsonPath,
        offset,
        limit,
      }),
    )
    .output(JsonPage),
  /** Where keys or values hold a text, whatever its case, in the value's order; at most 1000 places. */
  search: procedure
    .input(ValueAddress.extend({ text: z.string().min(1).max(500) }))
    .output(z.object({ paths: z.array(z.array(z.union([z.string(), z.number().int()]))) })),
  /** Which of its parent's children a place is, and how many it has itself. */
  place: procedure
    .input(ValueAddress.extend({ path: JsonPath, key: z.union([z.string(), z.number().int()]) }))
    .output(z.object({ index: z.number().int(), size: z.number().int() })),
  /** The next place of a text in the value's text, whatever its case; null where there is none. */
  find: procedure
    .input(ValueAddress.extend({ text: z.string().min(1).max(500), from: offset }))
    .output(z.object({ offset: z.number().int().nullable() })),
  /** Base64 of part of the bytes. */
  bytes: procedure
    .input(ValueAddress.extend({ offset, limit: z.number().int().min(1).max(1_000_000).default(4096) }))
    .output(BytesPage),
  /**
   * A chart's points, as many as can be seen. Errors besides: `no_chart` (the result is not seen as a chart), `chart_unknown`,
   * those of the operation chart.
   */
  draw: procedure.input(ValueAddress.extend(DrawQuery.shape)).output(Drawing),
}
