import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { revisionOf } from '#electron/store/documents.ts'
import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { ChainSummary, ImportedChain } from '#shared/contract/chains.ts'
import { RecentFile } from '#shared/contract/files.ts'
import { writeDocument } from '#shared/document/write.ts'
import type { Documents } from '../chains/documents.ts'
import { readChain } from '../chains/read-chain.ts'
import type { AppEvents } from '../events.ts'
import { writeWhole } from './write.ts'

const RECENT_KEY = 'recentFiles'
const RECENT_FILES = 20
const Recent = z.array(RecentFile)

export interface ChainFilesDeps {
  readonly store: Pick<Store, 'chains' | 'settings'>
  readonly documents: Documents
  readonly events: AppEvents
  /** Tells the system of a file that was opened or saved. */
  readonly remember?: ((path: string) => void) | undefined
  readonly now: () => number
}

/** Chains as files. */
export class ChainFiles {
  private readonly deps: ChainFilesDeps

  constructor(deps: ChainFilesDeps) {
    this.deps = deps
  }

  recent(): RecentFile[] {
    return this.kept().filter((file) => existsSync(file.path))
  }

  /**
   * Opens a file. One that was opened before is the chain in the store; where another program has changed the file since it was
   * last read or written, what it says now becomes an edit, which undo takes back. Errors: `file_missing`, `file_unreadable`,
   * `document_invalid`.
   */
  async open(given: string): Promise<ImportedChain> {
    const path = resolve(given)
    const { text, changedAt } = await read(path)
    const { chain, issues } = readChain(text, basename(path))
    const { chains } = this.deps.store
    const known = chains.findByPath(path)
    const id = known?.id ?? chains.create(chain, path).summary.id
    if (known && this.isChanged(id, chain, changedAt > known.updatedAt)) this.takeOver(id, text, chain)
    chains.setFile(id, path, chain)
    this.remember(path)
    this.deps.events.publish({ type: 'chains-changed' })
    return { summary: chains.summary(id), issues: [...issues] }
  }

  /**
   * Writes a chain's file, whole or not at all. Errors: `chain_missing`, `file_exists`, `file_unwritable`; `file_changed`, where
   * another program has written to the chain's own file since it was last read or written.
   */
  async save(id: ChainId, given: string, overwrite: boolean): Promise<ChainSummary> {
    const { store, documents, events } = this.deps
    const path = resolve(given)
    const own = store.chains.summary(id).path === path
    if (!overwrite && !own && existsSync(path))
      fail('file_exists', `There is a file ${path} already.`, { path })
    if (!overwrite && own && existsSync(path)) {
      const inFile = await read(path).then(({ text }) => chainIn(text))
      if (!inFile || this.isChanged(id, inFile, false))
        fail('file_changed', `Another program has changed ${path} since it was read or written here.`, {
          path,
        })
    }
    const chain = documents.chain(id)
    await writeWhole(path, writeDocument(chain))
    documents.flush()
    store.chains.setFile(id, path, chain)
    this.remember(path)
    events.publish({ type: 'chains-changed' })
    return store.chains.summary(id)
  }

  /** Whether a file says something else than when it was last read or written; `otherwise` where that is not known. */
  private isChanged(id: ChainId, inFile: Chain, otherwise: boolean): boolean {
    const known = this.deps.store.chains.revisions(id)?.fileRevision
    return known ? revisionOf(inFile) !== known : otherwise
  }

  private takeOver(id: ChainId, text: string, chain: Parameters<typeof writeDocument>[0]): void {
    const { store, documents } = this.deps
    if (
      writeDocument(documents.chain(id)) === text ||
      writeDocument(documents.chain(id)) === writeDocument(chain)
    )
      return
    const { position } = store.chains.journal.state(id)
    documents.edit(id, position, [
      { label: 'Take over the changed file', command: { type: 'replaceChain', chain } },
    ])
    documents.flush()
  }

  private kept(): RecentFile[] {
    try {
      return this.deps.store.settings.get(RECENT_KEY, Recent) ?? []
    } catch {
      return []
    }
  }

  private remember(path: string): void {
    const { store, now, remember } = this.deps
    const others = this.kept().filter((file) => file.path !== path)
    const files = [{ path, name: basename(path), openedAt: now() }, ...others]
    store.settings.set(RECENT_KEY, Recent, files.slice(0, RECENT_FILES))
    remember?.(path)
  }
}

/** Null where the text is no chain. */
function chainIn(text: string): Chain | null {
  try {
    return readChain(text).chain
  } catch {
    return null
  }
}

async function read(path: string): Promise<{ text: string; changedAt: number }> {
  const about = await stat(path).catch(() => fail('file_missing', `There is no file ${path}.`, { path }))
  const text = await readFile(path, 'utf8').catch(() =>
    fail('file_unreadable', `The file ${path} can't be read: it is a folder, or it is not yours to read.`, {
      path,
    }),
  )
  return { text, changedAt: about.mtimeMs }
}
