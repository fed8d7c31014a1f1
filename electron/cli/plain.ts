import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'

/** Reads what a value only refers to. */
export interface ValueReader {
  /** The first rows of a table, as records. */
  rows(table: TableValue, limit: number): Promise<JsonRecord[]>
  /** The value that a large one stands for. */
  whole(value: Extract<Value, { kind: 'large' }>): Promise<Value>
}

/**
 * A value as the JSON that the command prints: itself, or for what is not JSON a record with one key that says what it
 * is. A table has its first `rows` rows.
 */
export async function plainValue(value: Value, reader: ValueReader, rows: number): Promise<Json> {
  switch (value.kind) {
    case 'json':
      return value.json
    case 'table':
      return {
        table: {
          columns: value.columns.map(({ name, type, unit }) => ({ name, type, ...(unit ? { unit } : {}) })),
          rowCount: value.rowCount,
          rows: rows > 0 ? await reader.rows(value, rows) : [],
        },
      }
    case 'chart':
      return { chart: value.spec }
    case 'file': {
      const { path, size, sha256 } = value
      return { file: { path, size, ...(sha256 ? { sha256 } : {}) } }
    }
    case 'bytes':
      return { bytes: { size: value.size, base64: value.base64 } }
    case 'large':
      return plainValue(await reader.whole(value), reader, rows)
  }
}
