import { BlobHash } from '#shared/base/ids.ts'

const REF = 'blob:'

/** `blob:<sha256>`: how a value names a blob. */
export const refOf = (blob: BlobHash): string => `${REF}${blob}`

/** The hash in a value's ref; null for a ref that names something else. */
export function blobOf(ref: string): BlobHash | null {
  const text = ref.startsWith(REF) ? ref.slice(REF.length) : ''
  return /^[0-9a-f]{64}$/.test(text) ? BlobHash.parse(text) : null
}
