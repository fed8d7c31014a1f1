import { quoteName } from '#electron/data/names.ts'
import type { OperationContext, Outcome } from '#electron/engine/operation.ts'
import { SINGLE_INPUT } from '#shared/chain/schema.ts'
import { columnNamed } from '#shared/operation/columns.ts'
import type { Column, TableValue } from '#shared/operation/value.ts'
import { give } from './define.ts'
import { inputAt, tableOf } from './inputs.ts'

/** The first input at a port as a table. Errors: `input_missing`, `not_a_table`, `empty_input`, `bad_column_name`. */
export function tableAt(context: OperationContext, port = SINGLE_INPUT): Promise<TableValue> {
  return tableOf(inputAt(context, port).value, context)
}

/** The table's column of that name, by {@link columnNamed}. Error: `column_missing`. */
export const columnOf = (table: TableValue, name: string): Column => columnNamed(table.columns, name)

/** {@link columnOf} as an SQL identifier. */
export const quotedColumn = (table: TableValue, name: string): string => quoteName(columnOf(table, name).name)

/** Runs SQL of our own over one table, which it names `input`. */
export async function giveQuery(sql: string, table: TableValue, context: OperationContext): Promise<Outcome> {
  return give(await context.services.tables.query(sql, { input: table }, context.signal))
}
