import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** Bytes at a time: large reads cost fewer turns of the event loop. */
const CHUNK = 1 << 20

/** The SHA-256 of a file's content, in lower-case hex, without holding the file in memory. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const stream = createReadStream(path, { highWaterMark: CHUNK, ...(signal ? { signal } : {}) })
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}
