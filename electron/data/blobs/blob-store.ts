import { hash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { attemptAsync } from '#electron/store/errors.ts'
import { fail } from '#shared/base/errors.ts'
import { BlobHash } from '#shared/base/ids.ts'
import { hashFile } from '../hash.ts'
import { pack, syncFile, syncFolder, unpack, writeDurably } from './files.ts'

/** Ends the name of a blob that is compressed (Zstandard, RFC 8878); its hash is that of the plain content. */
const PACKED = '.zst'

/**
 * Results on disk, named by the SHA-256 of their content: `blobs/ab/cdef…`. A blob is written under another name, waited
 * for, then renamed: under its own name it is whole, and in time before anything can refer to it. Writing one that is
 * there already costs nothing but the hash. Usable from any thread; needs no database. Errors besides those named:
 * `store_full`, `store_read_only`.
 */
export class BlobStore {
  readonly folder: string

  /** `dataDir` is the data folder; blobs are in its folder `blobs`. */
  constructor(dataDir: string) {
    this.folder = join(dataDir, 'blobs')
  }

  /** A new path in the blob folder, for a file that {@link adoptFile} will take. */
  async tempPath(extension = ''): Promise<string> {
    const folder = join(this.folder, 'tmp')
    await attemptAsync(mkdir(folder, { recursive: true }))
    return join(folder, `${randomUUID()}${extension}`)
  }

  /** Takes a finished file (made at a {@link tempPath}) as a blob, as it is. The file is moved, or removed. */
  async adoptFile(path: string): Promise<BlobHash> {
    return attemptAsync(
      (async () => {
        const blob = BlobHash.parse(await hashFile(path))
        if (await this.touch(this.pathOf(blob))) await rm(path, { force: true })
        else await this.place(path, this.pathOf(blob))
        return blob
      })(),
    )
  }

  /** Keeps a text, compressed. `size` is its length in bytes. */
  async putText(text: string): Promise<{ blob: BlobHash; size: number }> {
    const content = Buffer.from(text, 'utf8')
    const blob = BlobHash.parse(hash('sha256', content, 'hex'))
    const path = this.pathOf(blob) + PACKED
    if (!(await attemptAsync(this.touch(path)))) {
      const temp = await this.tempPath(PACKED)
      await attemptAsync(pack(content).then((packed) => writeDurably(temp, packed)))
      await attemptAsync(this.place(temp, path))
    }
    return { blob, size: content.length }
  }

  /** A text that {@link putText} kept. Errors: `blob_missing`, `blob_damaged`. */
  async readText(blob: BlobHash): Promise<string> {
    const packed = await readFile(this.pathOf(blob) + PACKED).catch(() => missing(blob))
    const content = await unpack(packed).catch(() => damaged(blob))
    return hash('sha256', content, 'hex') === blob ? content.toString('utf8') : damaged(blob)
  }

  /** The file of a blob that {@link adoptFile} took. Error: `blob_missing`. */
  path(blob: BlobHash): string {
    const path = this.pathOf(blob)
    return existsSync(path) ? path : missing(blob)
  }

  has(blob: BlobHash): boolean {
    return existsSync(this.pathOf(blob)) || existsSync(this.pathOf(blob) + PACKED)
  }

  /** Sees to it that a blob is there and that no sweep takes it before it is referred to. Error: `blob_missing`. */
  async use(blob: BlobHash): Promise<void> {
    const path = this.pathOf(blob)
    if (!((await this.touch(path)) || (await this.touch(path + PACKED)))) missing(blob)
  }

  /** Reads a blob whole and compares its hash. Errors: `blob_missing`, `blob_damaged`. */
  async verify(blob: BlobHash): Promise<void> {
    if (existsSync(this.pathOf(blob) + PACKED)) await this.readText(blob)
    else if ((await hashFile(this.path(blob))) !== blob) damaged(blob)
  }

  private pathOf(blob: BlobHash): string {
    return join(this.folder, blob.slice(0, 2), blob.slice(2))
  }

  /** Marks a blob as used now, so that no sweep takes it before it is referred to; false where there is none. */
  private touch(path: string): Promise<boolean> {
    const now = new Date()
    return utimes(path, now, now).then(
      () => true,
      () => false,
    )
  }

  private async place(temp: string, path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    await syncFile(temp)
    await rename(temp, path)
    await syncFolder(dirname(path))
  }
}

const missing = (blob: BlobHash): never =>
  fail('blob_missing', 'This result is no longer in the data folder: run the chain again to have it.', {
    blob,
  })

const damaged = (blob: BlobHash): never =>
  fail('blob_damaged', "This result's file is damaged: run the chain again to have it.", { blob })
