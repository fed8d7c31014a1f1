import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { hashFile } from '#electron/data/hash.ts'
import type { OperationContext } from '#electron/engine/operation.ts'
import { fail } from '#shared/base/errors.ts'

/**
 * What `read` makes of a file, once it is sure that the file was the same all the while, with the file as it was in the run's
 * record. Errors: `file_missing`, `file_changed`.
 */
export async function readSource<T>(
  path: string,
  context: OperationContext,
  read: () => Promise<T>,
): Promise<T> {
  const before = await stat(path)
  if (!before.isFile()) fail('file_missing', `"${path}" is not a file.`)
  // The content is hashed while DuckDB reads it on threads of its own.
  const [value, sha256] = await Promise.all([read(), hashFile(path, context.signal)])
  const after = await stat(path)
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
    fail('file_changed', `The file "${basename(path)}" changed while it was read: run again.`)
  }
  context.record({ kind: 'source', path, size: after.size, modifiedAt: after.mtimeMs, sha256 })
  return value
}
