import type { Keep, Restore } from '#electron/engine/keep.ts'
import type { TableValue } from '#shared/operation/value.ts'
import type { BlobStore } from './blob-store.ts'
import { keepLarge, readLarge } from './large.ts'
import { blobOf, refOf } from './refs.ts'

/** Writes a table to a Parquet file. */
export type ExportTable = (table: TableValue, path: string) => Promise<void>

/** Keeps the values of a run in blobs: tables as Parquet, what is large as JSON text. Those in blobs stay as they are. */
export function keepIn(blobs: BlobStore, exportTable: ExportTable): { keep: Keep; restore: Restore } {
  return {
    async keep(value) {
      switch (value.kind) {
        case 'table': {
          if (blobOf(value.ref)) return value
          const path = await blobs.tempPath('.parquet')
          await exportTable(value, path)
          return { ...value, ref: refOf(await blobs.adoptFile(path)) }
        }
        case 'file':
        case 'large':
          return value
        default:
          return keepLarge(value, blobs)
      }
    },
    restore: async (value) => (value.kind === 'large' ? readLarge(value, blobs) : value),
  }
}
