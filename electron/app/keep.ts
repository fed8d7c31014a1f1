import type { BlobStore } from '#electron/data/blobs/blob-store.ts'
import { keepLarge, readLarge } from '#electron/data/blobs/large.ts'
import { blobOf, refOf } from '#electron/data/blobs/refs.ts'
import type { RunTables } from '#electron/data/tables.ts'
import type { Keep, Restore } from '#electron/engine/keep.ts'
import { attemptAsync } from '#electron/store/errors.ts'
import { externalRef, type TableValue } from '#shared/operation/value.ts'

/** Makes values outlive their run: a table as Parquet, what is large as its JSON text. Errors: `store_full`, `store_read_only`. */
export function keeper(tables: Pick<RunTables, 'exportParquet'>, blobs: BlobStore): Keep {
  async function keepTable(table: TableValue): Promise<TableValue> {
    const path = await blobs.tempPath('.parquet')
    await attemptAsync(tables.exportParquet(table, path))
    return { ...table, ref: refOf(await blobs.adoptFile(path)) }
  }
  return async (value) => {
    if (value.kind === 'table') return keepTable(value)
    if (value.kind === 'chart' && value.data) return { ...value, data: await keepTable(value.data) }
    return value.kind === 'file' || value.kind === 'large' ? value : keepLarge(value, blobs)
  }
}

/**
 * Reads back what is large. Tables stay where they are, to be read from their blobs by what uses them; that they are there
 * is seen to, and that they stay. Errors: `blob_missing`, `blob_damaged`.
 */
export function restorer(blobs: BlobStore): Restore {
  return async (value) => {
    const blob = blobOf(externalRef(value) ?? '')
    if (blob) await blobs.use(blob)
    return value.kind === 'large' ? readLarge(value, blobs) : value
  }
}
