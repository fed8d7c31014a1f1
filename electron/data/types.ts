import { type DuckDBType, DuckDBTypeId as Id } from '@duckdb/node-api'
import type { ColumnType } from '#shared/operation/value.ts'

const FOLDED: Partial<Record<Id, ColumnType>> = {
  [Id.BOOLEAN]: 'boolean',
  [Id.TINYINT]: 'integer',
  [Id.SMALLINT]: 'integer',
  [Id.INTEGER]: 'integer',
  [Id.BIGINT]: 'integer',
  [Id.HUGEINT]: 'integer',
  [Id.UTINYINT]: 'integer',
  [Id.USMALLINT]: 'integer',
  [Id.UINTEGER]: 'integer',
  [Id.UBIGINT]: 'integer',
  [Id.UHUGEINT]: 'integer',
  [Id.BIGNUM]: 'integer',
  [Id.FLOAT]: 'number',
  [Id.DOUBLE]: 'number',
  [Id.DATE]: 'date',
  [Id.TIME]: 'time',
  [Id.TIME_TZ]: 'time',
  [Id.TIME_NS]: 'time',
  [Id.TIMESTAMP]: 'timestamp',
  [Id.TIMESTAMP_S]: 'timestamp',
  [Id.TIMESTAMP_MS]: 'timestamp',
  [Id.TIMESTAMP_NS]: 'timestamp',
  [Id.TIMESTAMP_TZ]: 'timestamp',
  [Id.LIST]: 'json',
  [Id.ARRAY]: 'json',
  [Id.STRUCT]: 'json',
  [Id.MAP]: 'json',
  [Id.UNION]: 'json',
  [Id.VARIANT]: 'json',
  [Id.BLOB]: 'bytes',
  [Id.GEOMETRY]: 'bytes',
}

/** True for text that DuckDB knows to be JSON. */
export const isJsonText = (type: DuckDBType): boolean => type.typeId === Id.VARCHAR && type.alias === 'JSON'

/** The type under which people see a DuckDB type. What is not listed (text, enumerations, UUIDs, intervals, bits) is text. */
export function columnTypeOf(type: DuckDBType): ColumnType {
  if (type.typeId === Id.DECIMAL) return type.scale === 0 ? 'integer' : 'number'
  if (isJsonText(type)) return 'json'
  return FOLDED[type.typeId] ?? 'text'
}
