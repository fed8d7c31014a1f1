import { type AppError, AppFailure, toAppError } from '#shared/base/errors.ts'
import type { Json, JsonRecord } from '#shared/base/json.ts'
import type { TableValue, Value } from '#shared/operation/value.ts'

/** A value that is not where it was kept: the rest can be shown all the same. */
const LOST: ReadonlySet<string> = new Set(['blob_missing', 'blob_damaged', 'table_missing'])

/** True of a warning that a value could not be read any more. */
export const isLost = ({ code }: { readonly code: string }): boolean => LOST.has(code)

/** Reads what a value only refers to. */
export interface ValueReader {
  /** The first rows of a table, as records. */
  rows(table: TableValue, limit: number): Promise<JsonRecord[]>
  /** The value that a large one stands for. */
  whole(value: Extract<Value, { kind: 'large' }>): Promise<Value>
}

/**
 * A value as the JSON that the command prints: itself, or for what is not JSON a record with one key that says what it
 * is. A table has its first `rows` rows. Where the data folder does not hold a value any more, `lost` is told, and what
 * is known without it is given.
 */
export async function plainValue(
  value: Value,
  reader: ValueReader,
  rows: number,
  lost: (error: AppError) => void,
): Promise<Json> {
  const orElse = async <T>(read: Promise<T>, instead: T): Promise<T> =>
    read.catch((thrown: unknown) => {
      if (!(thrown instanceof AppFailure && isLost(thrown))) throw thrown
      lost(toAppError(thrown))
      return instead
    })
  switch (value.kind) {
    case 'json':
      return value.json
    case 'table': {
      const first = Math.min(rows, value.rowCount)
      return {
        table: {
          columns: value.columns.map(({ name, type, unit }) => ({ name, type, ...(unit ? { unit } : {}) })),
          rowCount: value.rowCount,
          rows: first > 0 ? await orElse(reader.rows(value, first), []) : [],
        },
      }
    }
    case 'chart':
      return { chart: value.spec }
    case 'file': {
      const { path, size, sha256 } = value
      return { file: { path, size, ...(sha256 ? { sha256 } : {}) } }
    }
    case 'bytes':
      return { bytes: { size: value.size, base64: value.base64 } }
    case 'large': {
      const whole = await orElse<Value | null>(reader.whole(value), null)
      return whole ? plainValue(whole, reader, rows, lost) : value.preview
    }
  }
}
