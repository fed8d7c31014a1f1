import { quoteName } from '#electron/data/names.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { closest } from '#shared/base/closest.ts'
import { fail } from '#shared/base/errors.ts'
import { SINGLE_INPUT } from '#shared/chain/schema.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { give } from './define.ts'
import { inputAt, tableOf } from './inputs.ts'

/** The first input at a port as a table. Errors: `input_missing`, `not_a_table`, `empty_input`, `bad_column_name`. */
export function tableAt(context: OperationContext, port = SINGLE_INPUT): Promise<TableValue> {
  return tableOf(inputAt(context, port).value, context)
}

/**
 * The table's column of that name. Names are told apart as written; one that differs in capitals alone is found where no other is
 * the same. Error: `column_missing`, with the name that may have been meant.
 */
export function columnOf(table: TableValue, name: string): Column {
  const names = table.columns.map((column) => column.name)
  const folded = name.toLowerCase()
  const found =
    table.columns.find((column) => column.name === name) ??
    table.columns.find((column) => column.name.toLowerCase() === folded)
  if (found) return found
  if (name === '') return fail('column_missing', 'No column is chosen: choose one.', { columns: names })
  const near = closest(name, names)
  const hint = near ? `did you mean "${near}"?` : `there are ${names.join(', ')}.`
  return fail('column_missing', `There is no column "${name}": ${hint}`, { column: name, columns: names })
}

/** {@link columnOf} as an SQL identifier. */
export const quotedColumn = (table: TableValue, name: string): string => quoteName(columnOf(table, name).name)

/** Runs SQL of our own over one table, which it names `input`. */
export async function giveQuery(sql: string, table: TableValue, context: OperationContext): Promise<Outcome> {
  return give(await context.services.tables.query(sql, { input: table }, context.signal))
}
