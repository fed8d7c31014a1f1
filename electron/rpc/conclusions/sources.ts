import { stat } from 'node:fs/promises'
import { hashFile } from '#electron/data/hash.ts'
import type { SourceStanding } from '#shared/contract/conclusions.ts'

interface Known {
  readonly size: number
  readonly mtimeMs: number
  readonly sha256: Promise<string>
}

type Source = Pick<SourceStanding, 'path' | 'sha256' | 'size' | 'modifiedAt'>

/** Looks at files that runs have read: whether they are still the same. */
export class SourceFiles {
  private readonly known = new Map<string, Known>()

  /**
   * A file of the same size and time of change is taken as the same; of another size, as changed. Only one that was touched
   * is read, once for each time it is touched.
   */
  async state({ path, sha256, size, modifiedAt }: Source): Promise<SourceStanding['now']> {
    const now = await stat(path).catch(() => null)
    if (!now?.isFile()) return 'missing'
    if (now.size !== size) return 'changed'
    if (now.mtimeMs === modifiedAt) return 'same'
    const before = this.known.get(path)
    const isKnown = before?.size === now.size && before.mtimeMs === now.mtimeMs
    const hash = isKnown ? before.sha256 : hashFile(path)
    if (!isKnown) this.known.set(path, { size: now.size, mtimeMs: now.mtimeMs, sha256: hash })
    // A file that can't be read now may be readable later.
    const content = await hash.catch(() => {
      this.known.delete(path)
      return null
    })
    return content === sha256 ? 'same' : 'changed'
  }
}
