import type { Store } from '#electron/store/store.ts'
import { fail } from '#shared/base/errors.ts'
import type { ChainId } from '#shared/base/ids.ts'
import type { Command } from '#shared/chain/command.ts'
import { applyCommand } from '#shared/chain/edit.ts'
import type { Chain } from '#shared/chain/schema.ts'
import type { OpenChain } from '#shared/contract/chains.ts'
import type { JournalState, NewEntry } from '#shared/contract/journal.ts'

/** A chain as it is now, kept at hand while it is being edited. */
interface Head {
  chain: Chain
  /** Where the journal stands. */
  position: number
  /** Where the stored document stands; the store brings it up to date from the journal when it is read. */
  saved: number
  /** The stored document's revision. */
  revision: string | undefined
}

/** A small chain is written with every edit. */
const SMALL_NODES = 100
/** A larger one after so many edits, or once nothing has come for a while; its journal is always written. */
const EDITS_UNSAVED = 20
const PAUSE_MS = 500
/** What could not be written is tried again after this. */
const RETRY_MS = 3000
/** Chains kept at hand. */
const HEADS = 16

type Chains = Store['chains']

export interface DocumentsListener {
  /** Where a journal stands after an edit, an undo or a redo. */
  onEdit(id: ChainId, position: number): void
  /** Another process has replaced a chain in the store, as it has run the chain's file, which says something else now. */
  onReplaced(id: ChainId): void
  /** A document could not be written for now; its journal has all of it. */
  onFault(thrown: unknown): void
}

/**
 * Edits of chains. Every edit is in the journal before it is answered, so that nothing is lost whenever the process ends;
 * the document, which can be large, may be written later and is then brought up to date from the journal.
 */
export class Documents {
  private readonly chains: Chains
  private readonly listener: DocumentsListener
  private readonly heads = new Map<ChainId, Head>()
  private timer: NodeJS.Timeout | undefined
  private faulty = false

  constructor(chains: Chains, listener: DocumentsListener) {
    this.chains = chains
    this.listener = listener
  }

  /** Error: `chain_missing`. */
  open(id: ChainId): OpenChain {
    const { summary } = this.chains.get(id)
    return { summary, chain: this.head(id).chain, journal: this.chains.journal.state(id) }
  }

  /** The chain as it is now. Error: `chain_missing`. */
  chain(id: ChainId): Chain {
    return this.head(id).chain
  }

  /** Errors: `chain_missing`, `edit_conflict`, `edit_invalid`. */
  edit(id: ChainId, base: number, entries: readonly Pick<NewEntry, 'label' | 'command'>[]): JournalState {
    const head = this.at(id, base)
    let chain = head.chain
    const done = entries.map(({ label, command }): NewEntry => {
      const edited = apply(chain, command)
      chain = edited.chain
      return { label, command, inverse: edited.inverse }
    })
    const position = base + entries.length
    const document = mustSave(head, chain, position) ? chain : undefined
    const state = this.chains.journal.append(id, base, done, document)
    this.advance(id, head, chain, position, document !== undefined)
    this.listener.onEdit(id, position)
    return state
  }

  /** Undo and redo. Errors: `chain_missing`, `edit_conflict`, `journal_end`. */
  move(id: ChainId, base: number, position: number): OpenChain {
    const head = this.at(id, base)
    const chain = this.replay(id, head.chain, base, position)
    const document = mustSave(head, chain, position) ? chain : undefined
    this.chains.journal.move(id, base, position, document)
    this.advance(id, head, chain, position, document !== undefined)
    this.listener.onEdit(id, position)
    return this.open(id)
  }

  /** Writes documents that are behind their journals, as many as can be. Errors: those of the store. */
  flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const failures: unknown[] = []
    for (const [id, head] of this.heads) {
      try {
        this.save(id, head)
      } catch (thrown) {
        failures.push(thrown)
      }
    }
    if (failures.length > 0) throw failures[0]
    this.faulty = false
  }

  /** As {@link flush}; what can't be written is in the journals, and made up from there when it is next read. */
  close(): void {
    try {
      this.flush()
    } catch (thrown) {
      this.listener.onFault(thrown)
    }
    clearTimeout(this.timer)
  }

  /** Forgets chains that another process has replaced in the store, and tells of them. */
  reread(): void {
    for (const [id, head] of this.heads) {
      if (!this.isReplaced(id, head)) continue
      this.heads.delete(id)
      this.listener.onReplaced(id)
    }
  }

  /** Nobody waits for it: the journal has all of it, and it is tried again. The first failure in a row is told. */
  private flushLater(ms: number): void {
    this.timer ??= setTimeout(() => {
      try {
        this.flush()
      } catch (thrown) {
        if (!this.faulty) this.listener.onFault(thrown)
        this.faulty = true
        this.flushLater(RETRY_MS)
      }
    }, ms).unref()
  }

  private save(id: ChainId, head: Head): void {
    if (head.saved === head.position) return
    this.chains.save(id, head.chain)
    head.saved = head.position
    head.revision = this.chains.revisions(id)?.revision
  }

  private isReplaced(id: ChainId, head: Head): boolean {
    return head.saved === head.position && this.chains.revisions(id)?.revision !== head.revision
  }

  private head(id: ChainId): Head {
    const known = this.heads.get(id)
    this.heads.delete(id)
    if (known && !this.isReplaced(id, known)) {
      this.heads.set(id, known)
      return known
    }
    const { chain, journal } = this.chains.get(id)
    const { position } = journal
    const head = { chain, position, saved: position, revision: this.chains.revisions(id)?.revision }
    this.heads.set(id, head)
    if (known) this.listener.onReplaced(id)
    for (const [oldest, old] of this.heads) {
      if (this.heads.size <= HEADS) break
      this.save(oldest, old)
      this.heads.delete(oldest)
    }
    return head
  }

  private at(id: ChainId, base: number): Head {
    const known = this.heads.get(id)
    const head = this.head(id)
    // A chain that was replaced has no journal yet, and so stands where it did.
    const isSame = known === undefined || known === head
    if (isSame && head.position === base) return head
    const { position } = head
    return fail('edit_conflict', 'This chain was changed in another window: load it again.', { position })
  }

  /** The chain at another place of its journal. */
  private replay(id: ChainId, chain: Chain, from: number, to: number): Chain {
    const [first, count] = from < to ? [from, to - from] : [to, from - to]
    if (count === 0) return chain
    const entries = this.chains.journal.read(id, first, count)
    if (entries.length < count)
      fail('journal_end', 'There is nothing more to redo: load the chain again.', {
        length: first + entries.length,
      })
    const commands =
      from < to ? entries.map((entry) => entry.command) : entries.map((entry) => entry.inverse).reverse()
    return commands.reduce((at, command) => apply(at, command).chain, chain)
  }

  private advance(id: ChainId, head: Head, chain: Chain, position: number, saved: boolean): void {
    head.chain = chain
    head.position = position
    if (saved) {
      head.saved = position
      head.revision = this.chains.revisions(id)?.revision
    } else this.flushLater(PAUSE_MS)
  }
}

function mustSave(head: Head, chain: Chain, position: number): boolean {
  return chain.nodes.length <= SMALL_NODES || Math.abs(position - head.saved) >= EDITS_UNSAVED
}

function apply(chain: Chain, command: Command): { chain: Chain; inverse: Command } {
  const edited = applyCommand(chain, command)
  return edited.ok ? edited.value : fail(edited.error.code, edited.error.message, edited.error.data)
}
