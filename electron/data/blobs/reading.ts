import { AppFailure } from '#shared/base/errors.ts'
import type { BlobHash } from '#shared/base/ids.ts'
import type { BlobStore } from './blob-store.ts'

/**
 * Reads files of blobs. Where that fails and a file is gone or not what it was, that is the failure, not what DuckDB makes of
 * it: blobs are read whole to know, so not for failures that say what is wrong with the question, nor for aborted ones.
 * Errors: `blob_missing`, `blob_damaged`, those of `read`.
 */
export async function readingBlobs<T>(
  blobs: Pick<BlobStore, 'verify'>,
  hashes: readonly BlobHash[],
  read: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await read()
  } catch (thrown) {
    const clear = thrown instanceof AppFailure && thrown.code !== 'sql_failed'
    if (!clear && !signal?.aborted) for (const hash of hashes) await blobs.verify(hash)
    throw thrown
  }
}
