import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

/** Writes a new file and waits until it is on the disk. */
export async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Waits until what was written to a file is on the disk; for a folder, what was named in it. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => open(path, 'r'))
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Windows has no folders that could be opened to wait for them. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await syncFile(path)
}

export const pack = promisify(zlib.zstdCompress)
export const unpack = promisify(zlib.zstdDecompress)
