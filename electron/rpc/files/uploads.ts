import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fail } from '#shared/base/errors.ts'
import type { Inputs } from '#shared/contract/index.ts'

/** The largest file that is copied; larger ones are opened where they are. */
const MAX_BYTES = 4 * 1024 ** 3

/** A file that is not all there yet. No finished one begins with a dot. */
const PART = /^\..*\.part$/

type Part = Inputs['files']['upload']

interface Upload {
  readonly file: FileHandle
  readonly temporary: string
  readonly hash: ReturnType<typeof createHash>
  size: number
}

/**
 * Files that were dropped on a window, whose page can't know where they lie: their content is kept in a folder of our
 * own, each version under its own name, so that a chain goes on reading what it was given. Whoever makes this has the folder
 * to itself: beginnings of files that an app that was killed has left there are removed.
 */
export class Uploads {
  private readonly folder: string
  private readonly underWay = new Map<string, Upload>()

  constructor(folder: string) {
    this.folder = folder
    try {
      for (const name of readdirSync(folder)) if (PART.test(name)) rmSync(join(folder, name), { force: true })
    } catch {
      // There is no folder yet, or what can't be removed yet is left to the next opening.
    }
  }

  /**
   * Takes the next part of a file; with the last one, gives the path where the file is kept. Errors: `upload_order`,
   * `upload_too_large`.
   */
  async take(part: Part): Promise<string | null> {
    const upload = this.underWay.get(part.uploadId) ?? (await this.begin(part))
    if (part.offset !== upload.size) {
      await this.drop(part.uploadId)
      fail(
        'upload_order',
        `The parts of ${part.name} came in another order than they were sent. Drop it again.`,
      )
    }
    const bytes = Buffer.from(part.base64, 'base64')
    if (upload.size + bytes.length > MAX_BYTES) {
      await this.drop(part.uploadId)
      fail('upload_too_large', `${part.name} is too large to be copied (over 4 GB). Give its path instead.`)
    }
    upload.size += bytes.length
    upload.hash.update(bytes)
    await upload.file.write(bytes)
    return part.last ? this.finish(part, upload) : null
  }

  /** Forgets what has not been finished. */
  async close(): Promise<void> {
    for (const id of [...this.underWay.keys()]) await this.drop(id)
  }

  private async begin(part: Part): Promise<Upload> {
    await mkdir(this.folder, { recursive: true })
    const temporary = join(this.folder, `.${part.uploadId}.part`)
    const upload = { file: await open(temporary, 'w'), temporary, hash: createHash('sha256'), size: 0 }
    this.underWay.set(part.uploadId, upload)
    return upload
  }

  private async finish(part: Part, upload: Upload): Promise<string> {
    this.underWay.delete(part.uploadId)
    await upload.file.sync()
    await upload.file.close()
    const name = safeName(part.name)
    const sha256 = upload.hash.digest('hex')
    const plain = join(this.folder, name)
    const path = (await isFree(plain, upload, sha256)) ? plain : join(this.folder, sha256.slice(0, 8), name)
    await mkdir(join(path, '..'), { recursive: true })
    await rename(upload.temporary, path)
    return path
  }

  private async drop(id: string): Promise<void> {
    const upload = this.underWay.get(id)
    this.underWay.delete(id)
    await upload?.file.close()
    if (upload) await rm(upload.temporary, { force: true })
  }
}

/** Whether nothing, or the same content, lies at a path. */
async function isFree(path: string, { size }: Upload, sha256: string): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  if (!there) return true
  if (there.size !== size) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256
}

/** The file's own name, without what could lead elsewhere or what some system can't store. */
function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
    .replaceAll(/[\u0000-\u001f<>:"|?*]/g, '_')
    .replace(/^\.+/, '')
  return plain || 'file'
}
