import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { fail } from '#shared/base/errors.ts'

/** Writes a file, whole or not at all; one that is there is replaced. Throws what the file system throws. */
export async function putWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await writeFile(temporary, content, { flush: true })
    await rename(temporary, path)
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => {})
    throw thrown
  }
}

/** As {@link putWhole}, for a window. Error: `file_unwritable`. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await putWhole(path, content)
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    fail('file_unwritable', `The file ${path} can't be written: ${why}.`, { path })
  }
}
