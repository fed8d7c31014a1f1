import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that a browser may fetch once. */
export interface Download {
  readonly path: string
  /** What it is called where it is saved. */
  readonly name: string
}

/**
 * Files made for a browser, each under an address of its own that works once. Whoever makes this has the folder to itself:
 * what an app that was killed has left there is removed, as nobody has its addresses any more.
 */
export class Downloads {
  private readonly folder: string
  private readonly waiting = new Map<string, Download>()

  constructor(folder: string) {
    this.folder = folder
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // What can't be removed yet is left to the next opening.
    }
  }

  /** A path to write a download to. */
  async place(): Promise<string> {
    await mkdir(this.folder, { recursive: true })
    return join(this.folder, randomUUID())
  }

  /** The address of a finished file, on the page's own origin. */
  offer(download: Download): string {
    const token = randomUUID()
    this.waiting.set(token, download)
    return `/download/${token}`
  }

  /** The file of an address; whoever takes it removes it. */
  take(token: string): Download | undefined {
    const download = this.waiting.get(token)
    this.waiting.delete(token)
    return download
  }

  /** Removes what nobody has fetched. */
  async close(): Promise<void> {
    this.waiting.clear()
    await rm(this.folder, { recursive: true, force: true })
  }
}
