import type { OperationContext } from '#electron/engine/operation.ts'
import { isJsonList, isJsonRecord } from '#shared/base/json.ts'
import { sql } from '#shared/operation/transform/sql.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'
import { give, implement } from '../define.ts'
import { tableOf } from '../inputs.ts'

/** Single values are tables of one row. Errors: those of `tableOf`. */
function asTable(value: Value, context: OperationContext): Promise<TableValue> {
  if (value.kind !== 'json' || isJsonList(value.json)) return tableOf(value, context)
  const record = isJsonRecord(value.json) ? value.json : { value: value.json }
  return context.services.tables.fromRecords([record])
}

export const runSql = implement(sql, async (config, context) => {
  const inputs: Record<string, TableValue> = {}
  for (const { nodeId, value } of context.inputs) inputs[nodeId] = await asTable(value, context)
  return give(await context.services.tables.select(config.sql, inputs, context.signal))
})
