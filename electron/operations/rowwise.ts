import { PLACE, quoteName, withPlaces } from '#electron/data/names.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { TableValue } from '#shared/operation/value.ts'
import { give } from './define.ts'
import { inputAt, jsonOf } from './inputs.ts'
import { tableAt } from './tables.ts'

/** The values at the port `values`, by node id. */
export async function valuesAt(context: OperationContext): Promise<JsonRecord> {
  const inputs = context.inputs.filter((input) => input.port === 'values')
  const values = await Promise.all(inputs.map((input) => jsonOf(input.value, context)))
  return Object.fromEntries(inputs.map((input, i) => [input.nodeId, values[i] ?? null]))
}

const KEEP = quoteName('ergo keep')

/** What the user writes about each row: new columns one after the other, each seeing those before it, or which rows to keep. */
export type PerRow =
  | {
      readonly columns: readonly { readonly name: string; readonly sql: string; readonly replaces: boolean }[]
    }
  | { readonly keep: string }

/** An expression may end in a comment. */
const bracketed = (sql: string): string => `(\n${sql}\n)`

/** Adds or replaces each column in a query of its own, so that it sees those before. */
function withColumns(source: string, as: string, work: PerRow): string {
  if ('keep' in work) {
    const kept = `SELECT *, ${bracketed(work.keep)} AS ${KEEP} FROM ${source}`
    return `SELECT * EXCLUDE (${KEEP}) FROM (${kept}) WHERE ${KEEP}`
  }
  return work.columns.reduce((from, { name, sql, replaces }, i) => {
    const column = `${bracketed(sql)} AS ${quoteName(name)}`
    const list = replaces ? `* REPLACE (${column})` : `*, ${column}`
    return `SELECT ${list} FROM ${i === 0 ? from : `(${from}) AS ${as}`}`
  }, source)
}

/** Expressions that look at other rows, which DuckDB answers in no particular order. */
const BEYOND_ROW = /\b(over|select|from)\b/i

/** In SQL a name is a column before it is a node, and of two columns of a name one would be lost. Error: `bad_column_name`. */
function refuseHidden(nodeIds: readonly string[], columns: readonly string[]): void {
  for (const id of nodeIds) {
    const column = columns.find((name) => name.toLowerCase() === id.toLowerCase())
    if (column === undefined) continue
    fail(
      'bad_column_name',
      `The node "${id}" at "values" goes by the name of the column "${column}": give the node another id, or the column another name.`,
      { column },
    )
  }
}

/**
 * Runs the user's SQL on each row of the table at `in`, keeping the order of the rows. In scope: the columns, the values at `values`
 * by node id, and in subqueries the table under its node id. Errors: `bad_column_name`, those of `Tables.select`.
 */
export async function givePerRow(work: PerRow, context: OperationContext): Promise<Outcome> {
  const { tables } = context.services
  const { nodeId } = inputAt(context)
  const table = await tableAt(context)
  const values = await valuesAt(context)
  const names = Object.keys(values)
  refuseHidden(names, [
    ...table.columns.map((column) => column.name),
    ...('keep' in work ? [] : work.columns.map((column) => column.name)),
  ])
  const name = quoteName(nodeId)
  const texts = 'keep' in work ? [work.keep] : work.columns.map((column) => column.sql)
  if (names.length === 0 && !texts.some((sql) => BEYOND_ROW.test(sql))) {
    const simple =
      'keep' in work ? `SELECT * FROM ${name} WHERE ${bracketed(work.keep)}` : withColumns(name, name, work)
    return give(await tables.select(simple, { [nodeId]: table }, context.signal, texts))
  }
  const inputs: Record<string, TableValue> = { [nodeId]: table }
  let source = `${withPlaces(nodeId)} AS ${name}`
  if (names.length > 0) {
    const one = `${nodeId} values`
    inputs[one] = await tables.fromRecords([values])
    source = `(SELECT * FROM ${source} CROSS JOIN ${quoteName(one)}) AS ${name}`
  }
  const extra = [PLACE, ...names.map(quoteName)].join(', ')
  const sql = `SELECT * EXCLUDE (${extra}) FROM (${withColumns(source, name, work)}) ORDER BY ${PLACE}`
  return give(await tables.select(sql, inputs, context.signal, texts))
}
