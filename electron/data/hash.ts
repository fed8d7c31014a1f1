import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** Bytes at a time, into one buffer: reading anew for each part would cost more than hashing it. */
const CHUNK = 1 << 20

/** The SHA-256 of a file's content, in lower-case hex, without holding the file in memory. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK)
  const file = await open(path)
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, CHUNK)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
