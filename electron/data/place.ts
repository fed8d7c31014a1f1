import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

/** Gives a file its name, unless another has it. Throws `EEXIST`. */
async function claim(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (thrown) {
    // Some file systems have no links: then the copy is made in place, and is the file only once it is whole.
    if (codeOf(thrown) === 'EEXIST') throw thrown
    await copyFile(from, to, constants.COPYFILE_EXCL)
  }
  await rm(from, { force: true })
}

async function move(from: string, to: string, overwrite: boolean): Promise<void> {
  await (overwrite ? rename(from, to) : claim(from, to))
}

/**
 * Puts a finished file in its place in one step, so that nobody sees half of it, also from another disk; it is flushed first, so
 * that a power cut leaves the old file or the new. Throws `EEXIST` where there is one that may not be overwritten.
 */
export async function place(from: string, to: string, { overwrite = true } = {}): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await flush(from)
  try {
    return await move(from, to, overwrite)
  } catch (thrown) {
    if (codeOf(thrown) !== 'EXDEV') throw thrown
  }
  const near = join(dirname(to), `.${basename(to)}.${randomUUID()}`)
  try {
    await copyFile(from, near)
    await flush(near)
    await move(near, to, overwrite)
    await rm(from, { force: true })
  } finally {
    await rm(near, { force: true })
  }
}
