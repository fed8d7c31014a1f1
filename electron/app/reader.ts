import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { readLarge } from '#electron/data/blobs/large.ts'
import type { JsonRecord } from '#shared/base/json.ts'
import type { LargeValue, TableValue, Value } from '#shared/operation/value.ts'
import { lazyTables } from './tables.ts'

/** Reads what kept values only refer to. Errors: `blob_missing`, `blob_damaged`. */
export interface Reader {
  /** The first rows of a table, as records. */
  rows(table: TableValue, limit: number): Promise<JsonRecord[]>
  /** The value that a large one stands for. */
  whole(value: LargeValue): Promise<Value>
  close(): Promise<void>
}

export function openReader(blobs: BlobStore, scratch: string): Reader {
  const tables = lazyTables({
    files: [],
    scratch,
    blobs,
  })
  return {
    rows: (table, limit) => tables.rows(table, { limit }),
    whole: (value) => readLarge(value, blobs),
    close: () => tables.close(),
  }
}
