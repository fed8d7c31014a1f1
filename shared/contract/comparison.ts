import { z } from 'zod'
import { ExecutionId } from '../base/ids.ts'
import { Json } from '../base/json.ts'
import { ChainDifference, FieldChange } from '../chain/diff.ts'
import { Column } from '../operation/value.ts'
import { NodesCompared } from '../run/compare.ts'
import { procedure } from './base.ts'
import { RunSummary } from './runs.ts'

/** Two runs, the second seen from the first. */
export const RunComparison = z.object({
  a: RunSummary,
  b: RunSummary,
  inputs: z.array(FieldChange),
  chain: ChainDifference,
  compared: NodesCompared,
})
export type RunComparison = z.infer<typeof RunComparison>

export const ROW_STATES = ['changed', 'added', 'removed', 'same'] as const
export const RowState = z.enum(ROW_STATES)
export type RowState = z.infer<typeof RowState>

const Count = z.number().int().min(0)

/** Rows of two tables, each beside the one with the same key. */
export const RowsCompared = z.object({
  kind: z.literal('table'),
  /** Columns of both first; `in` says which tables have it. */
  columns: z.array(Column.extend({ in: z.enum(['both', 'a', 'b']) })),
  /** By which columns rows were matched; none: by their place. */
  keys: z.array(z.string()),
  counts: z.object({ same: Count, changed: Count, added: Count, removed: Count }),
  /** Cells in the order of `columns`; null for a side that has no such row. */
  rows: z.array(z.object({ state: RowState, a: z.array(Json).nullable(), b: z.array(Json).nullable() })),
  offset: Count,
  /** Rows of the states asked for. */
  matching: Count,
})
export type RowsCompared = z.infer<typeof RowsCompared>

/** Values that are no tables, field by field; at most {@link MOST_FIELDS}, `more` where there are others. */
export const ValuesCompared = z.object({
  kind: z.literal('value'),
  fields: z.array(FieldChange),
  more: z.boolean(),
})
export type ValuesCompared = z.infer<typeof ValuesCompared>
export const MOST_FIELDS = 200

const Pair = z.object({ a: ExecutionId, b: ExecutionId })

export const comparison = {
  /** Errors: `execution_missing`, `run_running`. */
  runs: procedure.input(Pair).output(RunComparison),
  /**
   * The node's two results beside each other. `keys`: columns that name a row; left out, columns that do are looked for,
   * and where there are none rows are matched by place. `states`: which rows to give, all that differ by default.
   * Errors: `execution_missing`, `value_missing`, `blob_missing`, `column_missing`.
   */
  values: procedure
    .input(
      Pair.extend({
        nodeId: z.string(),
        /** One of its outputs; left out, the result itself. */
        port: z.string().optional(),
        keys: z.array(z.string()).max(8).optional(),
        states: z.array(RowState).min(1).default(['changed', 'added', 'removed']),
        offset: Count.default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.discriminatedUnion('kind', [RowsCompared, ValuesCompared])),
}
